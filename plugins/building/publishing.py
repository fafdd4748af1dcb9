"""Bring the published folder to the state of a finished build, so that visitors never meet half a page.

Every file is put in place by one rename; nothing that did not change is touched.
"""

from __future__ import annotations

import filecmp
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from plugins.file_names import files_below, folders_of


def publish(staging: Path, output: Path, kept: Collection[str] = ()) -> tuple[str, ...]:
    """Bring ``output`` to the state of ``staging``: assets first, pages next, removals last. Names of the files touched.

    The files named in ``kept``, and all in its folders (with a slash at the end), stay as they are. OSError if the disk is full or read-only; what is published then is a mix of both states, and the next call
    completes it.
    """
    fresh = files_below(staging)
    if not output.exists():  # the first time: all at once
        output.parent.mkdir(parents=True, exist_ok=True)
        staging.replace(output)
        return tuple(sorted(fresh))
    old = files_below(output)
    fresh |= {
        name: mark for name, mark in old.items() if name in kept or f"{name.partition('/')[0]}/" in kept
    }
    touched = _removed(output, _in_the_way(old, fresh))
    for name in sorted(fresh, key=lambda name: (name.endswith(".html"), name)):
        if fresh[name] != old.get(name) and replace_if_changed(staging / name, output / name):
            touched.add(name)
    touched |= _removed(output, old.keys() - fresh.keys() - touched)
    return tuple(sorted(touched))


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


def _in_the_way(old: Collection[str], fresh: Mapping[str, object]) -> set[str]:
    """Old files whose name is now a folder, or whose folder is now a file."""
    folders = folders_of(fresh)
    files = {folder for folder in folders_of(old) if folder in fresh}
    return {name for name in old if name in folders or (files and not files.isdisjoint(folders_of([name])))}


def _removed(output: Path, names: Iterable[str]) -> set[str]:
    """Delete the files and the folders that become empty by it; their names."""
    removed = set(names)
    for name in sorted(removed):
        (output / name).unlink()
        for folder in Path(name).parents[:-1]:
            if any((output / folder).iterdir()):
                break
            (output / folder).rmdir()
    return removed
