"""The text of every page as the theme shows it, one page after the other: a large site's texts are never all open at once.

Converted, shaped (markdown_pages), then the notations: contacts, services, components of the theme.
Settings read: ``SITE_CONTENT``, ``BUILD_CACHE``. Signal used: ``page_generator_finalized``, before ``films``.
Raises ContentError for a page that cannot be converted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import unescape
from pathlib import Path

from pelican import signals
from pelican.generators import PagesGenerator

from plugins.build_cache import TextCache, key_of
from plugins.contacts import contacts_in_text
from plugins.content_model import PageSource, SiteContent
from plugins.markdown_pages import MADE_BY, new_converter, safe_html, shaped
from plugins.memo import Memo, memo_of
from plugins.page_text import PageText
from plugins.problems import ContentError, Problem
from plugins.services import services_in_text
from plugins.side_by_side import side_by_side
from plugins.text_components import components_in_text, pages_shown

#: Puts what it stands for in the place of one kind of notation.
Step = Callable[[PageText, PageSource], None]
#: A link that may lead to a page, as nh3 writes it.
_PAGE_LINK = re.compile(r'href="([^"#]*\.md)["#]')


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


class TextsBefore:
    """The texts that an earlier build in this process made, each for as long as all it was made of stays the same."""

    def __init__(self, content: SiteContent, memo: Memo) -> None:
        self._content, self._memo = content, memo
        self._around = memo.same("site", "", content.without_pages), pages_shown(content)

    def text(self, source: PageSource) -> str | None:
        """The text of a page; None if it must be made."""

        def leads_there(made: tuple[str, Mapping[str, object]]) -> bool:
            return all(self._lead(source, target) == lead for target, lead in made[1].items())

        made = self._memo.kept("text", source.path, (source, *self._around), leads_there)
        return made[0] if made else None

    def keep(self, source: PageSource, text: str, html: str) -> None:
        """The text of a page was made now, of ``html``."""
        targets = {unescape(target) for target in _PAGE_LINK.findall(html)}
        leads = {target: self._lead(source, target) for target in targets}
        self._memo.keep("text", source.path, (source, *self._around), (text, leads))

    def _lead(self, source: PageSource, target: str) -> tuple[str | None, bool]:
        """All of other pages that a link depends on."""
        address = self._content.address(source, target)
        return address, address is None and self._content.is_left_out(source, target)


def add_texts(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``."""
    cache = TextCache(Path(generator.settings["BUILD_CACHE"], "texts.json"))
    texts, sources = PageTexts(generator, cache), [page.source for page in generator.pages]
    before = TextsBefore(generator.settings["SITE_CONTENT"], memo_of(generator.settings))
    found = {source.path: before.text(source) for source in sources}
    new = [source for source in sources if found[source.path] is None]
    for source, (converted, text) in zip(new, side_by_side(texts.made, new), strict=True):
        cache.add(converted)
        before.keep(source, text, *converted.values())
        found[source.path] = text
    for page in generator.pages:
        page._content = found[page.source.path]
    if len(new) == len(sources):  # the cache forgets what it was not asked for
        cache.save()


def register() -> None:
    signals.page_generator_finalized.connect(add_texts)
