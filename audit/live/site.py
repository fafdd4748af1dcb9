"""One microsite in memory: its pages, and the tables that rules about the whole site ask for, brought up to date by page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from audit import manifest as manifests
from audit.barriers import Barriers
from audit.clicks import Way
from audit.config import Settings
from audit.facts import Facts
from audit.frames import Frame, Frames, Usual
from audit.goals import Goals
from audit.live.changes import Changes
from audit.live.part import Part
from audit.live.titles import LiveTitles
from audit.live.ways import LiveWays
from audit.manifest import Manifest, SourcePage
from audit.page import Page
from audit.page_memory import PageMemory, condense
from audit.probes import pages as pages_probe
from audit.probes.pages import Pages
from audit.site import Site
from audit.texts.contact_text import contacts_of_link
from audit.visit import StoredVisit, Visit

Visited = Visit | StoredVisit


class LiveSite:
    """The state of ``output/<site>`` and of the manifest after each ``update``; ``facts`` as an audit would gather them."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder = folder
        self._settings = settings
        self._usual = Usual()
        self._frames: dict[str, Frame] = {}
        self._contacts: dict[str, frozenset[str]] = {}
        self._titles: LiveTitles
        self._ways = LiveWays()
        self._entries: dict[str, tuple[Mapping[str, Any], SourcePage]] = {}
        self._same: dict[Any, Any] = {}
        self._registry: dict[str, Any] = {}
        self.today = date.min
        self.manifest: Manifest
        self.pages: Pages
        self.visits: dict[str, Visited] = {}
        self.goals: Goals

    @property
    def site(self) -> Site:
        """All pages."""
        return self.pages.site

    @property
    def ways(self) -> Mapping[str, Way]:
        """The shortest way to each page, as of the last ``walk``."""
        return self._ways.by_name.get("ways", {})

    @property
    def frames(self) -> Mapping[str, Frame]:
        """What surrounds the content of each page."""
        return self._frames

    def load(
        self,
        data: Mapping[str, Any],
        today: date,
        recall: Callable[[Pages], PageMemory],
        seen: Callable[[Pages, Page], None],
    ) -> Changes:
        """Read everything; ``recall`` gives pages what is remembered of them, ``seen`` is told each page while all of it is there."""
        self._declare(data, today)
        self.pages = pages_probe.from_folder(self._folder, self.manifest.url)
        memory = recall(self.pages)
        for page in self.site.pages.values():
            self._read(page)
            seen(self.pages, page)
            condense(page)
        memory.keep()
        for page in self.site.pages.values():
            slim(page)
        self._usual.exchange((), self._frames.values())
        self._titles = LiveTitles(self.site.urls_by_title)
        self.goals = Goals(self.site)
        self._share(self.site)
        return Changes(pages=set(self.site.pages), structure=True, everything=True)

    def update(self, data: Mapping[str, Any], touched: Collection[str], today: date) -> Changes:
        """Read what was touched; what differs. Pages that were read anew have no visit any more."""
        changes = self._declare(data, today)
        before, goals = self.pages, self.goals
        self.pages = pages_probe.renewed(before, touched)
        old, new = before.site.pages, self.site.pages
        urls = {url for url in old.keys() | new.keys() if old.get(url) is not new.get(url)}
        changes.pages |= urls
        changes.structure = old.keys() != new.keys() or before.site.files != self.site.files
        if not urls and not changes.structure and not changes.everything and not changes.declared:
            self.pages = before
            return changes
        steps_before = {url: self._ways.steps(goals, old[url]) for url in urls & old.keys()}
        gone = [self._frames.pop(url) for url in sorted(urls) if url in self._frames]
        for url in urls:
            self.visits.pop(url, None)
            shown = self._contacts.get(url, frozenset())
            if shown != self._look(url, old.get(url), new.get(url)) or _redirect(old.get(url)) != _redirect(
                new.get(url)
            ):
                changes.contacts.add(url)
        come = [self._frames[url] for url in sorted(urls) if url in self._frames]
        changes.usual = self._usual.exchange(gone, come)
        changes.titles = self._titles.renew(urls, old, new)
        changed = [new[url] for url in sorted(urls) if url in new]
        is_moved = changes.structure or any(
            _redirect(old.get(url)) != _redirect(new.get(url)) for url in urls
        )
        self.goals = Goals(self.site) if is_moved else goals.renewed(self.site, changed)
        changes.links |= goals.missing ^ self.goals.missing
        changes.places |= _differing(_absent(goals), _absent(self.goals))
        kept = {} if is_moved else self._still_without(before.site, urls)
        self._share(self.site)
        vars(self.site)["_without"] = kept
        if not is_moved and self._still_first(before.site, goals, urls):
            vars(self.site)["documents"] = before.site.documents
        is_kept = not (is_moved or changes.everything or changes.declared)
        if not is_kept or not self._ways.hold(
            {url: steps_before[url] for url in urls}, self.site, self.goals
        ):
            self._ways.forget()
        return changes

    def saw(self, visits: Mapping[str, Visited], lost: Collection[str] = ()) -> Changes:
        """Take in what the browser saw, and the pages that it could not see; what differs."""
        changes = Changes(everything=bool(visits) and not self.visits)
        self.visits |= visits
        hidden = {**{url: visit.hidden_links for url, visit in visits.items()}, **dict.fromkeys(lost)}
        self._ways.saw(hidden, self.site, self.goals)
        return changes

    def walk(self) -> set[str]:
        """Find the ways anew if they may be others; the pages whose way is another now."""
        return self._ways.walk(self.site)

    def facts(
        self, urls: Iterable[str] | None = None, barriers: Barriers | None = None, **measured: Any
    ) -> Facts:
        """What an audit of this state would gather; rules go through these pages (None: all) and see all.

        ``measured`` are the fields of Facts that others measure.
        """
        whole, manifest, frames = self.site, self.manifest, self._frames
        site, visits = whole, self.visits
        if urls is not None:
            keys = list(urls)
            site = Site(whole.base, Part(whole.pages, keys), whole.files)
            self._share(site)
            manifest = manifests.part(manifest, Part(manifest.pages, keys))
            frames = Part(frames, keys)
        else:
            frames = {url: frames[url] for url in whole.pages if url in frames}
            visits = {url: visits[url] for url in whole.pages if url in visits}
        facts = Facts(
            self._settings, self.today, site, manifest, visits, barriers=barriers or Barriers(), **measured
        )
        found = Frames(frames)
        vars(found)["usual"] = self._usual.tables  # where cached properties keep their values
        narrow = (
            None
            if "browser" in facts.missing or not self.visits
            else self._ways.by_name.get("ways_narrow", {})
        )
        reachable = self._ways.by_name.get("reachable", {}).keys()
        vars(facts).update(
            ways=self.ways,
            ways_narrow=narrow,
            reachable=reachable,
            frames=found,
            contacts_shown=self._contacts,
        )
        vars(facts).update(self._used(facts))
        return facts

    def _used(self, facts: Facts) -> dict[str, Any]:
        """What the registry is asked for."""
        if not self._registry:
            whole = Facts(self._settings, self.today, self.site, self.manifest)
            vars(whole)["contacts_shown"] = self._contacts
            self._registry = {"contacts_used": whole.contacts_used, "registered": whole.registered}
        return self._registry

    def _declare(self, data: Mapping[str, Any], today: date) -> Changes:
        """Take the manifest in."""
        manifest, entries = manifests.from_data(data, self._entries)
        changes = Changes(everything=True)
        if self._entries:
            before = self._entries
            urls = {url for url, entry in entries.items() if entry is not before.get(url)}
            urls |= before.keys() - entries.keys()
            changes.declared = {
                url
                for url in urls
                if url not in entries or url not in before or entries[url][1] != before[url][1]
            }
            changes.everything = manifest.alone("") != self.manifest.alone("") or today != self.today
            changes.everything = changes.everything or manifest.amounts != self.manifest.amounts
            changes.everything = changes.everything or manifest.hand_tests != self.manifest.hand_tests
        if changes.declared or changes.everything:
            self._registry = {}
        self._ways.overviews = frozenset(
            url for url, page in manifest.pages.items() if page.kind == "overview"
        )
        self.manifest, self._entries, self.today = manifest, entries, today
        return changes

    def _read(self, page: Page) -> frozenset[str]:
        """Keep what the tables need of a page; equal parts of pages are one object."""
        same = self._same.setdefault
        frame = page.frame
        links = tuple(same(link, link) for link in frame.links)
        frame = Frame(same(frame.language, frame.language), links)
        # where cached properties keep their values
        vars(page).update(
            frame=frame,
            links=tuple(same(link, link) for link in page.links),
            resources=tuple(same(resource, resource) for resource in page.resources),
        )
        if frame.links and not page.redirect:
            self._frames[page.url] = frame
        shown = frozenset(value for link in page.links for value in contacts_of_link(link.href))
        self._contacts[page.url] = same(shown, shown)
        return shown

    def _look(self, url: str, old: Page | None, new: Page | None) -> frozenset[str] | None:
        self._registry = {}
        if new is None:
            self._contacts.pop(url, None)
            self._ways.unseen(url)
            return None
        if old is None or old.outline.numbers != new.outline.numbers:
            self._ways.unseen(url)  # else what was hidden is taken to be so until the browser looks again
        return self._read(new)

    def _share(self, site: Site) -> None:
        """Give a site the tables that would be made anew for it."""
        vars(site).update(goals=self.goals, urls_by_title=self._titles.urls_by_title)

    def _still_without(self, before: Site, urls: Collection[str]) -> dict[str, tuple[str, ...]]:
        """What ``Site.without_link_to`` told and still holds."""
        kept = {}
        for goal, without in vars(before).get("_without", {}).items():
            here, pages = self.goals.at(goal), (self.site.pages[url] for url in urls)
            now = {page.url for page in pages if not page.redirect and here.isdisjoint(page.outline.numbers)}
            if now == {url for url in without if url in urls}:
                kept[goal] = without
        return kept

    def _still_first(self, before: Site, goals: Goals, urls: Iterable[str]) -> bool:
        """Whether documents are linked from the same pages as before, none of which was read anew."""
        if "documents" not in vars(before) or any(page.url in urls for page, _ in before.documents.values()):
            return False
        old, new = before.pages, self.site.pages
        return all(
            goals.documents.intersection(old[url].outline.numbers)
            == self.goals.documents.intersection(new[url].outline.numbers)
            for url in urls
        )


#: What stays of a page between two looks: its fields, and what the tables and most rules about the whole site need.
_STAYS = ("url", "base", "source", "outline", "frame", "links", "resources")


def slim(page: Page) -> None:
    """Let go of the parsed text and all else that somebody asked for, which takes much memory; it can be read again."""
    if len(vars(page)) > len(_STAYS):
        kept = {name: vars(page)[name] for name in _STAYS if name in vars(page)}
        vars(page).clear()
        vars(page).update(kept)


def _redirect(page: Page | None) -> str | None:
    return page.redirect if page else None


def _absent(goals: Goals) -> dict[int, tuple[str, str]]:
    """Places that are missing, by goal."""
    return {number: (goals.places[number][0].url, goals.places[number][1]) for number in goals.missing_places}


def _differing(one: Mapping[Any, Any], two: Mapping[Any, Any]) -> set[Any]:
    """Keys with another value, or only in one of both."""
    return (
        {key for key in one.keys() | two.keys() if one.get(key) != two.get(key)} if one is not two else set()
    )
