"""The four things that § 4 BITV 2.0 wants explained in Leichte Sprache and in sign language, one link from the home page.

On our sites each has a heading with an id of its own; elsewhere it is recognised by the words of a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from audit.dom import clean
from audit.facts import Facts
from audit.page import Page


@dataclass(frozen=True, slots=True)
class Item:
    """One of the four: how it is called in messages, and the words its heading may have."""

    name: str
    words: re.Pattern[str]


#: By the id of the heading.
ITEMS: Mapping[str, Item] = {
    "inhalt": Item(
        "was die Website enthält",
        re.compile(
            r"was (?:finden|steht|gibt)|das finden sie|was sie .*finden|inhalt|darum geht|worum geht", re.I
        ),
    ),
    "navigation": Item(
        "wie man sich zurechtfindet", re.compile(r"zurecht|so finden sie|bedien|navig|benutz", re.I)
    ),
    "erklaerung": Item(
        "was in der Erklärung zur Barrierefreiheit steht", re.compile(r"barriere-?\s?frei", re.I)
    ),
    "weitere": Item(
        "wo es mehr davon gibt", re.compile(r"\bmehr\b|weitere|andere (?:texte|seiten|filme)", re.I)
    ),
}


@dataclass(frozen=True, slots=True)
class Explained:
    """Where the home page leads to: the pages of this site, and whether there is any such link at all."""

    pages: tuple[Page, ...]
    is_linked: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the items that no page explains."""
        return tuple(
            item.name for key, item in ITEMS.items() if not any(_has(page, key) for page in self.pages)
        )


def explained(facts: Facts, words: re.Pattern[str]) -> Explained:
    """The pages that links of the home page lead to whose words (or address) match."""
    home = facts.site.find(facts.site.home)
    links = list(_links(home, words)) if home else []
    pages = dict.fromkeys(facts.site.find(address) for address in links if address.startswith("/"))
    return Explained(tuple(page for page in pages if page), bool(links))


def _links(home: Page, words: re.Pattern[str]) -> Iterator[str]:
    for node, link in zip(home.tree.css("a[href]"), home.links, strict=True):
        if words.search(_name(node)) or words.search(link.href):
            yield link.address


def _name(node: LexborNode) -> str:
    """What people read or hear for a link, pictures and labels included."""
    labels = [node.attributes.get("aria-label"), node.attributes.get("title")]
    pictures = [image.attributes.get("alt") for image in node.css("img")]
    return clean(" ".join(filter(None, [node.text(), *labels, *pictures])))


def _has(page: Page, key: str) -> bool:
    return key in page.anchors or any(ITEMS[key].words.search(heading) for heading in _headings(page))


def _headings(page: Page) -> Iterable[str]:
    root = page.tree.css_first("main") or page.tree.body
    return (clean(node.text()) for node in root.css("h1, h2, h3, h4")) if root else ()
