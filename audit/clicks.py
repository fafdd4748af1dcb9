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


#: Clicks and pages, as in ``Way``; plain, since tens of thousands of them are compared.
_Candidate = tuple[int, tuple[str, ...]]


def ways_from_home(
    site: Site, stops: Collection[str], extra: Callable[[Page, int], int]
) -> Mapping[str, Way]:
    """Shortest way to every reachable page (Dijkstra). ``stops`` are not walked through.

    ``extra(page, index)`` is the number of clicks the link costs beyond its own.
    """
    ways: dict[str, Way] = {}
    start = (0, (site.home,))
    queue = [start] if site.home in site.pages else []
    best = {site.home: start}
    while queue:
        clicks, pages = heapq.heappop(queue)
        url = pages[-1]
        if url in ways:
            continue
        ways[url] = Way(clicks, pages)
        page = site.pages[url]
        if page.redirect:
            _push(queue, best, site, page.redirect, clicks, pages)
        if url in stops:
            continue
        for link in page.links:
            if link.is_internal:
                _push(queue, best, site, link.address, clicks + 1 + extra(page, link.index), pages)
    return ways


def _push(
    queue: list[_Candidate],
    best: dict[str, _Candidate],
    site: Site,
    address: str,
    clicks: int,
    pages: tuple[str, ...],
) -> None:
    """Remember a way that is better than what is known: most links lead where a shorter way has led already."""
    target = site.find(address)
    if target is None:
        return
    known = best.get(target.url)
    if known is not None and known[0] < clicks:
        return
    candidate = (clicks, (*pages, target.url))
    if known is None or candidate < known:
        best[target.url] = candidate
        heapq.heappush(queue, candidate)
