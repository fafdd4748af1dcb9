"""The pages of one audit as a whole: which addresses exist, and where links lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from audit.documents import find_documents
from audit.goals import Goals
from audit.page import Link, Page


@dataclass(frozen=True)
class Site:
    """All pages of one audit. ``base`` is the site's ``https://host``; empty if the pages stand alone.

    ``files`` are other addresses that exist. ``missing`` are addresses known not to exist; None means that
    everything not defined is missing (a directory is complete, a crawl is not).
    """

    base: str
    pages: Mapping[str, Page]
    files: frozenset[str] = frozenset()
    missing: frozenset[str] | None = None
    home: str = "/"

    @property
    def is_whole(self) -> bool:
        """Whether the pages belong together, with a home page."""
        return bool(self.base)

    @cached_property
    def urls_by_title(self) -> Mapping[str, tuple[str, ...]]:
        """Addresses of the pages with the same title, by title; without redirects."""
        urls: dict[str, list[str]] = {}
        for page in self.pages.values():
            if not page.redirect:
                urls.setdefault(page.title, []).append(page.url)
        return {title: tuple(sorted(group)) for title, group in urls.items()}

    @cached_property
    def goals(self) -> Goals:
        """Where the links of all pages lead."""
        return Goals(self)

    @cached_property
    def documents(self) -> Mapping[str, tuple[Page, Link]]:
        """Its own documents that exist, by address, with the first page and link that lead to each."""
        return find_documents(self)

    def find(self, address: str) -> Page | None:
        """The page a link address means; ``/x``, ``/x/`` and ``/x/index.html`` are the same page."""
        if address not in self._found:
            variants = (address, f"{address}/", address.removesuffix("index.html"))
            self._found[address] = next((self.pages[url] for url in variants if url in self.pages), None)
        return self._found[address]

    @cached_property
    def _found(self) -> dict[str, Page | None]:
        """What ``find`` found: the same few addresses are asked for by every page."""
        return {}

    def without_link_to(self, goal: Page) -> tuple[str, ...]:
        """Addresses of the pages that do not link to this one, in the site's order; without redirects."""
        if goal.url not in self._without:
            here = self.goals.at(goal.url)
            pages = (page for page in self.pages.values() if here.isdisjoint(page.outline.numbers))
            self._without[goal.url] = tuple(page.url for page in pages if not page.redirect)
        return self._without[goal.url]

    @cached_property
    def _without(self) -> dict[str, tuple[str, ...]]:
        """What ``without_link_to`` found."""
        return {}

    def is_missing(self, address: str) -> bool:
        """Whether nothing answers at this address of the site; False if that is not known."""
        if self.find(address) or address in self.files:
            return False
        return self.missing is None or address in self.missing
