"""Put a run into the history and the history into its report; an audit never fails because of its history."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from audit.errors import DataError
from audit.history.changes import as_json, steps
from audit.history.run import run_of
from audit.history.store import History
from audit.model import Report


def with_history(report: Report, file: Path, *, partial: bool, whole: bool) -> Report:
    """The report with its site's history up to itself; where that cannot be kept, with a note that says why.

    ``partial``: rules were left out when the audit was called; ``whole``: every page of the site is in the report.
    """
    run = run_of(report, partial=partial, whole=whole)
    try:
        with History(file, report.started.date()) as history:
            history.record(run)
            until_now = [other for other in history.runs(run.site) if other.moment <= run.moment]
            notes = tuple(history.notes)
    except DataError as error:
        return replace(report, notes=(*report.notes, f"{error} Dieser Lauf steht nicht im Verlauf."))
    return replace(report, history=as_json(list(steps(until_now))), notes=(*report.notes, *notes))
