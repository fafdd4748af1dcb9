"""No table stands in another one.

What it checks: no cell of a data table holds a table. In a header cell the whole inner table becomes the header of its row or column.
Barriers: table nested within table, table nested within table header.
Why it matters: rows and columns of both tables mix when read out, and the reader gets lost.
Applies to: pages with a table inside a table.

Passed example:

    pages:
      /: '<table role="presentation"><tr><td><table><tr><th>A</th><td>B</td></tr></table></td></tr></table>'

Failed example:

    pages:
      /: '<table><tr><th>A</th><th>B <table><tr><td>1</td><td>2</td></tr></table></th></tr><tr><td>a</td><td>b</td></tr></table>'

Cannot tell example:

    pages:
      /: '<table><tr><th>A</th><th>B</th></tr><tr><td>a</td><td><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>'

References: WCAG 2.2 SC 1.3.1 Info and Relationships · EN 301 549 9.1.3.1
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import around, at, attribute, pages_with, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.table_grid import Table, table_of

RULE = Rule(
    id="nested-table",
    family="accessibility",
    title="Keine Tabelle steckt in einer anderen",
    remedy="Die innere Tabelle als eigene Tabelle daneben oder darunter setzen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.1", "A"),),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "table table")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    tables: dict[int, Table | None] = {}  # the outer ones, each formed once
    for node in shown(page, "table table"):
        cell, outer = around(node, "td", "th"), around(node, "table")
        if outer is None:
            continue
        if outer.mem_id not in tables:
            tables[outer.mem_id] = table_of(outer)
        table = tables[outer.mem_id]
        if cell is None or table is None or table.is_layout or not table.headers:
            continue
        if attribute(node, "role").lower() not in ("presentation", "none"):
            in_header = cell.tag == "th"
            message = (
                f"In einer {'Kopfzelle' if in_header else 'Zelle'} der Tabelle steckt eine weitere Tabelle."
            )
            yield (failed if in_header else cant_tell)(
                RULE, **at(page, node), message=message, evidence=f"<{cell.tag}><table>"
            )
