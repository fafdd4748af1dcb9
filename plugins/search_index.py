"""The index that the search page reads in the visitor's browser: made by Pagefind, published with the site.

Settings read: ``SITE_CONTENT``, ``OUTPUT_PATH``, ``PUBLISHED_PATH``, ``BUILD_CACHE``, ``INDEX_LATER`` (the published one
stays for now). Signal used: ``finalized``.
Why and how: docs/decisions/015-search.md. Raises ProgramFault if the indexer fails.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from pagefind_bin import get_executable
from pelican import Pelican, signals

from plugins.build_cache import Overtaken, cached_folder, key_of
from plugins.compounds import words_of
from plugins.content_model import PageSource, SiteContent
from plugins.menu import breadcrumb
from plugins.overviews import is_found_by_search
from plugins.program_faults import ProgramFault
from plugins.search_texts import Lexicon, SearchText, record, search_text
from plugins.side_by_side import side_by_side
from plugins.synonyms import Synonyms, load_synonyms

FOLDER = "pagefind"
#: What Pagefind brings beyond what our search page loads: ready-made interfaces, a worker, languages we do not use.
_NOT_PUBLISHED = ("pagefind-*.js", "pagefind-*.css", "wasm.unknown.pagefind")
#: Indexing takes 0.2 s, and 4 ms for each page of a large site; a machine may be busy.
_SECONDS, _SECONDS_PER_PAGE = 60, 0.1
_LICENCE = Path(__file__).with_name("pagefind-licence.txt")
#: The code an index depends on: another version of it makes another index.
_MADE_BY = version("pagefind_bin") + "".join(
    Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
    for name in ("search_index", "search_texts", "compounds", "synonyms")
)


def _always() -> bool:
    return True


def _go_on(is_wanted: Callable[[], bool]) -> None:
    if not is_wanted():
        raise Overtaken


def texts_of(content: SiteContent, output: Path, is_wanted: Callable[[], bool] = _always) -> list[SearchText]:
    """What every page of the built site is to be found by, in path order; Overtaken when it is not wanted any more."""

    def text_of(page: PageSource) -> SearchText:
        _go_on(is_wanted)
        html = (output / page.url.lstrip("/") / "index.html").read_text(encoding="utf-8")
        above = breadcrumb(content, page)[1:]  # everything is below the home page
        return search_text(page, " › ".join(entry.label for entry in above), html)

    return list(side_by_side(text_of, [*filter(is_found_by_search, content.pages.values())]))


def write_index(
    texts: Sequence[SearchText],
    synonyms: Synonyms,
    index: Path,
    is_wanted: Callable[[], bool] = _always,
) -> None:
    """Write the folder ``index``: the index, what reads it, and ``words.json`` with the words that can be found."""
    lexicon = Lexicon(texts, synonyms)
    with tempfile.TemporaryDirectory(prefix="dreiklick-search-") as name:
        folder = Path(name)

        def write_record(numbered: tuple[int, SearchText]) -> set[str]:
            _go_on(is_wanted)
            number, text = numbered
            related = lexicon.related(text)
            # all in one folder, which is faster made and removed than the site's; the record says the address
            (folder / f"{number:05}.html").write_text(record(text, related), encoding="utf-8")
            return set(words_of(" ".join([*text.all, related.important, related.other])))

        words = set[str]().union(*side_by_side(write_record, [*enumerate(texts)]))
        _run_pagefind(folder, index, _SECONDS + _SECONDS_PER_PAGE * len(texts))
    _write_words(words, index / "words.json")


def _write_words(words: Iterable[str], file: Path) -> None:
    """The words a search can find, each once: a capitalised form where there is one."""
    by_lower = {
        word.lower(): word for word in sorted(words, reverse=True) if len(word) > 2 and not word.isdigit()
    }
    file.write_text(json.dumps(sorted(by_lower.values()), ensure_ascii=False), encoding="utf-8")


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
    for pattern in _NOT_PUBLISHED:
        for file in output.glob(pattern):
            file.unlink()
    shutil.copyfile(_LICENCE, output / "LICENSE.txt")


def _fault(reason: str) -> str:
    hint = "Bitte das Web-Team fragen."
    return f"Nicht gebaut. Der Suchindex ist nicht entstanden: Pagefind meldet „{reason}“. {hint}"


def add_index(pelican: Pelican) -> None:
    """Receiver of ``finalized``. The index of an earlier build is taken again if all it was made from is the same."""
    settings = pelican.settings
    output, published = Path(settings["OUTPUT_PATH"]), Path(settings["PUBLISHED_PATH"], FOLDER)
    if settings["INDEX_LATER"] and published.is_dir():
        shutil.copytree(published, output / FOLDER, copy_function=os.link)
    else:
        index_of(settings["SITE_CONTENT"], output, Path(settings["BUILD_CACHE"]), output / FOLDER)


def index_of(
    content: SiteContent,
    output: Path,
    cache: Path,
    target: Path,
    is_wanted: Callable[[], bool] = _always,
) -> None:
    """Put the index of the pages in ``output`` into the new folder ``target``.

    ProgramFault if the indexer fails, Overtaken as soon as it ``is_wanted`` no more.
    """
    texts, synonyms = texts_of(content, output, is_wanted), load_synonyms(content)
    cached_folder(
        cache / FOLDER,
        key_of(_MADE_BY, repr(texts), repr(synonyms)),
        target,
        lambda folder: write_index(texts, Synonyms(synonyms), folder, is_wanted),
    )


def register() -> None:
    signals.finalized.connect(add_index)
