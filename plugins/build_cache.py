"""What an earlier build of a site made, found again by a hash of everything it depends on.

May be deleted at any time, as a whole or in part: what is missing or damaged is made anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path


def key_of(*parts: str) -> str:
    """The hash of some texts; where one ends and the next begins counts."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()


class Overtaken(Exception):
    """What was being made is not wanted any more."""


class TextCache:
    """Texts of one kind in one JSON file (None: only in memory); what a build did not ask for is forgotten when it is saved."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._used: dict[str, str] = {}

    @cached_property
    def _before(self) -> Mapping[str, str]:
        """What the file holds, read when it is first asked for."""
        return _read(self._file) if self._file else {}

    def text(self, key: str, make: Callable[[], str]) -> str:
        """The text kept under ``key``, else what ``make`` makes of it now."""
        kept = self._used.get(key) or self._before.get(key)
        self._used[key] = text = make() if kept is None else kept
        return text

    def __contains__(self, key: str) -> bool:
        return key in self._used or key in self._before

    def add(self, texts: Mapping[str, str]) -> None:
        """Take texts that were made elsewhere."""
        self._used.update(texts)

    def save(self) -> None:
        """Keep the texts that were used; OSError if the disk is full."""
        if self._file and self._used != self._before:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = self._file.with_suffix(".new")
            new.write_text(json.dumps(self._used, ensure_ascii=False), "utf-8", "surrogatepass")
            new.replace(self._file)


def _read(file: Path) -> dict[str, str]:
    try:
        data = json.loads(file.read_text("utf-8", "surrogatepass"))
    except (OSError, ValueError):
        return {}
    whole = isinstance(data, dict) and all(isinstance(text, str) for text in data.values())
    return data if whole else {}


def cached_folder(place: Path, key: str, target: Path, make: Callable[[Path], None]) -> None:
    """Put the files that ``make`` writes into ``target``: copied from ``place`` if they were made with this ``key``.

    Only the last version is kept. What ``make`` raises leaves nothing behind.
    """
    kept = place / key
    if not kept.is_dir():
        unfinished = place / "new"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        make(unfinished)
        unfinished.rename(kept)
    shutil.copytree(kept, target)
