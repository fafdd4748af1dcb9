"""report.csv: one row a finding, as a German Excel opens it: semicolons, byte order mark, nothing executed."""

from __future__ import annotations

import csv
import io

from audit.criteria import clause_of
from audit.model import FAMILIES, Finding, Outcome, Report
from audit.reports.text import printable
from audit.reports.wording import IMPACTS, OUTCOMES, day

HEADER = (
    "Ergebnis",
    "Schwere",
    "Bereich",
    "Regel",
    "Titel der Regel",
    "Seite",
    "Datei",
    "Zeile",
    "Stelle",
    "Meldung",
    "Beleg",
    "Was zu tun ist",
    "WCAG",
    "EN 301 549",
    "Angenommen weil",
    "Angenommen bis",
    "Hilfe",
    "Schlüssel",
)

# What a spreadsheet takes for a formula (OWASP, CSV Injection), with the full-width forms that Excel folds.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_MAY_START_FORMULA = (*_FORMULA_STARTS, " ")


def render(report: Report) -> str:
    """The findings as CSV (RFC 4180 with ``;``), every cell quoted, the header always there."""
    rows = io.StringIO(newline="")
    writer = csv.writer(rows, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([guarded(cell) for cell in _row(finding)] for finding in report.findings)
    return "\N{BYTE ORDER MARK}" + rows.getvalue()


def guarded(cell: str) -> str:
    """The printable text of a cell, with an apostrophe before what a spreadsheet would calculate."""
    if cell.isprintable() and not cell.startswith(_MAY_START_FORMULA):  # as nearly all are
        return cell
    text = printable(cell)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _row(finding: Finding) -> tuple[str, ...]:
    rule, location, accepted = finding.rule, finding.location, finding.accepted
    return (
        OUTCOMES[finding.outcome],
        IMPACTS[finding.impact] if finding.outcome is Outcome.FAILED else "",
        FAMILIES.get(rule.family, rule.family),
        rule.id,
        rule.title,
        finding.page,
        "" if location is None else location.file,
        "" if location is None or location.line is None else str(location.line),
        finding.target,
        finding.message,
        finding.evidence,
        finding.remedy or rule.remedy,
        ", ".join(criterion.number for criterion in rule.criteria),
        ", ".join(filter(None, (clause_of(criterion.number) for criterion in rule.criteria))),
        "" if accepted is None else accepted.reason,
        "" if accepted is None else day(accepted.until),
        rule.help_url,
        finding.key,
    )
