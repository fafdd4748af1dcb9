"""What the preview knows of every microsite, and the stream of news about it: one lock, no input or output.

A verdict is kept and told only while it is about the page as it was last built: every build has a number that grows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from queue import Empty, Full, Queue
from threading import Lock
from typing import Any

from audit.model import Light

#: A client that reads nothing while this many events wait is let go; it comes back and is told how things stand.
_LONGEST_QUEUE = 20_000

Event = tuple[str, Mapping[str, Any]]


@dataclass(slots=True)
class SiteState:
    """One microsite: the newest build that is published, one that runs, what kept the last from being published.

    ``pages`` has the verdict of each page as it was last built, by address; ``checked`` says that they are all complete.
    """

    name: str
    title: str = ""
    build: int = 0
    building: int = 0
    files: Sequence[str] = ()
    problems: Sequence[Mapping[str, Any]] = ()
    checked: bool = False
    pages: dict[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Subscription:
    """Somebody who is told the news: of all sites, or of one; with ``page`` only what concerns this page."""

    site: str = ""
    page: str = ""
    is_lost: bool = False
    _queue: Queue[Event | None] = field(default_factory=lambda: Queue(_LONGEST_QUEUE))

    def next(self, seconds: float) -> Event | None:
        """The next event; ``("", {})`` if there is none in time, None at the end or when one could not be kept."""
        if self.is_lost:
            return None
        try:
            return self._queue.get(timeout=seconds)
        except Empty:
            return "", {}

    def put(self, event: Event | None) -> None:
        """Tell it; who does not listen is lost."""
        try:
            self._queue.put_nowait(event)
        except Full:
            self.is_lost = True

    def about(self, name: str, data: Mapping[str, Any]) -> Event | None:
        """The event as it concerns this listener, or None."""
        if self.site and data["site"] != self.site:
            return None
        if self.page and name == "verdict" and data["page"] != self.page:
            return None
        if self.page and name == "built":
            data = {**data, "pages": [page for page in data["pages"] if page == self.page]}
        return name, data


class State:
    """Everything the preview's pages show."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sites: dict[str, SiteState] = {}
        self._changed_in: dict[tuple[str, str], int] = {}
        self._subscriptions: list[Subscription] = []
        self._ended = False

    def sites(self) -> list[SiteState]:
        """All microsites, by name."""
        with self._lock:
            return [replace(site, pages=dict(site.pages)) for _, site in sorted(self._sites.items())]

    def names(self) -> list[str]:
        """Names of all microsites."""
        with self._lock:
            return sorted(self._sites)

    def build_of(self, site: str) -> int:
        """Number of the newest published build."""
        with self._lock:
            return self._sites[site].build if site in self._sites else 0

    def is_complete(self, site: str, page: str) -> bool:
        """Whether the page has a complete verdict."""
        with self._lock:
            known = self._sites.get(site, SiteState(site))
            return known.checked or bool(known.pages.get(page, {}).get("complete"))

    def looked_at(self, site: str) -> list[str]:
        """Addresses of the pages of the site that somebody has open."""
        with self._lock:
            return sorted({one.page for one in self._subscriptions if one.site == site and one.page})

    def set_sites(self, names: Collection[str]) -> None:
        """These microsites exist, no others."""
        with self._lock:
            self._sites = {name: self._sites.get(name, SiteState(name)) for name in names}

    def building(self, site: str, build: int, files: Sequence[str]) -> None:
        """A build begins."""
        with self._changed(site) as known:
            known.building, known.files, known.checked = build, files, False
            self._tell("building", {"site": site, "build": build, "files": list(files)})

    def built(
        self,
        site: str,
        build: int,
        title: str,
        pages: Sequence[str],
        gone: Collection[str],
        *,
        assets: bool,
        all_new: bool,
    ) -> None:
        """A build is published. What was said of its changed ``pages`` (of all: ``all_new``) and those ``gone`` is void."""
        with self._changed(site) as known:
            void = {*pages, *gone, *(known.pages if all_new else ())}
            for page in void:
                known.pages.pop(page, None)
                self._changed_in[site, page] = build
            known.title, known.build, known.building = title or known.title, build, 0
            known.problems, known.checked = (), False
            self._tell("built", {"site": site, "build": build, "pages": [*pages, *gone], "assets": assets})

    def problem(self, site: str, build: int, problems: Sequence[Mapping[str, Any]]) -> None:
        """A build is not published; the pages stay as they were, and so do their verdicts."""
        with self._changed(site) as known:
            known.building, known.problems = 0, problems
            self._tell("problem", {"site": site, "build": build, "problems": list(problems)})

    def verdict(self, site: str, build: int, verdict: Mapping[str, Any]) -> Mapping[str, Any]:
        """What is known of a page as of a build, as it is told; empty if the page was built again meanwhile: it is not told."""
        page = verdict["page"]
        with self._changed(site) as known:
            if build < self._changed_in.get((site, page), 0):
                return {}
            steps = {**known.pages, page: verdict}
            light = Light(verdict["light"])
            shown = {
                **verdict,
                "site": site,
                "build": build,
                "label": light.label,
                "symbol": light.symbol,
                "trail": [_step(step, steps.get(step)) for step in verdict["path"]],
            }
            known.pages[page] = shown
            self._tell("verdict", shown)
        return shown

    def checked(self, site: str, build: int) -> Mapping[str, int]:
        """All verdicts of a build are complete: number of pages by light; empty if it is not what was saved last."""
        with self._changed(site) as known:
            if build != known.build or known.building:
                return {}
            known.checked = True
            self._tell("checked", {"site": site, "build": build})
            if known.problems:
                return {}
            return Counter(verdict["light"] for page, verdict in known.pages.items() if page)

    @contextmanager
    def subscribed(self, site: str, page: str, build: int) -> Iterator[Subscription]:
        """News from now on; first how things stand, for a page that was served with ``build``."""
        subscription = Subscription(site, page)
        with self._lock:
            for event in self._standing(site, page, build):
                subscription.put(event)
            if self._ended:
                subscription.put(None)
            self._subscriptions.append(subscription)
        try:
            yield subscription
        finally:
            with self._lock:
                if subscription in self._subscriptions:
                    self._subscriptions.remove(subscription)

    def end(self) -> None:
        """Let all listeners go."""
        with self._lock:
            self._ended = True
            for subscription in self._subscriptions:
                subscription.put(None)

    def _standing(self, name: str, page: str, build: int) -> Iterator[Event]:
        site = self._sites.get(name)
        if site is None:
            return
        if page and self._changed_in.get((name, page), 0) > build:
            yield "built", {"site": name, "build": site.build, "pages": [page], "assets": False}
        if site.building:
            yield "building", {"site": name, "build": site.building, "files": list(site.files)}
        if site.problems:
            yield "problem", {"site": name, "build": site.build, "problems": list(site.problems)}
        if page in site.pages:
            yield "verdict", site.pages[page]
        if site.checked:
            yield "checked", {"site": name, "build": site.build}

    @contextmanager
    def _changed(self, site: str) -> Iterator[SiteState]:
        with self._lock:
            yield self._sites.setdefault(site, SiteState(site))

    def _tell(self, name: str, data: Mapping[str, Any]) -> None:
        for subscription in self._subscriptions:
            event = subscription.about(name, data)
            if event:
                subscription.put(event)


def _step(address: str, page: Mapping[str, Any] | None) -> list[str]:
    """A page on the way to another: its address, title and language ("": not known)."""
    return [address, page["title"], page["lang"]] if page else [address, address, ""]
