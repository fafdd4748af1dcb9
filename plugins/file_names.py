"""The names of files below a folder, and of the folders they lie in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path


def entries_below(
    folder: Path | str, start: str = "", *, missing_ok: bool = False
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below the folder with its name there, after ``start``; no link is followed.

    A folder inside it that is deleted meanwhile is empty if ``missing_ok``, as where somebody edits; else FileNotFoundError.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            yield f"{start}{entry.name}", entry
            if entry.is_dir(follow_symlinks=False):
                with suppress(FileNotFoundError) if missing_ok else nullcontext():
                    yield from entries_below(entry.path, f"{start}{entry.name}/", missing_ok=missing_ok)


def files_below(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file below the folder, by its name there with device and number on it; a link is a file, wherever it leads."""
    found = {}
    for name, entry in entries_below(folder):
        if not entry.is_dir(follow_symlinks=False):
            state = entry.stat(follow_symlinks=False)
            found[name] = state.st_dev, state.st_ino
    return found


def folders_of(names: Iterable[str]) -> set[str]:
    """All folders that the files lie in, at any depth.

    >>> sorted(folders_of(["geld/rente/index.md", "geld/index.md", "index.md"]))
    ['geld', 'geld/rente']
    """
    found: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
