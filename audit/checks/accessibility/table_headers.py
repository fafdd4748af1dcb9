"""Data tables have header cells.

What it checks: a table of at least two rows and columns of text has th cells. Where its first row or column is bold instead,
the header is only painted.
Barriers: data table without header cells (only td).
Why it matters: screen readers read the headers with each cell; without them a cell is a number without meaning.
Applies to: pages with tables.

Passed example:

    pages:
      /: '<table><tr><th>Tag</th><th>Zeit</th></tr><tr><td>Mo</td><td>8 Uhr</td></tr></table>'

Failed example:

    pages:
      /: '<table><tr><td><b>Tag</b></td><td><b>Zeit</b></td></tr><tr><td>Mo</td><td>8 Uhr</td></tr></table>'

Cannot tell example:

    pages:
      /: '<table><tr><td>Tag</td><td>Zeit</td></tr><tr><td>Mo</td><td>8 Uhr</td></tr></table>'

References: WCAG 2.2 SC 1.3.1, failure F91, technique H51 · EN 301 549 9.1.3.1
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import at, inside, pages_with, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.table_grid import Table, looks_bold, table_of

RULE = Rule(
    id="table-headers",
    family="accessibility",
    title="Datentabellen haben Kopfzellen",
    remedy="Die Zellen der Kopfzeile oder Kopfspalte mit th auszeichnen.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.3.1", "A"),),
)

_LARGE = 3  # AccessLint (td-has-header) looks at larger tables that declare to be data


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "table")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "table"):
        table = table_of(node)
        if table is None or table.is_layout or min(table.height, table.width) < 2:
            continue
        if not _is_data(table) or any(cell.is_header for cell in table.cells):
            continue
        painted = _is_painted(table)
        message = (
            "Die Tabelle hat fette Zellen statt Kopfzellen."
            if painted
            else "Die Tabelle hat keine Kopfzellen."
        )
        yield (failed if painted else cant_tell)(RULE, **at(page, node), message=message, evidence="<table>")


def _is_data(table: Table) -> bool:
    """Whether most cells hold plain text, and no other rule speaks of the table."""
    if table.is_marked_up and max(table.height, table.width) > _LARGE:
        return False
    if inside(table.node, "h1, h2, h3, h4, h5, h6, nav, form, table, p + p, ul, ol") is not None:
        return False
    return sum(not cell.is_empty for cell in table.cells) * 4 >= len(table.cells) * 3


def _is_painted(table: Table) -> bool:
    """Whether just the first row or just the first column is bold."""
    bold = [cell for cell in table.cells if looks_bold(cell)]
    row = [cell for cell in table.cells if cell.row == 0]
    column = [cell for cell in table.cells if cell.column == 0]
    return len(bold) >= 2 and bold in (row, column)
