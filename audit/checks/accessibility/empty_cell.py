"""Cells of data tables are not empty.

What it checks: every data cell of a table with headers holds something, a dash or "none" at least; the corner between both headers may be empty.
Barriers: table with empty cells.
Why it matters: who hears a table cannot tell an empty cell from one that was forgotten or a place where nothing applies.
Applies to: pages with tables.

Passed example:

    pages:
      /: '<table><tr><td></td><th>Zeit</th></tr><tr><th>Mo</th><td>geschlossen</td></tr></table>'

Cannot tell example:

    pages:
      /: '<table><tr><th>Tag</th><th>Zeit</th></tr><tr><td>Mo</td><td></td></tr></table>'

References: WCAG 2.2 SC 1.3.1 Info and Relationships
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import at, pages_with, shown
from audit.model import Finding, Impact, Rule
from audit.page import Page
from audit.table_grid import table_of

RULE = Rule(
    id="empty-cell",
    family="accessibility",
    title="Tabellenzellen sind nicht leer",
    remedy="In leere Zellen schreiben, was die Leere bedeutet, zum Beispiel „keine“ oder „entfällt“.",
    impact=Impact.MINOR,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "table")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "table"):
        table = table_of(node)
        if table is None or table.is_layout or not table.headers:
            continue
        corner = (0, 0)
        empty = [
            cell
            for cell in table.cells
            if not cell.is_header and (cell.row, cell.column) != corner and cell.is_empty
        ]
        if empty:
            message = (
                f"{len(empty)} Zellen der Tabelle sind leer."
                if len(empty) > 1
                else "Eine Zelle der Tabelle ist leer."
            )
            yield cant_tell(RULE, **at(page, empty[0].node), message=message, evidence=str(len(empty)))
