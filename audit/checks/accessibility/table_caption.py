"""Data tables have a name.

What it checks: a table with header cells has a caption, an aria label, a figure caption or a heading right above it.
Barriers: table is missing a caption.
Why it matters: a caption says in the list of tables, and before hundreds of cells, what the table is about.
Applies to: pages with tables.

Passed example:

    pages:
      /: '<table><caption>Öffnungszeiten</caption><tr><th>Tag</th><th>Zeit</th></tr><tr><td>Mo</td><td>8 Uhr</td></tr></table>'

Cannot tell example:

    pages:
      /: '<p>Text</p><table><tr><th>Tag</th><th>Zeit</th></tr><tr><td>Mo</td><td>8 Uhr</td></tr></table>'

References: WCAG 2.2 SC 1.3.1, technique H39
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell
from audit.dom import ancestors
from audit.facts import Facts
from audit.markup import around, at, attribute, name_of, pages_with, shown, text_of
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.table_grid import table_of

RULE = Rule(
    id="table-caption",
    family="accessibility",
    title="Datentabellen haben eine Beschriftung",
    remedy="Eine Beschriftung ergänzen (caption, in Markdown die Zeile über der Tabelle).",
    impact=Impact.MINOR,
    criteria=(Criterion("1.3.1", "A"),),
)

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "table")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "table"):
        table = table_of(node)
        if table is None or table.is_layout or not table.headers or len(table.headers) == len(table.cells):
            continue
        if not (table.caption is not None and text_of(table.caption)) and not _is_named_otherwise(page, node):
            yield cant_tell(
                RULE, **at(page, node), message="Die Tabelle hat keine Beschriftung.", evidence="<table>"
            )


def _is_named_otherwise(page: Page, node: LexborNode) -> bool:
    figure = around(node, "figure")
    if name_of(page, node) or attribute(node, "summary") or (figure and figure.css_first("figcaption")):
        return True
    for element in (node, *ancestors(node)):
        if element.tag in ("main", "td", "th", "body", "li"):
            return False
        above = element.prev
        while above is not None and above.tag.startswith("-"):
            if above.tag == "-text" and text_of(above):
                return False
            above = above.prev
        if above is not None:
            return above.tag in _HEADINGS
    return False
