"""What a build read and wrote, so that the next one can say in a blink that nothing changed.

A stamp holds for as long as every file that the site is made of is the one it was (size, moments of the last change, inode), nothing
was added or taken away, the code, the installed packages, the day and the kind of build are the same, and every published
file is as the build left it. Of the neighbours only what is read of them counts: site.yaml, names of pages, their slugs.
Nothing heavy is imported here. A stamp may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from plugins.file_names import entries_below

SHARED = "gemeinsam"
#: ``slug: name`` in the front matter, which the address of a page ends in.
SLUG_LINE = re.compile(r"\A---\n(?:(?!---).*\n)*?slug: *([a-z0-9-]+) *\n")
#: What the code of a build is made of, below the project's code folder.
_CODE = ("pelicanconf.py", "plugins", "theme", "standards")
#: A file that changed so shortly before it was read may have changed again within the same tick of the system's clock.
_TICK_NS = 20_000_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What a build is about to read. ``youngest`` is the moment (ns) at which the last of the files changed."""

    files: str
    neighbours: str
    youngest: int
    at: int

    @property
    def is_certain(self) -> bool:
        """Whether no file can change without being noticed afterwards."""
        return self.youngest < self.at - _TICK_NS


def today() -> date:
    """The day of a build; SOURCE_DATE_EPOCH makes it repeatable (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()


def look(site: str, project_dir: Path, code_dir: Path, preview: bool) -> Seen:
    """The state of everything that a build of ``site`` reads."""
    at, content = time.time_ns(), project_dir / "content"
    around = [today().isoformat(), str(preview), sys.version, str(project_dir), *packages()]
    marks = [mark for folder in (content / site, content / SHARED) for mark in _marks(folder)]
    marks += [mark for name in _CODE for mark in _marks(code_dir / name, _is_code)]
    files = _digest([*around, *(line for line, _ in marks)])
    return Seen(files, _neighbours(site, content), max((moment for _, moment in marks), default=0), at)


def file_of(site: str, project_dir: Path) -> Path:
    """Where the stamp of a site lies."""
    return project_dir / "build" / site / "stamp.json"


def published_by(site: str, project_dir: Path) -> tuple[Path, ...]:
    """What a build of the site writes for others to read."""
    return project_dir / "output" / site, project_dir / "build" / site / "manifest.json"


def keep(stamp: Path, seen: Seen, published: Iterable[Path], result: dict[str, Any]) -> None:
    """Note that ``published`` (files and folders) was made from what was ``seen``; OSError if the disk is full."""
    stamp.unlink(missing_ok=True)
    if seen.is_certain:
        data = {
            "files": seen.files,
            "neighbours": seen.neighbours,
            "published": _published(published),
            "result": result,
        }
        # half a file counts as none
        stamp.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def kept(stamp: Path, seen: Callable[[], Seen], published: Iterable[Path]) -> dict[str, Any] | None:
    """The result that was kept if a build now would make the very same; None if it might not."""
    try:
        data = json.loads(stamp.read_text(encoding="utf-8"))
        before = data["files"], data["neighbours"], data["published"]
        result = data["result"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    now = seen()
    same = before == (now.files, now.neighbours, _published(published))
    return result if same and isinstance(result, dict) else None


def packages() -> list[str]:
    """Names and versions of the installed packages, as their folders say them."""
    folders = (folder for folder in sys.path if folder.endswith("-packages"))
    return sorted(name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208 - names are enough


def _is_code(name: str) -> bool:
    return name != "__pycache__"


def _marks(path: Path, wanted: Callable[[str], bool] | None = None) -> list[tuple[str, int]]:
    """A line that changes with the file, and the moment of its last change; of a folder, of all files below it."""
    return sorted(_walk(str(path), wanted)) if path.is_dir() else [_mark(str(path))] if path.exists() else []


def _walk(folder: str, wanted: Callable[[str], bool] | None) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if wanted and not wanted(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, wanted)
            else:
                yield _mark(entry.path)


def _mark(path: str) -> tuple[str, int]:
    try:
        state = os.stat(path)  # noqa: PTH116 - thousands of files, and Path takes twice as long
    except OSError:  # a link to nowhere
        state = os.lstat(path)
    return (
        f"{path} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_ino} {state.st_mode}",
        max(state.st_mtime_ns, state.st_ctime_ns),
    )


def _neighbours(site: str, content: Path) -> str:
    """What is read of the other microsites."""
    lines = []
    for file in sorted(content.glob("*/site.yaml")):
        if file.parent.name in (site, SHARED):
            continue
        lines.append(f"{file} {_mark(str(file))[0]}")
        lines += (f"{name} {slug}" for name, slug in sorted(slugs(file.parent).items()))
    return _digest(lines)


def slugs(site_dir: Path) -> dict[str, str]:
    """What the pages of a microsite write as ``slug`` ("": nothing), by their path below its folder. Links are no pages."""
    found = {}
    for name, entry in entries_below(site_dir, missing_ok=True):
        if name.endswith(".md") and entry.is_file(follow_symlinks=False):
            with suppress(FileNotFoundError):  # just deleted
                found[name] = _slug(entry.path, _mark(entry.path)[0])
    return found


@lru_cache(maxsize=100_000)
def _slug(path: str, mark: str) -> str:
    """Read once a process for every ``mark`` that a file ever has: all sites ask about all others."""
    try:
        with open(path, encoding="utf-8", errors="replace") as text:  # noqa: PTH123 - as in _mark
            found = SLUG_LINE.search(text.read())
    except OSError:
        return ""
    return found[1] if found else ""


def _published(paths: Iterable[Path]) -> str:
    return _digest(line for path in paths for line, _ in _marks(path))


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
