"""The parts of a search index: each by itself made by Pagefind, kept by what it was made of, and merged by the search page.

Pagefind holds 245 kB for each page while it writes, takes 4 ms for each and uses one core. In parts a large site's index
fits into memory, several cores make it, and after an edit only one part is made again. Pages are dealt out by the hash of
their address, so that every part is like the whole: how rare a word is, which its weight depends on, is counted by part.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from pagefind_bin import get_executable

from plugins.building.cache import Overtaken, kept_folder, key_of
from plugins.building.program_faults import ProgramFault
from plugins.search.compounds import words_of
from plugins.search.texts import Lexicon, SearchText, record

#: A part has at most so many pages until there are the most parts: each makes a query fetch some 20 kB more.
PAGES_IN_PART, MOST_PARTS = 300, 16
#: Parts that are made at the same time have at most so many pages together, or memory grows with the cores.
_PAGES_AT_ONCE = 1_000
#: What Pagefind brings beyond what our search page loads: ready-made interfaces, a worker, languages we do not use.
_NOT_PUBLISHED = ("pagefind-*.js", "pagefind-*.css", "wasm.unknown.pagefind")
#: What the first part brings for all.
_SHARED = ("pagefind.js", "wasm.*.pagefind")
#: Indexing takes 0.2 s, and 4 ms for each page of a large site; a machine may be busy.
_SECONDS, _SECONDS_PER_PAGE = 60, 0.1
_LICENCE = Path(__file__).with_name("pagefind-licence.txt")
#: What makes an index of records: another version of it makes another index.
_MADE_BY = version("pagefind_bin") + Path(__file__).read_text(encoding="utf-8")


def parts_of(texts: Sequence[SearchText]) -> tuple[tuple[SearchText, ...], ...]:
    """The texts dealt out; a page stays in its part when others come and go, until the site is twice or half as large."""
    count = 1
    while count < MOST_PARTS and len(texts) > count * PAGES_IN_PART:
        count *= 2
    numbered = [(hashlib.sha256(text.url.encode()).digest()[0] % count, text) for text in texts]
    return tuple(tuple(text for number, text in numbered if number == part) for part in range(count))


def place_of(index: Path, number: int) -> Path:
    """Where in the folder ``index`` a part lies; the first is where Pagefind looks by itself."""
    return index / str(number) if number else index


class Parts:
    """The parts of one site's index; those of the last build are in the folder ``place``."""

    def __init__(
        self,
        parts: Sequence[Sequence[SearchText]],
        lexicon: Lexicon,
        place: Path,
        is_wanted: Callable[[], bool],
    ) -> None:
        self.count = len(parts)
        self.at_once = max(1, _PAGES_AT_ONCE // max(1, *map(len, parts)))
        self._parts, self._lexicon, self._place, self._is_wanted = parts, lexicon, place, is_wanted

    def make(self, number: int) -> tuple[Path, set[str]]:
        """The folder with a part, and the words that it finds. ProgramFault if the indexer fails, Overtaken."""
        records, words = [], set[str]()
        for text in self._parts[number]:
            if not self._is_wanted():
                raise Overtaken
            related = self._lexicon.related(text)
            records.append(record(text, related))
            words.update(words_of(" ".join([*text.all, related.important, related.other])))
        key = key_of(_MADE_BY, str(number), *records)
        folder = kept_folder(
            self._place / str(number), key, lambda folder: _write(records, folder, is_first=not number)
        )
        return folder, words

    def forget_others(self) -> None:
        """Delete what is kept of parts that there are no more."""
        for folder in self._place.iterdir():
            if folder.name not in map(str, range(self.count)):
                shutil.rmtree(folder)


def _write(records: Sequence[str], index: Path, *, is_first: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="dreiklick-search-") as name:
        for number, text in enumerate(records):
            # all in one folder, which is faster made and removed than the site's; the record says the address
            Path(name, f"{number:05}.html").write_text(text, encoding="utf-8")
        _run_pagefind(Path(name), index, _SECONDS + _SECONDS_PER_PAGE * len(records))
    for pattern in (*_NOT_PUBLISHED, *(() if is_first else _SHARED)):
        for file in index.glob(pattern):
            file.unlink()
    if is_first:
        shutil.copyfile(_LICENCE, index / "LICENSE.txt")


def _run_pagefind(site: Path, output: Path, seconds: float) -> None:
    options = ["--site", site, "--output-path", output, "--force-language", "de", "--silent"]
    try:
        done = subprocess.run(
            [get_executable(), *options], capture_output=True, text=True, timeout=seconds, check=False
        )
        said = (done.stderr or done.stdout).strip()
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ProgramFault(_fault(str(error))) from error
    if done.returncode or not (output / "pagefind-entry.json").is_file():
        raise ProgramFault(_fault(said or f"Rückgabewert {done.returncode}"))


def _fault(reason: str) -> str:
    hint = "Bitte das Web-Team fragen."
    return f"Nicht gebaut. Der Suchindex ist nicht entstanden: Pagefind meldet „{reason}“. {hint}"
