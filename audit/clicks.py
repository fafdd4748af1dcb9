"""Click distances from the home page (0 clicks): one click is activating one control.

Opening a closed ``<details>`` or the menu costs one more, a redirect none. Ways through search, site map and A–Z do
not count: they are the second way WCAG 2.4.5 asks for, not the first.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from audit.site import Page, Site


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """The shortest way to a page: number of clicks, and the pages on it from home to the page itself."""

    clicks: int
    pages: tuple[str, ...]

    def __str__(self) -> str:
        return " → ".join(self.pages)


def ways_from_home(
    site: Site, stops: Collection[str], extra: Callable[[Page, int], int]
) -> Mapping[str, Way]:
    """Shortest way to every reachable page (Dijkstra). ``stops`` are not walked through.

    ``extra(page, index)`` is the number of clicks the link costs beyond its own.
    """
    ways: dict[str, Way] = {}
    queue = [Way(0, (site.home,))] if site.home in site.pages else []
    while queue:
        way = heapq.heappop(queue)
        url = way.pages[-1]
        if url in ways:
            continue
        ways[url] = way
        page = site.pages[url]
        if page.redirect:
            _push(queue, site, way, page.redirect, 0, ways)
        if url in stops:
            continue
        for link in page.links:
            if link.is_internal:
                _push(queue, site, way, link.address, 1 + extra(page, link.index), ways)
    return ways


def _push(queue: list[Way], site: Site, way: Way, address: str, cost: int, done: Mapping[str, Way]) -> None:
    target = site.find(address)
    if target is not None and target.url not in done:
        heapq.heappush(queue, Way(way.clicks + cost, (*way.pages, target.url)))
