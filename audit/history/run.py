"""One run of an audit as history keeps it: what was looked at, what was found, and the figures of that day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from audit.model import Finding, Outcome, PageOutcome, Report, RuleResult
from audit.reports.figures import figures, light_counts
from audit.reports.text import one_line

#: What a finding is on the day of a run: open, to be looked at by a person, or accepted on purpose.
OPEN, UNDECIDED, ACCEPTED = "open", "undecided", "accepted"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a run looked at: the rules that ran, the pages that were audited, those that could not be.

    ``whole`` says that every page of the site is in it, so that a page that is not there does not exist any more.
    """

    rules: frozenset[str]
    pages: frozenset[str]
    failed_pages: frozenset[str]
    whole: bool

    def covers(self, rule: str, page: str) -> bool:
        """Whether the run would have found this; what belongs to no page is known only if no page failed."""
        return rule in self.rules and (page in self.pages if page else not self.failed_pages)

    def knows_gone(self, rule: str, page: str) -> bool:
        """Whether the run proves that the page is no longer there."""
        return (
            self.whole
            and rule in self.rules
            and bool(page)
            and page not in self.pages
            and not self.failed_pages
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as it was seen in a run; ``state`` is OPEN, UNDECIDED or ACCEPTED, ``owner`` who answers for the page."""

    key: str
    state: str
    rule: str
    page: str
    target: str
    message: str
    impact: str
    owner: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one site. ``moment`` is in UTC; ``partial`` says that rules were left out when it was called.

    ``figures`` is plain data for reports: versions, coverage, counts, lights by page and owner, response times.
    """

    site: str
    moment: datetime
    partial: bool
    coverage: Coverage
    figures: Mapping[str, Any]
    findings: Mapping[str, Seen] = field(default_factory=dict)


def run_of(report: Report, *, partial: bool, whole: bool) -> Run:
    """What history keeps of a report; the same report is always the same run."""
    owners = {page.page: page.owner for page in report.pages}
    seen = (_seen(finding, owners.get(finding.page, "")) for finding in report.findings)
    return Run(
        site=one_line(report.subject),
        moment=report.started.astimezone(UTC),
        partial=partial,
        coverage=_coverage(report, whole),
        figures=_figures(report),
        findings={item.key: item for item in seen},
    )


def _coverage(report: Report, whole: bool) -> Coverage:
    outcomes = {page.page: page.outcome for page in report.coverage}
    return Coverage(
        rules=frozenset(result.rule.id for result in report.rules if _ran(result)),
        pages=frozenset(page for page, outcome in outcomes.items() if outcome is PageOutcome.AUDITED),
        failed_pages=frozenset(page for page, outcome in outcomes.items() if outcome is PageOutcome.FAILED),
        whole=whole,
    )


def _ran(result: RuleResult) -> bool:
    """A rule without its facts tells why in ``reason``; then it looked at nothing."""
    return not result.reason and not result.counts.get(Outcome.UNTESTED, 0)


def _seen(finding: Finding, owner: str) -> Seen:
    not_accepted = OPEN if finding.outcome is Outcome.FAILED else UNDECIDED
    return Seen(
        key=finding.key,
        state=ACCEPTED if finding.accepted else not_accepted,
        rule=finding.rule.id,
        page=finding.page,
        target=finding.target,
        message=finding.message,
        impact=finding.impact.value,
        owner=owner,
    )


def _figures(report: Report) -> dict[str, Any]:
    counted = figures(report)
    by_owner: dict[str, list] = {}
    for page in report.pages:
        by_owner.setdefault(page.owner, []).append(page)
    return {
        "tool": dict(report.tool),
        "today": report.today.isoformat(),
        "incomplete": report.incomplete,
        "pages_known": report.pages_known,
        "pages_audited": report.pages_audited,
        "outcomes": _outcomes(report),
        "failed": counted.failed,
        "cantTell": counted.cant_tell,
        "accepted": counted.accepted,
        "light": counted.light.value,
        "lights": _lights(report.pages),
        "owners": {
            owner: {"lights": _lights(pages), "failed": sum(page.open_findings for page in pages)}
            for owner, pages in sorted(by_owner.items())
        },
        "sla": _sla(report),
    }


def _outcomes(report: Report) -> dict[str, int]:
    """Number of subjects by outcome, over all rules."""
    return {
        outcome.value: sum(result.counts.get(outcome, 0) for result in report.rules) for outcome in Outcome
    }


def _lights(pages: Any) -> dict[str, int]:
    return {light.value: number for light, number in light_counts(pages).items()}


def _sla(report: Report) -> dict[str, Any] | None:
    """The figures of the response times, all together and by area; None where there are none."""
    if report.inquiries is None:
        return None
    return {"total": report.inquiries["total"], "areas": report.inquiries["areas"]}
