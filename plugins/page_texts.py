"""The text of every page as the theme shows it, one page after the other: a large site's texts are never all open at once.

Converted, shaped (markdown_pages), then the notations: contacts, services, components of the theme.
Settings read: ``SITE_CONTENT``, ``BUILD_CACHE``. Signal used: ``page_generator_finalized``, before ``films``.
Raises ContentError for a page that cannot be converted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import active_count
from typing import TypeVar

from pelican import signals
from pelican.generators import PagesGenerator

from plugins.build_cache import TextCache, key_of
from plugins.contacts import contacts_in_text
from plugins.content_model import PageSource, SiteContent
from plugins.markdown_pages import MADE_BY, new_converter, safe_html, shaped
from plugins.page_text import PageText
from plugins.problems import ContentError, Problem
from plugins.services import services_in_text
from plugins.text_components import components_in_text

#: So many texts are worth processes of their own, each given so many at a time.
_MANY, _CHUNK = 200, 50
Item = TypeVar("Item")
#: Puts what it stands for in the place of one kind of notation.
Step = Callable[[PageText, PageSource], None]


class PageTexts:
    """Makes the texts of one site. What an earlier build converted is taken from ``cache``."""

    def __init__(self, generator: PagesGenerator, cache: TextCache) -> None:
        self._content: SiteContent = generator.settings["SITE_CONTENT"]
        self._cache, self._converter = cache, new_converter()
        makers = (contacts_in_text, services_in_text, components_in_text)
        self._steps: tuple[Step, ...] = tuple(make(self._content, generator.env) for make in makers)

    def html(self, source: PageSource) -> str:
        """The text of a page; ContentError if it cannot be converted."""
        key = key_of(MADE_BY, source.body)
        try:
            html = self._cache.text(key, partial(safe_html, self._converter, source.body))
        except RecursionError as error:
            message = (
                "Der Text ist zu tief verschachtelt (Listen oder Zitate ineinander). Bitte vereinfachen."
            )
            raise ContentError([Problem(source.name, source.body_line, message)]) from error
        text = shaped(html, source, self._content)
        for step in self._steps:
            step(text, source)
        return text.html()


def convert_side_by_side(cache: TextCache, bodies: Iterable[str]) -> None:
    """Have all cores convert the texts that are not in the cache; those that cannot be converted are left to ``PageTexts``.

    Only where they are many, and in a process that neither shares the machine with builds of other sites nor has threads
    (a fork would copy their locks).
    """
    missing = {key: body for body in bodies if (key := key_of(MADE_BY, body)) not in cache}
    cores = os.cpu_count() or 1
    if len(missing) < _MANY or cores < 2 or parent_process() or active_count() > 1:
        return
    chunks = [dict(chunk) for chunk in batched(missing.items(), _CHUNK)]
    with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
        for converted in pool.map(_converted, chunks):
            cache.add(converted)


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of ``size``."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _converted(bodies: Mapping[str, str]) -> dict[str, str]:
    converter, found = new_converter(), {}
    for key, body in bodies.items():
        with suppress(RecursionError):  # told by the process that knows whose text it is
            found[key] = safe_html(converter, body)
    return found


def add_texts(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``."""
    cache = TextCache(Path(generator.settings["BUILD_CACHE"], "texts.json"))
    convert_side_by_side(cache, (page.source.body for page in generator.pages))
    texts = PageTexts(generator, cache)
    for page in generator.pages:
        page._content = texts.html(page.source)
    cache.save()


def register() -> None:
    signals.page_generator_finalized.connect(add_texts)
