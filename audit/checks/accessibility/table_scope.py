"""Tables with headers on two sides say which header is for what.

What it checks: in a table with headers above and beside the data each header cell has scope, or the cells name their headers.
Barriers: table has no scope attributes.
Why it matters: without it assistive technology must guess whether a header is for its row or its column.
Applies to: pages with header cells.

Passed example:

    pages:
      /: '<table><tr><td></td><th scope="col">Zeit</th></tr><tr><th scope="row">Mo</th><td>8 Uhr</td></tr></table>'

Cannot tell example:

    pages:
      /: '<table><tr><td></td><th>Zeit</th></tr><tr><th>Mo</th><td>8 Uhr</td></tr></table>'

References: WCAG 2.2 SC 1.3.1, technique H63 · EN 301 549 9.1.3.1
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import at, has, pages_with, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.table_grid import table_of

RULE = Rule(
    id="table-scope",
    family="accessibility",
    title="Kopfzellen sagen, ob sie für Zeile oder Spalte gelten",
    remedy='Den Kopfzellen scope="col" oder scope="row" geben.',
    impact=Impact.MINOR,
    criteria=(Criterion("1.3.1", "A"),),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "th")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "table"):
        table = table_of(node)
        if table is None or table.is_layout or any(has(cell.node, "headers") for cell in table.cells):
            continue
        above = any(cell.row == 0 and cell.column > 0 for cell in table.headers)
        beside = any(cell.row > 0 and cell.column == 0 for cell in table.headers)
        unclear = [
            cell for cell in table.headers if not has(cell.node, "scope") and not has(cell.node, "role")
        ]
        if above and beside and unclear and len(table.headers) < len(table.cells):
            message = f"{len(unclear)} Kopfzellen sagen nicht, ob sie für ihre Zeile oder ihre Spalte gelten."
            yield cant_tell(RULE, **at(page, node), message=message, evidence=str(len(unclear)))
