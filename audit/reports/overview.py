"""index.html: one table over the reports of several subjects, each linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from audit.model import Report
from audit.reports.figures import Figures, figures, light_rank
from audit.reports.templating import page_title, render_template
from audit.reports.text import printable
from audit.reports.verdict import coverage_sentence, incomplete_sentence, verdict


@dataclass(frozen=True, slots=True)
class Row:
    """One audited subject as the overview shows it."""

    report: Report
    figures: Figures
    verdict: str
    covered: str
    incomplete: str
    link: str


def render(reports: Sequence[Report]) -> str:
    """The overview as one self-contained HTML page; ``<subject>/report.html`` lies beside it. Worst light first."""
    rows = sorted((_row(report) for report in reports), key=lambda row: light_rank(row.figures.light))
    return render_template("overview.html", window_title=page_title("Prüfberichte", "Übersicht"), rows=rows)


def _row(report: Report) -> Row:
    return Row(
        report=report,
        figures=figures(report),
        verdict=verdict(report),
        covered=coverage_sentence(report),
        incomplete=incomplete_sentence(report),
        # "./" keeps a subject with a colon from being read as a scheme.
        link=f"./{quote(printable(report.subject))}/report.html",
    )
