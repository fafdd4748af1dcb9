"""What the reports count, in one place, so that no two formats disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audit.model import FAMILIES, Finding, Impact, Light, Outcome, PageStatus, Report
from audit.reports.wording import IMPACTS, LIGHT_COLOURS


@dataclass(frozen=True, slots=True)
class Figures:
    """Number of findings: open failed ones, undecided ones, accepted ones (of either outcome).

    ``by_impact`` (worst first) and ``by_family`` count the open failed ones and name every impact and family.
    """

    failed: int
    cant_tell: int
    accepted: int
    by_impact: Mapping[Impact, int]
    by_family: Mapping[str, int]
    light: Light


def figures(report: Report) -> Figures:
    """Counts over the findings of a report."""
    open_ones = open_failed(report)
    impacts = Counter(finding.impact for finding in open_ones)
    families = Counter(finding.rule.family for finding in open_ones)
    names = [*FAMILIES, *sorted(families.keys() - FAMILIES.keys())]
    return Figures(
        failed=len(open_ones),
        cant_tell=len(undecided(report)),
        accepted=len(accepted(report)),
        by_impact={impact: impacts[impact] for impact in IMPACTS},
        by_family={name: families[name] for name in names},
        light=subject_light(report),
    )


def open_failed(report: Report) -> tuple[Finding, ...]:
    """Failed and accepted by nobody: what has to be repaired."""
    return tuple(finding for finding in report.findings if finding.is_open)


def undecided(report: Report) -> tuple[Finding, ...]:
    """Findings a person must look at."""
    return tuple(f for f in report.findings if f.outcome is Outcome.CANT_TELL and f.accepted is None)


def accepted(report: Report) -> tuple[Finding, ...]:
    """Findings somebody accepted on purpose."""
    return tuple(finding for finding in report.findings if finding.accepted is not None)


def worst(lights: Iterable[Light]) -> Light:
    """The worst light; grey when there is none."""
    return min(lights, key=light_rank, default=Light.GREY)


def light_rank(light: Light) -> int:
    """0 for the worst light (red) to 3 (green), to sort by."""
    return list(LIGHT_COLOURS).index(light)


def subject_light(report: Report) -> Light:
    """The worst light of the pages, never better than what was found about no page or could not be audited.

    A contact or an inquiry area belongs to no page: its open finding turns the subject red from moderate impact
    on, else yellow.
    """
    lights = [page.light for page in report.pages]
    if report.incomplete:
        lights.append(Light.GREY)
    # an overdue contact is a finding; one that is due soon turns the light as a page does
    lights += [review.light for review in report.reviews if review.light is Light.YELLOW]
    for finding in open_failed(report):
        if not finding.page:
            lights.append(Light.RED if finding.impact.rank >= Impact.MODERATE.rank else Light.YELLOW)
    return worst(lights)


def light_counts(pages: Sequence[PageStatus]) -> Mapping[Light, int]:
    """Number of pages for each light that occurs, worst first."""
    counts = Counter(page.light for page in pages)
    return {light: counts[light] for light in LIGHT_COLOURS if counts[light]}


def known_pages(report: Report) -> int:
    """Number of pages of the subject, whether listed in the coverage or not."""
    return max(report.pages_known, len(report.coverage))


def not_audited(report: Report) -> int:
    """Number of known pages that were not audited."""
    return known_pages(report) - report.pages_audited
