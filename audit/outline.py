"""What rules about the whole site ask of every page: where its links lead, what can be pointed at, what it is called.

One walk over the document, and the same few addresses resolved once, since a site may have ten thousand pages.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from audit.addresses import join, origin
from audit.dom import ancestors, clean, is_closed_details

#: What is asked for beside links; an element that matches twice comes twice, which does no harm.
_ASKED = "[id], a[name], title, base[href], meta[http-equiv='refresh' i], details:not([open])"
_REDIRECT = re.compile(r"\s*0\s*[;,]\s*url\s*=\s*['\"]?(.+?)['\"]?\s*", re.I)
#: A path from the root with nothing to decode or to walk up, and perhaps a fragment: most links, resolved without urllib.
_PLAIN = re.compile(r"(/(?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?)(?:#([\w.-]*))?", re.ASCII)
#: Addresses that mean the same on all pages of a folder.
_OF_FOLDER = re.compile(r"[\w./]", re.ASCII)
_MANY = 2**17


class Goal(NamedTuple):
    """Where a link leads: the path on this site (``/x/``) or the absolute address elsewhere, and the place there.

    ``address`` is empty for what is no web address.
    """

    address: str
    fragment: str

    @property
    def is_internal(self) -> bool:
        """Whether it is on this site."""
        return self.address.startswith("/")

    @property
    def place(self) -> str:
        """The element that the fragment names; a text fragment behind it is left out."""
        return self.fragment.partition(":~:")[0]


#: Every goal of this process by number, and the way back. A large site has as many links as a city has people, but few
#: goals: pages hold numbers, and what is asked about goals is asked once of each. 0 is what is no web address.
_goals: list[Goal] = [Goal("", "")]
_numbers: dict[Goal, int] = {_goals[0]: 0}
#: The numbers of plain addresses, which are the same wherever they stand on the site; and sets of anchors that are the same.
_plain: dict[str, int] = {}
_anchors: dict[frozenset[str], frozenset[str]] = {}


def number_of(goal: Goal) -> int:
    """The number of a goal in this process."""
    number = _numbers.get(goal)
    if number is None:
        number = _numbers[goal] = len(_goals)
        _goals.append(goal)
    return number


def goal_of(number: int) -> Goal:
    """The goal with this number."""
    return _goals[number]


class Outline(NamedTuple):
    """``numbers`` are those of the goals of all ``a[href]`` in document order, ``closed`` by position how many closed
    ``<details>`` lie around them where any do; ``redirect`` is where a refresh without delay leads, ``length`` the number of
    characters.
    """

    title: str
    lang: str
    redirect: str | None
    numbers: array[int]
    closed: Mapping[int, int]
    anchors: frozenset[str]
    length: int

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals themselves."""
        return tuple(map(goal_of, self.numbers))


def packed(outlines: Iterable[Outline]) -> tuple[list[Any], list[Any]]:
    """Outlines for another process, and the goals that this one has counted: plain, since that travels fastest."""
    rows = [(*it[:3], it.numbers.tobytes(), *it[4:]) for it in outlines]
    return [tuple(goal) for goal in _goals], rows


def unpacked(goals: list[Any], rows: list[Any]) -> Iterator[Outline]:
    """Outlines of another process, with the numbers of this one."""
    here = [_numbers.get(goal) or number_of(Goal(*goal)) for goal in goals]
    for title, lang, redirect, numbers, *rest in rows:
        theirs = array("I", numbers)
        yield Outline(title, lang, redirect, array("I", map(here.__getitem__, theirs)), *rest)


class Resolver:
    """Resolves the links of one page. ``base`` is the site's ``https://host``, empty for pages that stand alone."""

    def __init__(self, base: str, link_base: str) -> None:
        self._base = base
        self._link_base = link_base
        #: Whether paths from the root lead to this site: a ``base`` element may send them elsewhere.
        self._is_here = bool(base) and (
            link_base.startswith(f"{base}/")
            or origin(*urlsplit(link_base)[:2]) == origin(*urlsplit(base)[:2])
        )

    def numbers(self, hrefs: Iterable[str]) -> array[int]:
        """Where the links lead."""
        known = _plain if self._is_here else {}
        return array("I", [known.get(href) or self._number(href) for href in hrefs])

    def goal(self, href: str) -> Goal:
        """Where a link leads."""
        return goal_of(*self.numbers([href]))

    def _number(self, href: str) -> int:
        plain = _PLAIN.fullmatch(href) if self._is_here else None
        if plain:
            _plain[href] = number_of(Goal(plain[1], plain[2] or ""))
            return _plain[href]
        return number_of(
            resolve(self._base, self._folder if _OF_FOLDER.match(href) else self._link_base, href)
        )

    @cached_property
    def _folder(self) -> str:
        return join(self._link_base, ".")


@lru_cache(maxsize=_MANY)
def resolve(base: str, link_base: str, href: str) -> Goal:
    """Where a link leads that stands on ``link_base``, a page of the site ``base``."""
    absolute = join(link_base, href.strip())
    parts = urlsplit(absolute)
    if parts.scheme not in ("http", "https"):
        return Goal("", "")
    fragment = unquote(parts.fragment)
    if base and origin(parts.scheme, parts.netloc) == origin(*urlsplit(base)[:2]):
        return Goal(unquote(parts.path) or "/", fragment)
    return Goal(absolute.partition("#")[0], fragment)


def outline_of(tree: LexborHTMLParser, length: int, base: str, address: str) -> Outline:
    """The outline of a page at ``address``."""
    titles, refreshes, bases = [], [], []
    anchors = {"", "top"}
    has_closed = False
    for node in tree.css(_ASKED):
        tag, attributes = node.tag, node.attributes
        anchors.add(attributes.get("id") or "")
        if tag == "a":
            anchors.add(attributes.get("name") or "")
        elif tag == "title":
            titles.append(node)
        elif tag == "details":
            has_closed = has_closed or "open" not in attributes
        elif tag == "base" and "href" in attributes:
            bases.append((attributes["href"] or "").strip())
        elif tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
            refreshes.append(_REDIRECT.fullmatch(attributes.get("content") or ""))
    links = tree.css("a[href]")
    hrefs = [node.attributes["href"] or "" for node in links]
    resolver = Resolver(base, join(address, bases[0]) if bases else address)
    return Outline(
        title=clean(titles[0].text()) if titles else "",
        lang=clean(tree.root.attributes.get("lang") or "") if tree.root is not None else "",
        redirect=resolver.goal(refreshes[0][1]).address if refreshes and refreshes[0] else None,
        numbers=resolver.numbers(hrefs),
        closed=_closed(links) if has_closed else {},
        anchors=_anchors.setdefault(frozenset(anchors), frozenset(anchors)),
        length=length,
    )


def _closed(links: list[LexborNode]) -> dict[int, int]:
    counts = (sum(is_closed_details(parent, node) for parent in ancestors(node)) for node in links)
    return {index: count for index, count in enumerate(counts) if count}
