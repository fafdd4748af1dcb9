"""The text of every page as the theme shows it, one page after the other: a large site's texts are never all open at once.

Converted, shaped (markdown_pages), then the notations: contacts, services, components of the theme.
Settings read: ``SITE_CONTENT``, ``BUILD_CACHE``, ``THEME``. Signal used: ``page_generator_finalized``, before ``films``.
Raises ContentError for a page that cannot be converted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

from pelican import signals
from pelican.generators import PagesGenerator

from plugins.building.cache import Kept, key_of
from plugins.building.made_by import made_by_theme
from plugins.building.memo import Memo, memo_of
from plugins.building.side_by_side import side_by_side
from plugins.contacts import contacts_in_text
from plugins.content_model import PageSource, Registry, SiteContent
from plugins.markdown_pages import MADE_BY, new_converter, safe_html, shaped
from plugins.page_text import PageText
from plugins.problems import ContentError, Problem
from plugins.services import services_in_text
from plugins.text_components import components_in_text, pages_shown

#: Fewer than one in so many texts.
_FEW = 50
#: Puts what it stands for in the place of one kind of notation.
Step = Callable[[PageText, PageSource], None]
#: A link that may lead to a page, as nh3 writes it.
_PAGE_LINK = re.compile(r'href="([^"#]*\.md)["#]')
#: The name of a contact in a text; also where one notation seems to stand in another.
_CONTACT = re.compile(r"\[\[kontakt:(?=([^\]]*)\]\])")


class PageTexts:
    """Makes the texts of one site. What an earlier build converted is taken from ``converted``."""

    def __init__(self, generator: PagesGenerator, converted: Kept) -> None:
        self._content: SiteContent = generator.settings["SITE_CONTENT"]
        self._converted, self._converter = converted, new_converter()
        makers = (contacts_in_text, services_in_text, components_in_text)
        self._steps: tuple[Step, ...] = tuple(make(self._content, generator.env) for make in makers)

    def html(self, source: PageSource) -> str:
        """The text of a page; ContentError if it cannot be converted."""
        return self.made(source)[2]

    def made(self, source: PageSource) -> tuple[str, str, str]:
        """The key of the converted text, that text, and the text of a page; ContentError if it cannot be converted."""
        key = key_of(MADE_BY, source.body)
        try:
            html = self._converted.get(key) or safe_html(self._converter, source.body)
        except RecursionError as error:
            message = (
                "Der Text ist zu tief verschachtelt (Listen oder Zitate ineinander). Bitte vereinfachen."
            )
            raise ContentError([Problem(source.name, source.body_line, message)]) from error
        text = shaped(html, source, self._content)
        for step in self._steps:
            step(text, source)
        return key, html, text.html()


class FinishedTexts:
    """The texts that an earlier build finished, each for as long as all it was made of stays the same.

    Beside the page and everything of the site that is neither page nor contact, these are what it asks for by name: the
    addresses that its links lead to, and the contacts that it shows.
    """

    def __init__(self, content: SiteContent, theme: Path, kept: Kept, memo: Memo) -> None:
        self._content, self._kept, self._memo = content, kept, memo
        site = replace(content.without_pages, registry=Registry("", {}, {}))
        around = memo.same("around", "site", site), pages_shown(content)
        self._around = memo.of("around", "", around, lambda: key_of(made_by_theme(theme), *map(repr, around)))
        self._keys: dict[str, str] = {}
        self._contact = cache(self._contact_now)

    def text(self, source: PageSource) -> str | None:
        """The text of a page; None if it must be made."""
        self._keys[source.path] = key = self._key(source)
        text, links, contacts = self._kept.get(key) or (None, {}, {})
        leads_there = all(self._lead(source, target) == lead for target, lead in links.items())
        return text if leads_there and contacts == {name: self._contact(name) for name in contacts} else None

    def keep(self, source: PageSource, text: str, html: str) -> None:
        """The text of a page that was asked for was made now, of ``html``."""
        targets = {unescape(target) for target in _PAGE_LINK.findall(html)}
        links = {target: self._lead(source, target) for target in sorted(targets)}
        contacts = {name: self._contact(name) for name in sorted({*_CONTACT.findall(unescape(html))})}
        self._kept.keep(self._keys[source.path], [text, links, contacts])

    def _key(self, source: PageSource) -> str:
        inputs = source, self._around
        return self._memo.of("text", source.path, inputs, lambda: key_of(self._around, repr(source)))

    def _lead(self, source: PageSource, target: str) -> list[str | bool | None]:
        """All of other pages that a link depends on."""
        address = self._content.address(source, target)
        return [address, address is None and self._content.is_left_out(source, target)]

    def _contact_now(self, name: str) -> str:
        """Stands for a contact and its deputy as they are; "" if there is none."""
        contacts = self._content.registry.contacts
        contact = contacts.get(name)
        return key_of(repr(contact), repr(contacts.get(contact.deputy or ""))) if contact else ""


def add_texts(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``."""
    settings, sources = generator.settings, [page.source for page in generator.pages]
    folder, memo = Path(settings["BUILD_CACHE"]), memo_of(settings)
    kept = memo.of("kept", "texts", (), lambda: Kept(folder / "finished.jsonl"))
    finished = FinishedTexts(settings["SITE_CONTENT"], Path(settings["THEME"]), kept, memo)
    found = {source.path: finished.text(source) for source in sources}
    new = [source for source in sources if found[source.path] is None]
    # few are converted faster than all that is kept is read or written
    are_many = len(new) * _FEW > len(sources)
    converted = Kept(folder / "converted.jsonl" if are_many else None)
    texts = PageTexts(generator, converted)
    for source, (key, html, text) in zip(new, side_by_side(texts.made, new), strict=True):
        converted.keep(key, html)
        finished.keep(source, text, html)
        found[source.path] = text
    for page in generator.pages:
        page._content = found[page.source.path]
    converted.end_round(writes=len(new) == len(sources))  # else it would forget what it was not asked for
    kept.end_round(writes=are_many)


def register() -> None:
    signals.page_generator_finalized.connect(add_texts)
