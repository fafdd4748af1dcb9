"""Bring the published folder to the state of a finished build, so that visitors never meet half a page.

Every file is put in place by one rename; nothing that did not change is touched.
"""

from __future__ import annotations

import filecmp
from collections.abc import Iterable
from pathlib import Path


def publish(staging: Path, output: Path) -> tuple[str, ...]:
    """Bring ``output`` to the state of ``staging``: assets first, pages next, removals last. Names of the files touched.

    OSError if the disk is full or read-only; what is published then is a mix of both states, and the next call
    completes it.
    """
    fresh = _files(staging)
    if not output.exists():  # the first time: all at once
        output.parent.mkdir(parents=True, exist_ok=True)
        staging.replace(output)
        return _names(fresh)
    old = _files(output)
    touched = remove(output, _in_the_way(old, fresh))
    for name in sorted(fresh, key=lambda path: (path.suffix == ".html", path)):
        if replace_if_changed(staging / name, output / name):
            touched.add(name)
    touched |= remove(output, _files(output) - fresh)
    return _names(touched)


def _names(paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(sorted(path.as_posix() for path in paths))


def publish_file(data: bytes, target: Path, beside: Path) -> bool:
    """Publish one file, written first to ``beside``, unless it has these bytes already; whether it was written."""
    if target.is_file() and target.read_bytes() == data:
        return False
    beside.parent.mkdir(parents=True, exist_ok=True)
    beside.write_bytes(data)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside.replace(target)
    return True


def replace_if_changed(source: Path, target: Path) -> bool:
    """Move ``source`` to ``target`` unless that has the same bytes already; whether it was moved."""
    if target.is_file() and (source.samefile(target) or filecmp.cmp(source, target, shallow=False)):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
    return True


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir()}


def _in_the_way(old: set[Path], fresh: set[Path]) -> set[Path]:
    """Old files whose name is now a folder, or whose folder is now a file."""
    folders = {folder for name in fresh for folder in name.parents}
    return {name for name in old if name in folders or fresh.intersection(name.parents)}


def remove(output: Path, names: set[Path]) -> set[Path]:
    """Delete the files and the folders that become empty by it."""
    for name in sorted(names):
        (output / name).unlink()
        for folder in name.parents[:-1]:
            if any((output / folder).iterdir()):
                break
            (output / folder).rmdir()
    return set(names)
