"""Where the links of a site lead: each address is judged once, however many pages link to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from audit.documents import KINDS
from audit.outline import goal_of

if TYPE_CHECKING:
    from audit.page import Page
    from audit.site import Site

_SUFFIXES = tuple(KINDS)


@dataclass(frozen=True)
class Goals:
    """All goals of the links of a site, by the numbers of ``audit.outline``."""

    site: Site

    @cached_property
    def pages(self) -> Mapping[int, Page]:
        """The page that each goal means, of those goals that are pages."""
        found = ((self.site.find(address), numbers) for address, numbers in self._by_address.items())
        return {number: page for page, numbers in found if page is not None for number in numbers}

    @cached_property
    def internal(self) -> frozenset[int]:
        """Goals on this site, whether they exist or not."""
        here = (numbers for address, numbers in self._by_address.items() if address.startswith("/"))
        return frozenset().union(*here)

    @cached_property
    def missing(self) -> frozenset[int]:
        """Goals on this site that do not exist."""
        gone = (
            numbers
            for address, numbers in self._by_address.items()
            if address.startswith("/") and self.site.is_missing(address)
        )
        return frozenset().union(*gone)

    @cached_property
    def places(self) -> Mapping[int, tuple[Page, str]]:
        """Goals that name a place on a page: page and place; without what programs make of it (``#/…``, ``#!…``)."""
        return {
            number: (page, place)
            for number, page in self.pages.items()
            if (place := goal_of(number).place) and not place.startswith(("/", "!")) and not page.redirect
        }

    @cached_property
    def missing_places(self) -> frozenset[int]:
        """Those whose page has no such place."""
        return frozenset(number for number, (page, place) in self.places.items() if not _has(page, place))

    @cached_property
    def foreign(self) -> frozenset[int]:
        """Web addresses elsewhere."""
        elsewhere = (
            ns for address, ns in self._by_address.items() if address and not address.startswith("/")
        )
        return frozenset().union(*elsewhere)

    @cached_property
    def documents(self) -> frozenset[int]:
        """Files that are no pages and that people read, here or elsewhere, by the ends of their names."""
        found = (ns for address, ns in self._by_address.items() if address.lower().endswith(_SUFFIXES))
        return frozenset().union(*found)

    def at(self, url: str) -> frozenset[int]:
        """Goals that mean the page at this address, see ``Site.find``."""
        addresses = {url, url.removesuffix("/"), f"{url}index.html"}
        return frozenset().union(*(self._by_address.get(address, ()) for address in addresses))

    def users(self, numbers: Collection[int]) -> Iterator[Page]:
        """Pages with a link to any of these goals, in the site's order."""
        wanted = frozenset(numbers)
        pages = self.site.pages.values() if wanted else ()
        return (page for page in pages if not wanted.isdisjoint(page.outline.numbers))

    def renewed(self, site: Site, changed: Collection[Page]) -> Goals:
        """The goals of ``site``, where no page or file came or went and only ``changed`` say something new.

        What nobody links to any more stays, which nobody notices.
        """
        used = frozenset().union(*(page.outline.numbers for page in changed))
        fresh = used.difference(*self._by_address.values())
        meant = frozenset().union(*(self.at(page.url) for page in changed))
        part = {goal_of(number).address: [] for number in fresh | meant}
        for address, numbers in part.items():
            numbers += self._by_address.get(address, ())
        for number in sorted(fresh):
            part[goal_of(number).address].append(number)
        again = frozenset().union(*part.values())
        few, goals = Goals(site), Goals(site)
        vars(few)["_by_address"] = part  # where cached properties keep their values
        vars(goals).update(
            _by_address={**self._by_address, **part},
            pages=_exchanged(self.pages, again, few.pages),
            internal=self.internal - again | few.internal,
            foreign=self.foreign - again | few.foreign,
            documents=self.documents - again | few.documents,
            missing=self.missing - again | few.missing,
            places=_exchanged(self.places, again, few.places),
            missing_places=self.missing_places - again | few.missing_places,
        )
        return goals

    @cached_property
    def _by_address(self) -> Mapping[str, list[int]]:
        """The goals at each address, which differ in the place they name."""
        goals: dict[str, list[int]] = {}
        for number in frozenset().union(*(page.outline.numbers for page in self.site.pages.values())):
            goals.setdefault(goal_of(number).address, []).append(number)
        return goals


def _exchanged(known: Mapping[int, Any], again: frozenset[int], new: Mapping[int, Any]) -> dict[int, Any]:
    """What is known, with what was asked again in its place."""
    return {**{number: value for number, value in known.items() if number not in again}, **new}


def _has(page: Page, place: str) -> bool:
    return place in page.anchors or place.lower() == "top"
