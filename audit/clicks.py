"""Click distances from the home page (0 clicks): one click is activating one control.

Opening a closed ``<details>`` or the menu costs one more, a redirect none. Ways through search, site map and A–Z do
not count: they are the second way WCAG 2.4.5 asks for, not the first.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from audit.page import Page
from audit.site import Site


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
    site: Site, stops: Collection[str], extra: Callable[[Page], Mapping[int, int]]
) -> Mapping[str, Way]:
    """Shortest way to every reachable page (Dijkstra). ``stops`` are not walked through.

    ``extra(page)`` is the number of clicks that links cost beyond their own, by the link's number, where any do.
    """
    ways: dict[str, Way] = {}
    start = (0, (site.home,))
    queue = [start] if site.home in site.pages else []
    best = {site.home: start}

    def push(target: str, clicks: int, pages: tuple[str, ...]) -> None:
        candidate = (clicks, (*pages, target))
        if target not in best or candidate < best[target]:
            best[target] = candidate
            heapq.heappush(queue, candidate)

    reached = site.goals.pages
    numbers: dict[str, list[int]] = {}
    for number, page in reached.items():
        numbers.setdefault(page.url, []).append(number)
    level = -1
    near: set[int] = (
        set()
    )  # goals that are reached with no more clicks than the page that is looked at: most of them
    while queue:
        clicks, pages = heapq.heappop(queue)
        url = pages[-1]
        if url in ways:
            continue
        if clicks > level:
            level = clicks
            near.update(
                *(numbers.get(way[-1], ()) for cost, way in (*queue, (clicks, pages)) if cost == clicks)
            )
        ways[url] = Way(clicks, pages)
        page = site.pages[url]
        if page.redirect and (target := site.find(page.redirect)):
            push(target.url, clicks, pages)
        further = set(page.outline.numbers) - near
        if url in stops or not further:
            continue
        costs = extra(page)
        for index, number in enumerate(page.outline.numbers if costs else further):
            if number in further and number in reached:
                push(reached[number].url, clicks + 1 + costs.get(index, 0), pages)
    return ways


def still_shortest(
    ways: Mapping[str, Way],
    url: str,
    before: Mapping[str, int],
    after: Mapping[str, int],
) -> bool:
    """Whether ``ways`` hold when a page that is walked through has other links: ``steps`` of it before and after.

    A way that got longer matters where somebody goes it, a shorter one where it beats what is known.
    """
    here = ways.get(url)
    if here is None or before == after:
        return True
    for target in before.keys() | after.keys():
        old, new, known = before.get(target), after.get(target), ways.get(target)
        if old == new:
            continue
        if known is not None and known.pages[:-1] == here.pages and (new is None or old is None or new > old):
            return False
        if new is not None and (known is None or Way(here.clicks + new, (*here.pages, target)) < known):
            return False
    return True


def steps(page: Page, pages: Mapping[int, Page], costs: Mapping[int, int]) -> dict[str, int]:
    """Clicks from a page to each page that it links to. ``pages`` are those that goals mean, ``costs`` as ``extra`` says."""
    found: dict[str, int] = {}
    for index, number in enumerate(page.outline.numbers):
        if number in pages:
            target, clicks = pages[number].url, 1 + costs.get(index, 0)
            found[target] = min(clicks, found.get(target, clicks))
    return found
