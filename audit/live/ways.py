"""The shortest ways to all pages of one microsite, walked anew only where a changed page may change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from audit.clicks import Way, steps, still_shortest, ways_from_home
from audit.goals import Goals
from audit.page import Page
from audit.site import Site

#: The names of ``Facts`` for the ways, and the widths they are gone at.
_WIDTHS = {"ways": 1280, "reachable": 1280, "ways_narrow": 320}

#: Where one click leads from a page, and how many it takes, by width.
Steps = Mapping[int, Mapping[str, int]]


class LiveWays:
    """``by_name`` are the ways as of the last ``walk``; ``overviews`` are pages that ways do not lead through."""

    def __init__(self) -> None:
        self._hidden: dict[str, Mapping[int, frozenset[int]]] = {}
        self._is_walked = False
        self.by_name: Mapping[str, Mapping[str, Way]] = {}
        self.overviews: frozenset[str] = frozenset()

    def saw(
        self, hidden: Mapping[str, Mapping[int, frozenset[int]] | None], site: Site, goals: Goals
    ) -> None:
        """Take in which links the browser saw hidden; None for pages that it could not see."""
        urls = [url for url, found in hidden.items() if found != self._hidden.get(url)]
        before = {url: self.steps(goals, site.pages[url]) for url in urls}
        self._hidden |= {url: found for url, found in hidden.items() if found is not None}
        for url, found in hidden.items():
            if found is None:
                self.unseen(url)
        if not self.hold(before, site, goals):
            self.forget()

    def unseen(self, url: str) -> None:
        """Nobody knows which of its links are hidden."""
        self._hidden.pop(url, None)

    def forget(self) -> None:
        """The ways may be others."""
        self._is_walked = False

    def walk(self, site: Site) -> set[str]:
        """Find the ways anew if they may be others; the pages whose way is another now."""
        if self._is_walked:
            return set()
        ways = {
            name: ways_from_home(site, self._stops(name), self._costs(width))
            for name, width in _WIDTHS.items()
        }
        old = {name: self.by_name.get(name, {}) for name in ways}
        self.by_name, self._is_walked = ways, True
        return {
            url
            for name, found in ways.items()
            for url in found.keys() | old[name].keys()
            if found.get(url) != old[name].get(url)
        }

    def steps(self, goals: Goals, page: Page) -> Steps:
        """Where one click leads from a page as it is now."""
        return {width: steps(page, goals.pages, self._costs(width)(page)) for width in set(_WIDTHS.values())}

    def hold(self, before: Mapping[str, Steps], site: Site, goals: Goals) -> bool:
        """Whether all ways hold, though these pages had other steps before."""
        return self._is_walked and all(self._holds(url, found, site, goals) for url, found in before.items())

    def _holds(self, url: str, before: Steps, site: Site, goals: Goals) -> bool:
        after = self.steps(goals, site.pages[url])
        return all(
            url in self._stops(name) or still_shortest(self.by_name[name], url, before[width], after[width])
            for name, width in _WIDTHS.items()
        )

    def _costs(self, width: int) -> Callable[[Page], Mapping[int, int]]:
        """As ``Facts`` has it, with what is known of hidden links."""

        def extra(page: Page) -> Mapping[int, int]:
            hidden = self._hidden.get(page.url)
            if hidden is None or width not in hidden:
                return page.outline.closed
            return dict.fromkeys(hidden[width], 1)

        return extra

    def _stops(self, name: str) -> frozenset[str]:
        return frozenset() if name == "reachable" else self.overviews
