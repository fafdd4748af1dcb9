"""report.html: the report people look at. One file without script, in German, itself barrier-free."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from audit.model import Light, Outcome, PageOutcome, PageStatus, Report, RuleResult
from audit.reports import response_times_html
from audit.reports.figures import accepted, figures, light_counts, not_audited, open_failed, undecided, worst
from audit.reports.grouping import RuleCases, group
from audit.reports.templating import anchor, page_title, render_template
from audit.reports.verdict import incomplete_sentence, verdict

ALL_IN_ONE_TABLE = 12
"""Up to so many pages stand in one table; beyond, pages in order are folded away."""

NO_OWNER = "Niemand eingetragen"


@dataclass(frozen=True, slots=True)
class OwnerStatus:
    """The traffic light of everything one person or office answers for."""

    owner: str
    light: Light
    counts: Mapping[Light, int]
    open_findings: int


@dataclass(frozen=True, slots=True)
class FindingsPart:
    """One part of the findings: heading, a sentence of explanation, the rules with their cases."""

    id: str
    heading: str
    explanation: str
    rules: tuple[RuleCases, ...]

    @property
    def number(self) -> int:
        """Number of cases."""
        return sum(len(entry.cases) for entry in self.rules)


def render(report: Report) -> str:
    """The report as one self-contained HTML page."""
    parts = _parts(report)
    return render_template(
        "report.html",
        report=report,
        window_title=page_title("Prüfbericht", report.title),
        verdict=verdict(report),
        incomplete=incomplete_sentence(report),
        figures=figures(report),
        light_counts=light_counts(report.pages),
        owners=owners(report.pages),
        page_tables=page_tables(report.pages),
        titles={page.page: page.title for page in report.pages},
        parts=parts,
        anchors=_anchors(parts, report.rules),
        inquiries=_inquiries(report),
        not_audited=[page for page in report.coverage if page.outcome is not PageOutcome.AUDITED],
        missing=not_audited(report),
        untested=[result for result in report.rules if result.counts.get(Outcome.UNTESTED, 0)],
    )


def owners(pages: Sequence[PageStatus]) -> tuple[OwnerStatus, ...]:
    """The pages by owner, worst light first, then by name."""
    by_owner: dict[str, list[PageStatus]] = {}
    for page in pages:
        by_owner.setdefault(page.owner.strip() or NO_OWNER, []).append(page)
    found = [
        OwnerStatus(
            owner=owner,
            light=worst(page.light for page in own),
            counts=light_counts(own),
            open_findings=sum(page.open_findings for page in own),
        )
        for owner, own in by_owner.items()
    ]
    return tuple(_worst_first(sorted(found, key=lambda entry: entry.owner), lambda entry: entry.light))


def page_tables(pages: Sequence[PageStatus]) -> tuple[tuple[str, tuple[PageStatus, ...], bool], ...]:
    """Tables of pages as (caption, rows, folded): what needs somebody first, pages in order folded away if many."""
    ordered = tuple(_worst_first(pages, lambda page: page.light))
    if not ordered:
        return ()
    if len(ordered) <= ALL_IN_ONE_TABLE:
        return (("Alle Seiten", ordered, False),)
    waiting = tuple(page for page in ordered if page.light is not Light.GREEN)
    green = tuple(page for page in ordered if page.light is Light.GREEN)
    tables = (
        ("Seiten, um die sich jemand kümmern muss", waiting, len(waiting) > 2 * ALL_IN_ONE_TABLE),
        ("Seiten in Ordnung", green, True),
    )
    return tuple(table for table in tables if table[1])


def _worst_first[T](entries: Iterable[T], light: Callable[[T], Light]) -> list[T]:
    order = [Light.RED, Light.GREY, Light.YELLOW, Light.GREEN]
    return sorted(entries, key=lambda entry: order.index(light(entry)))
