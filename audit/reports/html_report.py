"""report.html: the report people look at. One file without script, in German, itself barrier-free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from audit.conformity import conformity
from audit.model import Light, Outcome, PageOutcome, PageStatus, Report
from audit.reports import external_html, history_html, response_times_html, reviews_html
from audit.reports.criteria import requirements
from audit.reports.figures import (
    accepted,
    figures,
    light_counts,
    light_rank,
    not_audited,
    open_failed,
    undecided,
    worst,
)
from audit.reports.grouping import RuleCases, group
from audit.reports.templating import anchor, page_title, render_template
from audit.reports.verdict import coverage_sentence, incomplete_sentence, outcome_sentence, people_sentence

ALL_IN_ONE_TABLE = 12
"""Up to so many pages stand in one table; beyond that, pages in order are folded away."""

MOST_ROWS = 1000
"""Longer tables end here and say where the rest stands: browsers and screen readers struggle with pages of many megabytes."""

EXAMPLES = 100
"""Of one case so many places are shown, of one rule so many cases; all of them stand in report.csv."""

SCOPE = "umfang"
SECTIONS = frozenset(
    {
        "ampel",
        "nicht-bestanden",
        "ansehen",
        "angenommen",
        "anfragen",
        "norm",
        SCOPE,
        "mensch",
        "verlauf",
        "fremde-adressen",
        "wiedervorlage",
    }
)
"""Ids of the sections, which no rule may take."""

NO_OWNER = "niemand eingetragen"


@dataclass(frozen=True, slots=True)
class OwnerStatus:
    """The traffic light of everything one person or office answers for."""

    owner: str
    light: Light
    counts: Mapping[Light, int]
    open_findings: int


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of pages, worst light first; ``folded`` ones open on a click."""

    caption: str
    pages: tuple[PageStatus, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class Part:
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
        outcome=outcome_sentence(report),
        covered=coverage_sentence(report),
        people=people_sentence(report),
        incomplete=incomplete_sentence(report),
        figures=figures(report),
        light_counts=light_counts(report.pages),
        owners=owners(report.pages),
        page_tables=page_tables(report.pages),
        most=MOST_ROWS,
        examples=EXAMPLES,
        titles={page.page: page.title for page in report.pages},
        parts=parts,
        anchors=_anchors(parts, report),
        inquiries=_inquiries(report),
        reviews=reviews_html.view(report),
        requirements=requirements(conformity(report)),
        history=history_html.view(report.history),
        external=external_html.view(report.external),
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
    return tuple(sorted(found, key=lambda entry: (light_rank(entry.light), entry.owner)))


def page_tables(pages: Sequence[PageStatus]) -> tuple[PageTable, ...]:
    """One table of few pages; of many, first those that need somebody, then those in order, folded."""
    ordered = tuple(sorted(pages, key=lambda page: light_rank(page.light)))
    if len(ordered) <= ALL_IN_ONE_TABLE:
        return (PageTable("Alle Seiten", ordered, folded=False),) if ordered else ()
    waiting = tuple(page for page in ordered if page.light is not Light.GREEN)
    green = tuple(page for page in ordered if page.light is Light.GREEN)
    tables = (
        PageTable(
            "Seiten, um die sich jemand kümmern muss", waiting, folded=len(waiting) > 2 * ALL_IN_ONE_TABLE
        ),
        PageTable("Seiten in Ordnung", green, folded=True),
    )
    return tuple(table for table in tables if table.pages)


def _parts(report: Report) -> tuple[Part, ...]:
    """The findings in the order in which somebody should read them; parts without findings are left out."""
    parts = (
        Part(
            "nicht-bestanden",
            "Nicht bestanden",
            "Diese Dinge verletzen eine Regel. Das Schwerste steht oben.",
            group(open_failed(report), report),
        ),
        Part(
            "ansehen",
            "Muss ein Mensch ansehen",
            "Hier kann ein Programm nicht entscheiden, ob etwas falsch ist.",
            group(undecided(report), report),
        ),
        Part(
            "angenommen",
            "Angenommen",
            "Diese Befunde hat jemand bewusst hingenommen, mit Grund und bis zu einem Tag.",
            group(accepted(report), report),
        ),
    )
    return tuple(part for part in parts if part.rules)


def _anchors(parts: Sequence[Part], report: Report) -> Mapping[tuple[str, str], str]:
    """The one place of each rule's anchor, by part and rule: its first findings, else its row in the table of rules."""
    places = [(part.id, entry.rule.id) for part in parts for entry in part.rules]
    places += [(SCOPE, result.rule.id) for result in report.rules]
    first = {anchor(rule_id): (part_id, rule_id) for part_id, rule_id in reversed(places)}
    return {place: name for name, place in first.items() if name not in SECTIONS}


def _inquiries(report: Report) -> Markup | None:
    """The fragment on response times, which escapes what it prints; None when there are no figures."""
    return None if report.inquiries is None else Markup(response_times_html.render(report.inquiries))
