"""The one sentence that comes first in every report people read."""

from __future__ import annotations

from audit.model import Outcome, Report
from audit.reports.figures import known_pages, not_audited, open_failed, undecided
from audit.reports.grouping import number_of_cases
from audit.reports.wording import count, thousands


def verdict(report: Report) -> str:
    """What has to be done and how much was audited, in plain German."""
    return " ".join(
        part
        for part in (outcome_sentence(report), coverage_sentence(report), people_sentence(report))
        if part
    )


def outcome_sentence(report: Report) -> str:
    """What has to be done: ``3 Dinge müssen behoben werden.`` Never claims more than was audited."""
    things = number_of_cases(open_failed(report), report)
    if things:
        return f"{count(things, 'Ding muss', 'Dinge müssen')} behoben werden."
    judged = any(result.counts.get(Outcome.PASSED, 0) for result in report.rules)
    return "Keine Fehler gefunden." if report.pages_audited or judged else "Es wurde nichts geprüft."


def coverage_sentence(report: Report) -> str:
    """How much was audited: ``58 von 58 Seiten geprüft.``"""
    return f"{thousands(report.pages_audited)} von {count(known_pages(report), 'Seite', 'Seiten')} geprüft."


def incomplete_sentence(report: Report) -> str:
    """Why the report must not be read as a pass; empty when everything asked for was done."""
    if not report.incomplete:
        return ""
    missing = not_audited(report)
    if not missing:
        return "Die Prüfung ist unvollständig: Ein Teil der Regeln konnte nicht geprüft werden."
    return f"Die Prüfung ist unvollständig: {count(missing, 'Seite wurde', 'Seiten wurden')} nicht geprüft."


def people_sentence(report: Report) -> str:
    """How much a person must look at; empty when nothing."""
    things = number_of_cases(undecided(report), report)
    more = ("weiteres Ding", "weitere Dinge") if open_failed(report) else ("Ding", "Dinge")
    return f"{count(things, *more)} muss ein Mensch ansehen." if things else ""
