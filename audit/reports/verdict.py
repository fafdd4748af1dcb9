"""The one sentence that comes first in every report people read."""

from __future__ import annotations

from audit.model import Report
from audit.reports.figures import not_audited, open_failed, undecided
from audit.reports.grouping import group
from audit.reports.wording import count, thousands


def verdict(report: Report) -> str:
    """What has to be done, in plain German; never claims more than was audited."""
    things = sum(len(entry.cases) for entry in group(open_failed(report), report))
    if things:
        sentence = f"{count(things, 'Ding muss', 'Dinge müssen')} behoben werden."
    elif report.pages_audited or not report.pages_known:
        sentence = "Keine Fehler gefunden."
    else:
        sentence = "Über diese Seiten lässt sich nichts sagen."
    return f"{sentence} {coverage_sentence(report)}{_people(report)}"


def coverage_sentence(report: Report) -> str:
    """How much was audited: ``58 von 58 Seiten geprüft.``"""
    known = max(report.pages_known, len(report.coverage))
    return f"{thousands(report.pages_audited)} von {count(known, 'Seite', 'Seiten')} geprüft."


def incomplete_sentence(report: Report) -> str:
    """Why the report must not be read as a pass; empty when everything asked for was done."""
    if not report.incomplete:
        return ""
    missing = not_audited(report)
    if not missing:
        return "Die Prüfung ist unvollständig: Ein Teil der Regeln konnte nicht geprüft werden."
    return f"Die Prüfung ist unvollständig: {count(missing, 'Seite wurde', 'Seiten wurden')} nicht geprüft."


def _people(report: Report) -> str:
    """The cases a person must look at."""
    things = sum(len(entry.cases) for entry in group(undecided(report), report))
    return f" {count(things, 'weiteres Ding', 'weitere Dinge')} muss ein Mensch ansehen." if things else ""
