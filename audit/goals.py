"""Where the links of a site lead: each address is judged once, however many pages link to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from audit.outline import goal_of

if TYPE_CHECKING:
    from audit.site import Page, Site


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
    def _by_address(self) -> Mapping[str, list[int]]:
        """The goals at each address, which differ in the place they name."""
        goals: dict[str, list[int]] = {}
        for number in frozenset().union(*(page.outline.numbers for page in self.site.pages.values())):
            goals.setdefault(goal_of(number).address, []).append(number)
        return goals


def _has(page: Page, place: str) -> bool:
    return place in page.anchors or place.lower() == "top"
