"""Bring the published folder to the state of a finished build, so that visitors never meet half a page.

Every file is put in place by one rename; nothing that did not change is touched.
"""

from __future__ import annotations

import filecmp
from pathlib import Path


def publish(staging: Path, output: Path) -> int:
    """Bring ``output`` to the state of ``staging``: assets first, pages next, removals last. Number of files touched.

    OSError if the disk is full or read-only; what is published then is a mix of both states, and the next call
    completes it.
    """
    fresh = _files(staging)
    if not output.exists():  # the first time: all at once
        output.parent.mkdir(parents=True, exist_ok=True)
        staging.replace(output)
        return len(fresh)
    old = _files(output)
    touched = _remove(output, _in_the_way(old, fresh))
    for name in sorted(fresh, key=lambda path: (path.suffix == ".html", path)):
        touched += replace_if_changed(staging / name, output / name)
    touched += _remove(output, _files(output) - fresh)
    return touched


def replace_if_changed(source: Path, target: Path) -> bool:
    """Move ``source`` to ``target`` unless that has the same bytes already; whether it was moved."""
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
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


def _remove(output: Path, names: set[Path]) -> int:
    """Delete the files and the folders that become empty by it."""
    for name in sorted(names):
        (output / name).unlink()
        for folder in name.parents[:-1]:
            if any((output / folder).iterdir()):
                break
            (output / folder).rmdir()
    return len(names)
