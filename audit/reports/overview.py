"""index.html: one table over the reports of several subjects, each linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from audit.model import Light, Report
from audit.reports.figures import Figures, figures, known_pages, light_rank
from audit.reports.reviews_html import sentence
from audit.reports.templating import page_title, render_template
from audit.reports.text import printable
from audit.reports.verdict import incomplete_sentence, outcome_sentence, people_sentence
from audit.reports.wording import count, thousands
from audit.reviews import is_due


@dataclass(frozen=True, slots=True)
class Row:
    """One audited subject as the overview shows it; ``known`` is the number of its pages."""

    report: Report
    figures: Figures
    outcome: str
    people: str
    reviews: str
    incomplete: str
    known: int
    link: str


def render(reports: Sequence[Report]) -> str:
    """The overview as one self-contained HTML page; ``<subject>/report.html`` lies beside it. Worst light first."""
    rows = sorted((_row(report) for report in reports), key=lambda row: light_rank(row.figures.light))
    return render_template(
        "overview.html",
        window_title=page_title("Prüfberichte", "Übersicht"),
        headline=_headline(rows),
        rows=rows,
    )


def _row(report: Report) -> Row:
    return Row(
        report=report,
        figures=figures(report),
        outcome=outcome_sentence(report),
        people=people_sentence(report),
        reviews=sentence(report) if any(map(is_due, report.reviews)) else "",
        incomplete=incomplete_sentence(report),
        known=known_pages(report),
        # "./" keeps a subject with a colon from being read as a scheme.
        link=f"./{quote(printable(report.subject), safe='')}/report.html",
    )


def _headline(rows: Sequence[Row]) -> str:
    if not rows:
        return "Es gibt keine Prüfberichte."
    waiting = sum(row.figures.light is not Light.GREEN for row in rows)
    if not waiting:
        return f"Alles in Ordnung in {count(len(rows), 'Bericht', 'Berichten')}."
    verb = "braucht" if waiting == 1 else "brauchen"
    return f"{thousands(waiting)} von {count(len(rows), 'Bericht', 'Berichten')} {verb} Aufmerksamkeit."
