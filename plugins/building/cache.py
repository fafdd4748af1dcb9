"""What an earlier build of a site made, found again by a hash of everything it depends on.

May be deleted at any time, as a whole or in part: what is missing or damaged is made anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any


def key_of(*parts: str) -> str:
    """The hash of some texts; where one ends and the next begins counts."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()


class Overtaken(Exception):
    """What was being made is not wanted any more."""


class Kept:
    """Values that JSON knows, by key, in one file with a line for each (None: only in memory).

    A round is one build; what it did not ask for is forgotten when it ends.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._used: dict[str, Any] = {}

    @cached_property
    def _before(self) -> dict[str, Any]:
        """What the file holds, read when it is first asked for."""
        return _read(self._file) if self._file else {}

    def get(self, key: str) -> Any:
        """The value under ``key``; None if there is none."""
        value = self._used.get(key)
        if value is None and (value := self._before.get(key)) is not None:
            self._used[key] = value
        return value

    def keep(self, key: str, value: Any) -> None:
        """Keep a value that was made now."""
        self._used[key] = value

    def end_round(self, *, writes: bool) -> None:
        """Forget what was not asked for, in memory and, if it ``writes``, in the file; OSError if the disk is full."""
        if writes and self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = self._file.with_suffix(".new")
            with new.open("w", encoding="utf-8", errors="surrogatepass") as file:
                file.writelines(f"{json.dumps(entry)}\n" for entry in self._used.items())
            new.replace(self._file)
        self._before, self._used = self._used, {}


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open(encoding="utf-8", errors="surrogatepass") as lines:
            return {str(key): value for key, value in map(json.loads, lines)}
    except (OSError, ValueError, TypeError):  # not there, or damaged
        return {}


def kept_folder(place: Path, key: str, make: Callable[[Path], None]) -> Path:
    """The folder that ``make`` wrote with this ``key``, now or in an earlier build; nobody may change it.

    Only the last version is kept below ``place``. What ``make`` raises leaves nothing behind.
    """
    kept = place / key
    if not kept.is_dir():
        unfinished = place / "new"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        make(unfinished)
        unfinished.rename(kept)
    return kept
