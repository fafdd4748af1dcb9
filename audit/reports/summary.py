"""The result in the terminal: short German plain text, without colour codes."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from audit.model import FAMILIES, Finding, PageOutcome, Report
from audit.reports.figures import Figures, figures, open_failed
from audit.reports.grouping import Case, group
from audit.reports.reviews_html import sentence
from audit.reports.text import one_line
from audit.reports.verdict import incomplete_sentence, verdict
from audit.reports.wording import IMPACTS, LIGHT_COLOURS, count, day, thousands

WORST = 5
"""How many findings are shown, and how many pages that were not audited."""


def render(report: Report) -> str:
    """Verdict, counts by family and impact, the worst findings with file and line, and what was left out."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    counted = figures(report)
    light = counted.light
    yield f"{one_line(report.title)} [{light.symbol} {LIGHT_COLOURS[light]}: {light.label}]"
    if report.incomplete:
        yield incomplete_sentence(report)
        yield from _left_out(report)
    yield verdict(report)
    clock = " (Muster-Uhr aus site.yaml)" if report.sample_clock else ""
    yield f"Beurteilt für den {day(report.today)}{clock}."
    yield from filter(None, [sentence(report)])
    yield from _counts(counted)
    yield from _worst(report)
    if report.notes:
        yield ""
        yield "Hinweise:"
        yield from (f"- {one_line(note)}" for note in report.notes)


def _left_out(report: Report) -> Iterator[str]:
    """Some of the pages that were not audited, and why."""
    missing = [page for page in report.coverage if page.outcome is not PageOutcome.AUDITED]
    for page in missing[:WORST]:
        yield f"  {one_line(page.page)}: {one_line(page.reason)}"
    if len(missing) > WORST:
        yield f"  … und {count(len(missing) - WORST, 'weitere Seite', 'weitere Seiten')}, alle im Bericht."


def _counts(counted: Figures) -> Iterator[str]:
    if counted.failed:
        impacts = (f"{number} {IMPACTS[impact]}" for impact, number in counted.by_impact.items() if number)
        families = (
            f"{FAMILIES.get(name, one_line(name))} {number}"
            for name, number in counted.by_family.items()
            if number
        )
        yield f"Offene Befunde: {thousands(counted.failed)} ({', '.join(impacts)})"
        yield f"Nach Bereich: {', '.join(families)}"
    if counted.cant_tell or counted.accepted:
        yield f"Muss ein Mensch ansehen: {thousands(counted.cant_tell)}. Angenommen: {thousands(counted.accepted)}."


def _worst(report: Report) -> Iterator[str]:
    cases = [case for entry in group(open_failed(report), report) for case in entry.cases]
    cases.sort(key=lambda case: -case.impact.rank)
    for case in cases[:WORST]:
        yield ""
        yield from _case(case)
    if len(cases) > WORST:
        yield ""
        yield f"… und {count(len(cases) - WORST, 'weiteres Ding', 'weitere Dinge')}, alle im Bericht."


def _case(case: Case) -> Iterator[str]:
    finding = case.findings[0]
    spread = f" (auf {thousands(len(case.pages))} Seiten)" if len(case.pages) > 1 else ""
    yield f"{IMPACTS[case.impact]}: {one_line(case.message)}{spread} [{one_line(finding.rule.id)}]"
    yield f"  {one_line(_place(finding))}"
    remedy = one_line(finding.remedy or finding.rule.remedy)
    if remedy:
        yield f"  {shorten(remedy, 200, placeholder=' …')}"


def _place(finding: Finding) -> str:
    """``content/…/seite.md:18``, as editors open it, else the page and the place on it."""
    if finding.location is None:
        return " ".join(part for part in (finding.page, finding.target) if part)
    line = "" if finding.location.line is None else f":{finding.location.line}"
    return f"{finding.location.file}{line}"
