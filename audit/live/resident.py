"""The audit that stays: facts of one microsite in memory, so that after a change only what it reaches is judged again.

It finds what ``audit.run.audit`` finds, with the same rules over the same facts; what it saves is asking again
(docs/decisions/036-resident-audit.md).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from heapq import nsmallest
from pathlib import Path
from typing import Any

from audit import config
from audit.cache import Cache
from audit.engines import ensemble
from audit.gather import Options
from audit.live.browsers import LiveBrowsers
from audit.live.changes import Changes
from audit.live.judging import Judging, Known
from audit.live.measures import Measures, stamp_of
from audit.live.page_verdict import PageVerdict
from audit.live.site import LiveSite
from audit.live.telling import Telling
from audit.live.visits import LiveVisits, Seen
from audit.model import Finding
from audit.page_memory import PageMemory
from audit.probes.moments import BERLIN
from audit.probes.pages import Pages
from audit.selection import Selection
from audit.sources import Sources

#: Pages that are judged before somebody hears of them, where many changed at once.
_AT_ONCE = 5


class ResidentAudit:
    """The verdicts of one microsite, kept up to date. Not for several threads."""

    def __init__(
        self,
        site: str,
        project_dir: Path,
        *,
        browsers: LiveBrowsers,
        cache_file: Path | None,
        selection: Selection | None = None,
    ) -> None:
        """``browsers`` are the caller's, for all sites; ``selection`` None: every rule that the settings do not leave out."""
        self._settings = config.load(project_dir)
        self._selection = selection or Selection(ignored=self._settings.ignore or {})
        self._project_dir = project_dir
        self._site = site
        self._folder = project_dir / "output" / site
        self._browsers = browsers
        self._stack = ExitStack()
        self._cache = self._stack.enter_context(Cache(cache_file))
        self._options = Options(project_dir, cache_file, browsers.jobs)
        self._visits = LiveVisits(self._folder, self._selection, browsers, self._cache)
        self._stack.callback(self._visits.close)
        self._telling = Telling(self._settings, project_dir / "content" / site / "accepted.yaml")
        self._live: LiveSite | None = None
        self._start()

    def _start(self) -> None:
        """Know nothing."""
        self._measures = Measures(self._selection, self._settings, self._options)
        self._judging = Judging(self._selection, self._visits, self._cache)
        self._early: dict[str, tuple[Finding, ...]] = {}
        self._todo: set[str] = set()
        self._untold: set[str] = set()
        self._is_ahead_open = False
        self._stamps: dict[str, tuple[int, int] | None] = {}

    def close(self) -> None:
        """Let go of the browsers and the cache."""
        self._stack.close()

    def __enter__(self) -> ResidentAudit:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def verdicts(
        self, manifest: Mapping[str, Any], touched: Collection[str] | None, first: Sequence[str] = ()
    ) -> Iterator[PageVerdict | None]:
        """Bring everything up to date and tell the verdicts that may be others than told before, as they become known.
        None comes while there is nothing to tell yet, so that whoever listens can look elsewhere.

        ``touched`` are the files below output/<site> that were written or removed since the last call (None: look at all).
        First come the verdicts without the browser, then those with it; pages in ``first`` and pages whose source was
        edited before all others. Whoever stops listening is told the rest the next time. ProbeError if there is no page.
        """
        try:
            changes = self._update(manifest, None if self._live is None else touched)
        except BaseException:
            self._live = None  # half read: the next call reads everything
            raise
        edited = self._edited(changes)
        ahead = [url for url in dict.fromkeys((*first, *sorted(edited))) if url in self._live.site.pages]
        self._untold |= changes.pages | edited | {url for url in first if url in self._live.site.pages}
        self._browsers.leave_alone(True)
        self._visits.ask(ahead)  # one browser looks while the rules are asked
        self._is_ahead_open = not self._visits.is_ahead_done
        yield from self._judge(ahead)
        yield from self._look(ahead)

    def _update(self, manifest: Mapping[str, Any], touched: Collection[str] | None) -> Changes:
        clock = manifest["clock"]
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        now = datetime.fromtimestamp(int(epoch), BERLIN) if epoch else datetime.now(BERLIN)
        today = date.fromisoformat(clock) if clock else now.date()
        if touched is None:
            self._start()
            self._visits.forget_all()
            live = LiveSite(self._folder, self._settings)
            changes = live.load(manifest, today, self._recall, self._visits.know)
            self._live = live
        else:
            live = self._live
            changes = live.update(manifest, touched, today)
        gone = changes.pages - live.site.pages.keys()
        again = (
            self._visits.forget(changes.pages, touched or (), live.pages) if touched is not None else set()
        )
        for url in again:
            live.visits.pop(url, None)
        self._judging.forget(gone)
        self._todo = (self._todo | changes.pages | changes.declared | again) & live.site.pages.keys()
        if changes.everything:
            self._todo |= live.site.pages.keys()
        measured, missing, new = self._measures.take(changes, touched or (), live, self._cache)
        if changes.structure or changes.everything or changes.declared or new:
            self._untold |= self._judging.pages  # their places in the sources may be others
        self._sources = Sources(self._project_dir, live.manifest, self._folder)
        for url in again | changes.pages:
            self._early.pop(url, None)
        no_browser = self._visits.missing
        visits = self._visits.recall(live.pages)
        self._judging.known = Known(live, self._sources, self._memory, measured, missing)
        self._judging.owe(changes | live.saw(visits))
        if self._visits.missing is not no_browser:  # there may be a browser now
            self._judging.owe(Changes(everything=True))
            self._todo |= live.site.pages.keys()
        self._todo |= visits.keys()
        return changes

    def _recall(self, pages: Pages) -> PageMemory:
        self._memory = PageMemory(pages.site.pages.values(), self._cache)
        self._memory.recall()
        return self._memory

    def _edited(self, changes: Changes) -> set[str]:
        """Pages whose source is another file than at the last look; others than changed pages need one only for their findings."""
        pages = self._live.manifest.pages
        urls = pages.keys() & (changes.pages | changes.declared | self._judging.pages)
        now = {url: stamp_of(self._project_dir / pages[url].file) for url in urls}
        edited = {url for url, stamp in now.items() if self._stamps.get(url) != stamp}
        self._stamps |= now
        return set() if changes.everything else edited

    def _judge(self, ahead: Sequence[str]) -> Iterator[PageVerdict | None]:
        """Ask the rules, without waiting for any browser but for those that look at the pages ``ahead``."""
        yield from self._judge_pages(self._due(ahead))
        self._judge_site()
        self._browsers.leave_alone(False)
        yield from self._tell(ahead)
        while self._todo:
            due = self._due(ahead)
            yield from self._judge_pages(due)
            yield from self._tell(ahead)
            for seen in self._visits.look(self._live.pages, waits=not due):
                yield from self._take(seen, ahead)
                if self._due(ahead):
                    break
        self._judge_site()
        yield from self._tell(ahead)

    def _look(self, ahead: Sequence[str]) -> Iterator[PageVerdict | None]:
        """Have the browser look at what it has not seen as it is now."""
        for seen in self._visits.look(self._live.pages):
            yield from self._take(seen, ahead)
            yield from self._judge_pages(self._due(ahead))
            yield from self._tell(ahead)
        yield from self._judge(ahead)

    def _due(self, ahead: Sequence[str]) -> Sequence[str]:
        """The pages to judge next: those ``ahead``, and no others while a browser is at them, which needs the processor."""
        few = [url for url in ahead if url in self._todo][:_AT_ONCE]
        return few if few or self._is_ahead_open else nsmallest(_AT_ONCE, self._todo)

    def _take(self, seen: Seen | None, ahead: Sequence[str]) -> Iterator[PageVerdict | None]:
        """Take in what the browsers saw, and judge it if somebody waits for it. ``seen`` is None while they are at work."""
        if seen is None:
            yield None
            return
        self._foretell(seen)
        if urls := {*seen.visits, *seen.lost}:
            self._judging.owe(self._live.saw(seen.visits, seen.lost))
            self._todo |= urls
            if self._visits.missing:  # no browser after all: rules that need it are not asked any more
                self._judging.owe(Changes(everything=True))
            if self._is_ahead_open and self._visits.is_ahead_done:
                self._is_ahead_open = False
                yield from self._judge_pages(self._due(ahead))
                self._judge_site()
        yield from self._tell(ahead)

    def _foretell(self, seen: Seen) -> None:
        """Remember what the engines found of pages that the browser is still at, and forget it of those it has seen."""
        for url, measured in seen.early.items():
            rules = self._visits.engine_rules
            self._early[url] = tuple(
                finding
                for finding in ensemble.early_findings(url, measured, rules)
                if self._selection.wants(finding.rule.id, finding.rule.family)
            )
            self._untold.add(url)
        for url in (*seen.visits, *seen.lost):
            self._early.pop(url, None)

    def _judge_pages(self, urls: Sequence[str]) -> Iterator[None]:
        """Ask the rules about one page each. None comes after every page, so that a save waits for one at most."""
        for url in self._judging.judge_pages(urls) if urls else ():
            self._todo.discard(url)
            self._untold.add(url)
            yield None

    def _judge_site(self) -> None:
        self._untold |= self._judging.judge_site(self._statement, self._is_waiting)

    @property
    def _is_waiting(self) -> bool:
        """Whether some page is still to be judged or looked at."""
        return bool(self._todo) or self._visits.has_more

    def _tell(self, ahead: Sequence[str]) -> Iterator[PageVerdict]:
        """The verdicts nobody was told yet, as far as they are known."""
        live = self._live
        rank = {url: number for number, url in enumerate(ahead)}
        ready = (self._untold - self._todo) & (live.site.pages.keys() | {""})
        self._untold &= self._todo | ready
        for url in sorted(ready, key=lambda url: (rank.get(url, len(rank)), url)):
            verdict = self._verdict(url)
            self._untold.discard(url)
            yield verdict

    def _verdict(self, url: str) -> PageVerdict:
        findings = (*self._judging.of(url), *self._early.get(url, ()))
        is_open = self._is_waiting and url == self._statement
        reason = self._visits.reason(url)
        return self._telling.verdict(url, self._live, self._sources, findings, reason, is_open=is_open)

    @property
    def _statement(self) -> str:
        """The page that is judged last, since it must tell what was found on all others."""
        legal = self._live.manifest.legal
        return legal.statement_url if legal else self._live.site.home
