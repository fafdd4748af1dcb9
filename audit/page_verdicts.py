"""What the rules about one page say of each page, ours and the engines'; kept as long as page, visit and rules stay.

A verdict's key is a hash of everything its rules may look at (``Facts.alone``), so it never goes stale.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Any

from audit.cache import Cache, hash_of
from audit.checks import Check
from audit.engines import ensemble
from audit.facts import Facts
from audit.fingerprint import code_fingerprint
from audit.gather import Gathered
from audit.model import Finding, Impact, Outcome, Rule, Scope, Where
from audit.page_memory import FEW, KEPT, condense, rows_of, take
from audit.processes import in_processes
from audit.selection import Selection

#: Pages whose verdicts are written at once: few enough that little is lost when the run is stopped; and so many are
#: judged by another process at a time, which an interrupted run has to wait for.
_AT_ONCE, _AT_A_TIME = 100, 25


@dataclass(frozen=True, slots=True)
class Verdict:
    """How often each rule had each outcome on one page, by rule id, and what was found."""

    counts: Mapping[str, Mapping[Outcome, int]]
    findings: tuple[Finding, ...]


def judge_subjects(check: Check, facts: Facts) -> tuple[Counter[Outcome], list[Finding]]:
    """One rule over all its subjects in these facts: number of subjects per outcome, and the findings."""
    counts: Counter[Outcome] = Counter()
    findings: list[Finding] = []
    passed = 0
    for subject in check.applies_to(facts):
        found = list(check.check(subject, facts))
        if not found:
            passed += 1
            continue
        failed = any(finding.outcome is Outcome.FAILED for finding in found)
        counts[Outcome.FAILED if failed else Outcome.CANT_TELL] += 1
        findings += found
    if passed:
        counts[Outcome.PASSED] = passed
    return counts, findings


class PageVerdicts:
    """The verdicts of one audit; iterate to get them all, page by page and scope by scope."""

    def __init__(
        self, gathered: Gathered, checks: Iterable[Check], selection: Selection, cache: Cache
    ) -> None:
        """``checks`` are the rules about one page whose facts are there."""
        self._gathered = gathered
        self._facts = gathered.facts
        self._selection = selection
        self._cache = cache
        self._engines = selection.wants_engines and "browser" not in self._facts.missing
        self._checks: dict[Scope, list[Check]] = {Scope.PAGE: [], Scope.PAGE_TODAY: []}
        for check in checks:
            self._checks[check.rule.scope].append(check)
        self._context = {scope: self._context_of(scope) for scope in self._checks}
        self._known_keys: dict[str, Mapping[Scope, str]] = {}

    def all(self, progress: Callable[[int, int], None], jobs: int) -> Iterator[Verdict]:
        """Every page's verdicts, from the cache where they are known. ``progress`` is told how many of how many are done.

        Where many are not known, ``jobs`` processes judge them.
        """
        urls = list(self._facts.site.pages)
        unknown = self._unknown(urls) if jobs > 1 and self._is_asked else []
        if len(unknown) < FEW:
            return (verdict for _, verdict in self.of(urls, progress))
        self._judge_in_processes(
            unknown, jobs, lambda done: progress(len(urls) - len(unknown) + done, len(urls))
        )
        return (verdict for _, verdict in self.of(urls))

    @property
    def _is_asked(self) -> bool:
        """Whether anybody asks about single pages."""
        return any(self._checks.values()) or self._engines

    def _unknown(self, urls: Iterable[str]) -> list[str]:
        """Pages whose verdicts could be in the cache and are not."""
        if not self._cache.is_kept:
            return []
        keys = {key: url for url in urls for key in self._keys(url).values() if key}
        known = self._cache.has(keys)
        return list(dict.fromkeys(url for key, url in keys.items() if key not in known))

    def _judge_in_processes(self, urls: Sequence[str], jobs: int, progress: Callable[[int], None]) -> None:
        """Put the verdicts of these pages into the cache, and what was read out of the pages into them."""
        parts = [urls[start : start + _AT_A_TIME] for start in range(0, len(urls), _AT_A_TIME)]
        try:
            judged = in_processes(self._judged, parts, jobs, self._cache.after_fork)
            for done, (verdicts, rows) in enumerate(judged, 1):
                self._cache.put_many(verdicts)
                for url, row in rows.items():
                    take(self._facts.site.pages[url], row)
                progress(min(done * _AT_A_TIME, len(urls)))
        except BrokenProcessPool:
            return  # killed, perhaps for want of memory: what is left is judged here, one page after the other

    def _judged(self, urls: Sequence[str]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        """For another process: new verdicts by their keys, and what was read out of the pages, by page."""
        verdicts: dict[str, Any] = {}
        rows = {}
        for url in urls:
            page = self._facts.site.pages[url]
            unread = KEPT.keys() - vars(page).keys()
            deque(self._of_page(url, {}, verdicts), maxlen=0)
            rows[url] = rows_of(page, unread)
        return verdicts, rows

    def of(
        self, urls: Sequence[str], progress: Callable[[int, int], None] = lambda done, total: None
    ) -> Iterator[tuple[str, Verdict]]:
        """The same of some pages, each verdict with its page."""
        if not self._is_asked:
            return
        for start in range(0, len(urls), _AT_ONCE):
            part = urls[start : start + _AT_ONCE]
            known = self._cache.get_many(key for url in part for key in self._keys(url).values() if key)
            new: dict[str, Any] = {}
            for url in part:
                for verdict in self._of_page(url, known, new):
                    yield url, verdict
            self._cache.put_many(new)
            progress(min(start + _AT_ONCE, len(urls)), len(urls))

    def _of_page(self, url: str, known: Mapping[str, Any], new: dict[str, Any]) -> Iterator[Verdict]:
        keys = self._keys(url)
        missing = [scope for scope, key in keys.items() if key not in known]
        for key in keys.values():
            if key in known:
                yield from_json(known[key], self._rules)
        if missing:
            alone = self._facts.alone(url)
            for scope in missing:
                verdict = self._judge(url, scope, alone[scope])
                if keys[scope]:
                    new[keys[scope]] = as_json(verdict)
                yield verdict
            condense(self._facts.site.pages[url])

    def _judge(self, url: str, scope: Scope, facts: Facts) -> Verdict:
        counts: dict[str, Counter[Outcome]] = {}
        findings: list[Finding] = []
        for check in self._checks[scope]:
            counted, found = judge_subjects(check, facts)
            if counted:
                counts[check.rule.id] = counted
            findings += found
        if scope is Scope.PAGE and self._engines and url in facts.visits:
            visit, rules = facts.visits[url].whole(), self._gathered.engine_rules
            for rule_id, outcome in ensemble.outcomes(visit, rules):
                counts.setdefault(rule_id, Counter())[outcome] += 1
            found = ensemble.findings(url, visit, rules)
            findings += [item for item in found if self._selection.wants(item.rule.id, "accessibility")]
        return Verdict(counts, tuple(findings))

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        ours = (check.rule for checks in self._checks.values() for check in checks)
        return {rule.id: rule for rule in (*ours, *self._gathered.engine_rules.rules())}

    def _keys(self, url: str) -> Mapping[Scope, str]:
        if url not in self._known_keys:
            self._known_keys[url] = {scope: self._key(url, scope) for scope in self._checks}
        return self._known_keys[url]

    def _key(self, url: str, scope: Scope) -> str:
        """Hash of all that the verdict depends on; "" where the browser saw something that cannot be known."""
        visit = self._gathered.visit_keys.get(url, "")
        if url in self._facts.visits and not visit:
            return ""
        page, manifest = self._facts.site.pages[url], self._facts.manifest
        source = manifest.pages.get(url) if manifest else None
        seen = visit if url in self._facts.visits else ""
        return hash_of(*self._context[scope], url, page.digest, seen, repr(source))

    def _context_of(self, scope: Scope) -> tuple[str, ...]:
        """What is the same for all pages of the audit."""
        facts, manifest = self._facts, self._facts.manifest
        site = manifest.alone("") if manifest else None
        parts = (
            code_fingerprint(),
            [check.rule.id for check in self._checks[scope]],
            sorted(self._selection.ignored),
            self._engines,
            facts.settings,
            (facts.site.base, facts.site.home),
            site and (site.without_registry() if scope is Scope.PAGE else site),
            facts.today if scope is Scope.PAGE_TODAY else None,
        )
        return ("verdict", *map(repr, parts))


def as_json(verdict: Verdict) -> list[Any]:
    """The verdict as data for the cache."""
    return [verdict.counts, [_row(finding) for finding in verdict.findings]]


def _row(finding: Finding) -> list[Any]:
    where = astuple(finding.where) if finding.where else None
    return [finding.rule.id, finding.outcome, finding.page, finding.target, finding.message, finding.evidence,
            finding.impact, finding.remedy, where]  # fmt: skip


def from_json(data: list[Any], rules: Mapping[str, Rule]) -> Verdict:
    """The verdict from such data; ``rules`` by id."""
    counts, rows = data
    by_rule = {
        rule_id: {Outcome(outcome): number for outcome, number in counted.items()}
        for rule_id, counted in counts.items()
    }
    return Verdict(by_rule, tuple(_finding(row, rules) for row in rows))


def _finding(row: list[Any], rules: Mapping[str, Rule]) -> Finding:
    rule_id, outcome, page, target, message, evidence, impact, remedy, where = row
    place = Where(*where) if where else None
    return Finding(
        rules[rule_id], Outcome(outcome), page, target, message, evidence, Impact(impact), remedy, place
    )
