"""The text of every page as the theme shows it, one page after the other: a large site's texts are never all open at once.

Converted, shaped (markdown_pages), then the notations: contacts, services, components of the theme.
Settings read: ``SITE_CONTENT``, ``BUILD_CACHE``. Signal used: ``page_generator_finalized``, before ``films``.
Raises ContentError for a page that cannot be converted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from pelican import signals
from pelican.generators import PagesGenerator

from plugins.build_cache import TextCache, key_of
from plugins.contacts import contacts_in_text
from plugins.content_model import PageSource, SiteContent
from plugins.markdown_pages import MADE_BY, new_converter, safe_html, shaped
from plugins.page_text import PageText
from plugins.problems import ContentError, Problem
from plugins.services import services_in_text
from plugins.side_by_side import side_by_side
from plugins.text_components import components_in_text

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
        return self.made(source)[1]

    def made(self, source: PageSource) -> tuple[dict[str, str], str]:
        """What the cache is to keep, and the text of a page; ContentError if it cannot be converted."""
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
        return {key: html}, text.html()


def add_texts(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``."""
    cache = TextCache(Path(generator.settings["BUILD_CACHE"], "texts.json"))
    texts, pages = PageTexts(generator, cache), generator.pages
    made = side_by_side(texts.made, [page.source for page in pages])
    for page, (converted, text) in zip(pages, made, strict=True):
        cache.add(converted)
        page._content = text
    cache.save()


def register() -> None:
    signals.page_generator_finalized.connect(add_texts)
