"""The index that the search page reads in the visitor's browser: made by Pagefind, published with the site.

Settings read: ``SITE_CONTENT``, ``OUTPUT_PATH``, ``PUBLISHED_PATH``, ``BUILD_CACHE``, ``INDEX_LATER`` (the published one
stays for now), ``STAY``. Signal used: ``finalized``.
Why and how: docs/decisions/015-search.md. Raises ProgramFault if the indexer fails.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from importlib.metadata import version
from pathlib import Path

from pelican import Pelican, signals

from plugins.building.cache import Kept, Overtaken, key_of
from plugins.building.side_by_side import large_side_by_side, side_by_side
from plugins.content_model import PageSource, SiteContent
from plugins.menu import breadcrumb
from plugins.overviews import is_found_by_search
from plugins.search.parts import Parts, parts_of, place_of
from plugins.search.synonyms import Synonyms, load_synonyms
from plugins.search.texts import Lexicon, MainText, SearchText, main_text, search_text

FOLDER = "pagefind"
#: What makes texts of built pages: another version of it makes other texts.
_MADE_BY = version("selectolax") + "".join(
    Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8") for name in ("texts", "compounds")
)


def _always() -> bool:
    return True


class MainTexts:
    """What built pages say themselves; that of a page with the same bytes is taken from an earlier build."""

    def __init__(self, outputs: Sequence[Path], kept: Kept, is_wanted: Callable[[], bool]) -> None:
        self._outputs, self._kept, self._is_wanted = outputs, kept, is_wanted

    def of(self, pages: Sequence[PageSource]) -> list[MainText]:
        """Of each page, in their order; Overtaken as soon as they are wanted no more."""
        keys = [self._key(page) for page in pages]
        new = {key: page for key, page in zip(keys, pages, strict=True) if self._kept.get(key) is None}
        for key, text in zip(new, side_by_side(self._made, [*new.values()]), strict=True):
            self._kept.keep(key, astuple(text))
        texts = [MainText(*self._kept.get(key)) for key in keys]
        self._kept.end_round(writes=bool(new))
        return texts

    def _key(self, page: PageSource) -> str:
        return key_of(_MADE_BY, self._html(page))

    def _made(self, page: PageSource) -> MainText:
        return main_text(self._html(page))

    def _html(self, page: PageSource) -> str:
        if not self._is_wanted():
            raise Overtaken
        files = (output / page.url.lstrip("/") / "index.html" for output in self._outputs)
        return next(filter(Path.is_file, files)).read_text(encoding="utf-8")


def index_of(
    content: SiteContent,
    outputs: Sequence[Path],
    cache: Path,
    target: Path,
    is_wanted: Callable[[], bool] = _always,
) -> None:
    """Put the index of the pages, each in the first of ``outputs`` that has it, into the new folder ``target``: the index of a large site in parts, what
    reads it, and ``words.json`` with the words that can be found and the number of parts.

    A part whose pages are the same is taken from ``cache``. ProgramFault if the indexer fails, Overtaken as soon as it
    ``is_wanted`` no more.
    """
    texts, lexicon = _texts(content, MainTexts(outputs, Kept(cache / "search-texts.jsonl"), is_wanted))
    parts = Parts(parts_of(texts), lexicon, cache / FOLDER, is_wanted)
    made = list(large_side_by_side(parts.make, range(parts.count), parts.at_once))
    parts.forget_others()
    for number, (folder, _) in enumerate(made):
        shutil.copytree(folder, place_of(target, number), dirs_exist_ok=True)
    _write_words(set().union(*(words for _, words in made)), parts.count, target / "words.json")


def _texts(content: SiteContent, mains: MainTexts) -> tuple[list[SearchText], Lexicon]:
    """What each page is to be found by, and all words; what it was made of is gone when the indexer needs the memory."""
    pages = [*filter(is_found_by_search, content.pages.values())]
    found = mains.of(pages)
    texts = [
        search_text(page, _section(page, content), main) for page, main in zip(pages, found, strict=True)
    ]
    return texts, Lexicon(texts, (main.bases for main in found), Synonyms(load_synonyms(content)))


def _section(page: PageSource, content: SiteContent) -> str:
    above = breadcrumb(content, page)[1:]  # everything is below the home page
    return " › ".join(entry.label for entry in above)


def _write_words(words: Iterable[str], parts: int, file: Path) -> None:
    """The words a search can find, each once: a capitalised form where there is one."""
    by_lower = {
        word.lower(): word for word in sorted(words, reverse=True) if len(word) > 2 and not word.isdigit()
    }
    data = {"parts": parts, "words": sorted(by_lower.values())}
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def add_index(pelican: Pelican) -> None:
    """Receiver of ``finalized``."""
    settings = pelican.settings
    output, published = Path(settings["OUTPUT_PATH"]), Path(settings["PUBLISHED_PATH"], FOLDER)
    if settings["INDEX_LATER"] and published.is_dir() and not published.is_symlink():
        settings["STAY"].add(f"{FOLDER}/")
    else:
        index_of(
            settings["SITE_CONTENT"],
            (output, published.parent),
            Path(settings["BUILD_CACHE"]),
            output / FOLDER,
        )


def register() -> None:
    signals.finalized.connect(add_index)
