"""The rows of a data table have the same columns.

What it checks: counted with colspan and rowspan, no cells overlap and in every column some cell begins: else the HTML table model is
broken. Rows of unequal length are for a person to judge.
Barriers: table with inconsistent numbers of columns in rows.
Why it matters: headers are found by counting columns; where the count is off, the wrong header is read out.
Applies to: pages with tables.

Passed example:

    pages:
      /: '<table><tr><th colspan="2">A</th></tr><tr><td>1</td><td>2</td></tr></table>'

Failed example:

    pages:
      /: '<table><tr><th colspan="3">A</th></tr><tr><td>1</td><td colspan="2">2</td></tr></table>'

Cannot tell example:

    pages:
      /: '<table><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table>'

References: HTML Living Standard 4.9.12 Processing model (table model error); WCAG 2.2 SC 1.3.1 · EN 301 549 9.1.3.1
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import at, pages_with, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.table_grid import table_of

RULE = Rule(
    id="table-columns",
    family="accessibility",
    title="Alle Zeilen einer Tabelle haben gleich viele Spalten",
    remedy="colspan und rowspan prüfen; fehlende Zellen ergänzen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.1", "A"),),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "table")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "table"):
        table = table_of(node)
        if table is None or table.is_layout or not table.headers:
            continue
        unused = table.unanchored_columns()
        if table.overlaps:
            yield failed(
                RULE, **at(page, node), message="Zellen der Tabelle überdecken einander.", evidence="rowspan"
            )
        elif unused:
            message = f"In Spalte {unused[0]} der Tabelle beginnt keine einzige Zelle; colspan zählt zu weit."
            yield failed(RULE, **at(page, node), message=message, evidence="colspan")
        elif len({width for width in table.rows if width}) > 1:
            counts = ", ".join(map(str, sorted(set(table.rows))))
            message = f"Die Zeilen der Tabelle haben verschieden viele Spalten: {counts}."
            yield cant_tell(RULE, **at(page, node), message=message, evidence=counts)
