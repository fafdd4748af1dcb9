"""Findings put together as a person repairs them: one fault of a template on 38 pages is one thing to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audit.model import Finding, Impact, Location, Outcome, Report, Rule


@dataclass(frozen=True, slots=True)
class Place:
    """One spot in the sources or on a page, and the addresses of all pages that show it."""

    location: Location | None
    target: str
    evidence: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to repair, look at, or accepted: findings of one rule that share their cause."""

    message: str
    remedy: str
    impact: Impact
    outcome: Outcome
    findings: tuple[Finding, ...]
    places: tuple[Place, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """Addresses of the pages concerned, each once, in the order of the findings."""
        return tuple(dict.fromkeys(finding.page for finding in self.findings if finding.page))


@dataclass(frozen=True, slots=True)
class RuleCases:
    """All cases of one rule. ``impact`` is the worst of them."""

    rule: Rule
    impact: Impact
    cases: tuple[Case, ...]


def group(findings: Iterable[Finding], report: Report) -> tuple[RuleCases, ...]:
    """The findings as cases by rule, worst impact first, else in the order of the findings."""
    sources = {page.page: page.source for page in report.pages}
    cases: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        cases.setdefault(_cause(finding, sources), []).append(finding)
    by_rule: dict[str, list[Case]] = {}
    for found in cases.values():
        by_rule.setdefault(found[0].rule.id, []).append(_case(found))
    rules = [_rule_cases(found) for found in by_rule.values()]
    return tuple(sorted(rules, key=lambda entry: -entry.impact.rank))


def number_of_cases(findings: Iterable[Finding], report: Report) -> int:
    """How many things there are to do: the number of cases that ``group`` makes of the findings."""
    sources = {page.page: page.source for page in report.pages}
    return len({_cause(finding, sources) for finding in findings})


def _cause(finding: Finding, sources: Mapping[str, str]) -> tuple[str, ...]:
    """What findings with the same cause share.

    A place outside the page's own source (template, component, contact registry) repeats on every page that uses
    it with the same target and evidence, while the message may name the page. Otherwise the message decides.
    """
    accepted = "" if finding.accepted is None else f"{finding.accepted.until} {finding.accepted.reason}"
    kind = (finding.rule.id, finding.outcome.value, accepted)
    shared = _shared_source(finding, sources)
    if shared:
        return (*kind, "shared", shared, finding.target, finding.evidence)
    return (*kind, "message", finding.message)


def _shared_source(finding: Finding, sources: Mapping[str, str]) -> str:
    if finding.location is not None:
        return "" if finding.location.file == sources.get(finding.page) else finding.location.file
    return finding.where.component if finding.where is not None else ""


def _case(findings: Sequence[Finding]) -> Case:
    first = max(findings, key=lambda finding: finding.impact.rank)
    return Case(
        message=first.message,
        remedy=first.remedy if first.remedy != first.rule.remedy else "",
        impact=first.impact,
        outcome=first.outcome,
        findings=tuple(findings),
        places=_places(findings),
    )


def _places(findings: Sequence[Finding]) -> tuple[Place, ...]:
    """One place for each location, target and evidence; without a source file each page is its own place."""
    pages: dict[tuple[Location | None, str, str], dict[str, None]] = {}
    for finding in findings:
        spot = (finding.location, finding.target, finding.evidence)
        pages.setdefault(spot, {})[finding.page] = None
    return tuple(
        Place(location, target, evidence, tuple(page for page in found if page))
        for (location, target, evidence), found in pages.items()
    )


def _rule_cases(cases: list[Case]) -> RuleCases:
    ordered = tuple(sorted(cases, key=lambda case: -case.impact.rank))
    return RuleCases(ordered[0].findings[0].rule, ordered[0].impact, ordered)
