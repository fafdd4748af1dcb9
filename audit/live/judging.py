"""Ask the rules about one microsite in memory: about single pages, and about the whole site as far as a change reaches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from audit.cache import Cache
from audit.checks import Check
from audit.evaluation import left_out_of, needs_barriers
from audit.facts import Facts, Missing
from audit.gather import Gathered
from audit.live.changes import Changes
from audit.live.judged import Judged
from audit.live.ripples import RIPPLES, reached
from audit.live.site import LiveSite, slim
from audit.live.visits import LiveVisits
from audit.model import Finding, Scope
from audit.page_memory import PageMemory
from audit.page_verdicts import PageVerdicts, judge_subjects
from audit.selection import Selection
from audit.sources import Sources

#: Pages that may be parsed at the same time; each takes half a megabyte.
_PARSED = 200


@dataclass(frozen=True, slots=True)
class Known:
    """What rules may look at beside what the browser saw: ``measured`` are fields of Facts, ``missing`` those that are not there."""

    live: LiveSite
    sources: Sources
    memory: PageMemory
    measured: Mapping[str, Any]
    missing: Mapping[str, Missing]


class Judging:
    """What the rules say of one site, asked again where something changed; ``known`` is put in before anything is asked."""

    known: Known

    def __init__(self, selection: Selection, visits: LiveVisits, cache: Cache) -> None:
        self._selection = selection
        self._visits = visits
        self._cache = cache
        self._judged = Judged()
        self._owed = Changes()
        self._is_due = self._was_waiting = False

    @property
    def pages(self) -> frozenset[str]:
        """Pages with findings."""
        return self._judged.pages

    def of(self, url: str) -> list[Finding]:
        """Everything that rules found on one page; "" for what they found of none."""
        return self._judged.of(url)

    def forget(self, urls: Iterable[str]) -> None:
        """Pages that are not there any more."""
        self._judged.forget(urls)

    def owe(self, changes: Changes) -> None:
        """Keep in mind for the rules about the whole site what is another since they were asked."""
        self._owed, self._is_due = self._owed | changes, True

    def judge_pages(self, urls: Sequence[str]) -> Iterator[str]:
        """Ask the rules about one page each; each page as soon as it is judged."""
        known = self.known
        gathered = Gathered(
            self._facts(urls),
            known.live.pages,
            known.sources,
            known.memory,
            self._visits.keys,
            self._visits.failures,
            self._visits.engine_rules,
            "",
        )
        checks = [check for check in self._asked() if check.rule.scope is not Scope.SITE]
        self._is_due = True
        unasked = set(urls)
        verdicts = PageVerdicts(gathered, checks, self._selection, self._cache).of(urls)
        for url, told in groupby(verdicts, key=itemgetter(0)):
            self._take_page(url, told)
            unasked.discard(url)
            yield url
        for url in unasked:  # nobody asks about single pages
            self._take_page(url, ())
            yield url

    def judge_site(self, statement: str, is_waiting: bool) -> set[str]:
        """Ask the rules about the whole site, of the pages that they may judge in another way; the pages of which something
        else is to be told.

        ``is_waiting``: some page is still to be judged, so that rules which ask what was found on all others must wait. They are
        about the page ``statement``.
        """
        if not self._is_due:
            return set()
        live, changes = self.known.live, self._owed
        changes.ways |= live.walk()
        whole = self._facts()
        asked = {check.rule.id for check in self._asked()}
        about_site = [check for check in self._selection.checks if check.rule.scope is Scope.SITE]
        others = set(changes.ways)
        for check in sorted(about_site, key=needs_barriers):
            if check.rule.id not in asked:
                others |= self._judged.take_rule(check.rule.id, None, ())
            elif not (needs_barriers(check) and is_waiting):
                others |= self._ask(check, changes, self._with_barriers(whole, asked, check))
        for page in live.site.pages.values():
            slim(page)
        if self._was_waiting and not is_waiting:
            others.add(statement)
        self._owed, self._is_due, self._was_waiting = Changes(), False, is_waiting
        return others

    def _take_page(self, url: str, told: Iterable[tuple[str, Any]]) -> None:
        self._judged.take_page(url, (verdict for _, verdict in told))
        slim(self.known.live.site.pages[url])

    def _ask(self, check: Check, changes: Changes, facts: Facts) -> set[str]:
        """Have one rule judge what the changes reach; the pages of which it says something else."""
        live = self.known.live
        if check.rule.id not in RIPPLES:
            return self._judged.take_rule(check.rule.id, None, judge_subjects(check, facts)[1])
        urls = reached(check.rule.id, changes, live)
        found = self._judge_by_page(check, live.site.pages if urls is None else sorted(urls))
        return self._judged.take_rule(check.rule.id, urls, found)

    def _judge_by_page(self, check: Check, urls: Collection[str]) -> list[Finding]:
        """Ask a rule about some pages, of which only a part is parsed at the same time."""
        pages, findings = self.known.live.site.pages, []
        ordered = list(urls)
        for start in range(0, max(len(ordered), 1), _PARSED):
            part = ordered[start : start + _PARSED]
            _, found = judge_subjects(check, self._facts(part))
            findings += (
                finding for finding in found if finding.page or not start
            )  # what is of no page comes each time
            for url in part if len(ordered) > _PARSED else ():
                if url in pages:
                    slim(pages[url])
        return findings

    def _with_barriers(self, whole: Facts, asked: Collection[str], check: Check) -> Facts:
        """The facts as this rule asks for them: with what all other rules found, or without."""
        if not needs_barriers(check):
            return whole
        left = filter(None, (left_out_of(other.rule, whole) for other in self._selection.checks))
        ours = (
            other.rule
            for other in self._selection.checks
            if other.rule.id in asked and not needs_barriers(other)
        )
        return self._facts(barriers=self._judged.barriers(left, ours))

    def _asked(self) -> list[Check]:
        facts = self._facts(())
        return [check for check in self._selection.checks if left_out_of(check.rule, facts) is None]

    def _facts(self, urls: Iterable[str] | None = None, **further: Any) -> Facts:
        known, no_browser = self.known, self._visits.missing
        missing = {**known.missing, **({"browser": no_browser} if no_browser else {})}
        return known.live.facts(urls, missing=missing, **further, **known.measured)
