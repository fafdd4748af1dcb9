"""Ways to every page that need no menu: search, A to Z, all pages. Every microsite gets them.

``make_overviews`` is one of ``site_content.PAGE_MAKERS``. A site that has a file of its own at one of the paths keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import ClassVar

from plugins.content_model import PageSource, SiteContent, View
from plugins.content_schema import PageMeta
from plugins.menu import breadcrumb

SEARCH, A_TO_Z, ALL_PAGES = "suche.md", "a-bis-z.md", "uebersicht.md"
_DIGITS = "0–9"
#: The alphabet of DIN 5007-1, in which ä stands with a.
_ALPHABET = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page, with those below it. ``lang`` is empty where the page speaks the site's language."""

    title: str
    label: str
    url: str
    lang: str
    pages: tuple[PageLink, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexTerm:
    """A line of the A to Z: a page by its title, or (``see``) another word with the pages that it leads to."""

    text: str
    url: str
    see: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """All lines that begin with one letter; ``anchor`` is its place on the page."""

    letter: str
    anchor: str
    terms: tuple[IndexTerm, ...]


@dataclass(frozen=True, slots=True)
class AToZView:
    """Everything the site has, by the words people know it by."""

    template: ClassVar[str] = "a-to-z"
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class AllPagesView:
    """The site as a tree: sections with the pages below them, then the pages that stand alone."""

    template: ClassVar[str] = "all-pages"
    sections: tuple[PageLink, ...]
    others: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search. Where no script runs, its page leads to the letters of the A to Z."""

    template: ClassVar[str] = "search"
    letters: tuple[Letter, ...]


def is_found_by_search(page: PageSource) -> bool:
    """Whether the search leads to the page: not to the pages made here, nor to one that is listed nowhere."""
    return not page.meta.unlisted and not isinstance(page.view, AToZView | AllPagesView | SearchView)


def make_overviews(content: SiteContent) -> Iterator[PageSource]:
    """Those of the three pages that the site has no file for; none where there is no home page."""
    home, title = content.pages.get("index.md"), content.meta.title
    if home is None:
        return
    letters = a_to_z(content)
    yield from _made(
        content,
        home,
        SEARCH,
        "Suche",
        f"Alle Seiten von {title} durchsuchen.",
        "Ein Wort genügt. Kleine Tippfehler machen nichts.",
        SearchView(letters),
    )
    yield from _made(
        content,
        home,
        A_TO_Z,
        "A bis Z",
        f"Alle Themen von {title} nach dem Alphabet, auch unter Wörtern aus dem Alltag.",
        "Ein Anfangsbuchstabe führt gleich zur richtigen Stelle.",
        AToZView(letters),
    )
    yield from _made(
        content,
        home,
        ALL_PAGES,
        "Alle Seiten",
        f"Alle Seiten von {title} auf einen Blick, nach Themen geordnet.",
        "Lieber nach dem Alphabet? Das finden Sie unter [A bis Z](a-bis-z.md).",
        all_pages(content),
    )


def _made(
    content: SiteContent, home: PageSource, path: str, title: str, summary: str, body: str, view: View
) -> Iterator[PageSource]:
    if path in content.pages:
        return
    # A list of pages is as old as they are: it is due when the last of them is.
    last = max(content.pages.values(), key=lambda page: page.meta.review_due_on)
    meta = PageMeta(
        title=title,
        summary=summary[:200],
        contact=content.meta.contact,
        owner=home.meta.owner,
        last_reviewed_on=last.meta.last_reviewed_on,
        review_in=last.meta.review_in,
        kind="overview",
    )
    lines = {"contact": content.lines["contact"]}  # a wrong one is told once, where it stands
    yield PageSource(path, content.file, meta, lines, body, 1, view)


def a_to_z(content: SiteContent) -> tuple[Letter, ...]:
    """Every listed page in the site's language by its title, its menu label and its search words."""
    terms: list[IndexTerm] = []
    see: dict[str, dict[str, PageLink]] = defaultdict(dict)
    spelling: dict[str, str] = {}
    for page in _listed(content):
        link = _link(page, content)
        if link.lang:
            continue
        terms.append(IndexTerm(link.title, link.url, ()))
        for word in (page.menu_label, *page.meta.search_words):
            if not link.title.casefold().startswith(word.casefold()):
                see[word.casefold()][link.url] = link
                spelling.setdefault(word.casefold(), word)
    terms += [IndexTerm(spelling[word], "", tuple(links.values())) for word, links in see.items()]
    terms.sort(key=lambda term: (_letter(term.text), _sorted_as(term.text), term.text, bool(term.see)))
    return tuple(
        Letter(letter, "ziffern" if letter == _DIGITS else letter.lower(), tuple(group))
        for letter, group in groupby(terms, key=lambda term: _letter(term.text))
    )


@cache
def _sorted_as(text: str) -> str:
    """
    >>> _sorted_as("„Über Öfen“"), _letter("Über Öfen"), _letter("24-Stunden-Pflege")
    ('uber ofen', 'U', '0–9')
    """
    return "".join(
        sign for sign in text.lower().translate(_ALPHABET) if sign.isalnum() or sign == " "
    ).strip()


def _letter(text: str) -> str:
    first = _sorted_as(text)[:1].upper()
    return first if "A" <= first <= "Z" else _DIGITS


def all_pages(content: SiteContent) -> AllPagesView:
    """Every listed page below the one above it, in the order of menu, situations and footer."""
    meta = content.meta
    rank = {
        path: place for place, path in reversed([*enumerate((*meta.menu, *meta.situations, *meta.footer))])
    }
    below: dict[str, list[PageSource]] = defaultdict(list)
    for page in _listed(content):
        way = breadcrumb(content, page)
        below[way[-1].url if way else ""].append(page)

    def order(page: PageSource) -> tuple[int, int, str]:
        return rank.get(page.path, len(rank)), page.meta.menu_position, page.meta.title

    def tree(url: str) -> Iterator[PageLink]:
        return (_link(page, content, tree(page.url)) for page in sorted(below.get(url, ()), key=order))

    home, top = _link(content.pages["index.md"], content), tuple(tree("/"))
    return AllPagesView(
        sections=tuple(link for link in top if link.pages),
        others=(home, *(link for link in top if not link.pages)),
    )


def _listed(content: SiteContent) -> Iterable[PageSource]:
    return (page for page in content.pages.values() if not page.meta.unlisted)


def _link(page: PageSource, content: SiteContent, pages: Iterable[PageLink] = ()) -> PageLink:
    lang = page.meta.lang or content.meta.language
    other = lang if lang != content.meta.language else ""
    label = page.menu_label
    if page.path.startswith("leichte-sprache/") and "Leicht" not in label:
        label += " (Leichte Sprache)"
    return PageLink(page.meta.title, label, page.url, other, tuple(pages))
