"""Tables hold data, not the layout of the page.

What it checks: no table without any header, caption or scope holds headings or parts of the page; it would be layout, and HTML
asks for role=presentation there. One row or one column of other content is for a person to judge.
Barriers: table used for layout.
Why it matters: screen readers announce rows and columns that mean nothing, and the order may break on small screens.
Applies to: pages with tables.

Passed example:

    pages:
      /: '<table><tr><th>Tag</th><th>Zeit</th></tr><tr><td>Mo</td><td>8 Uhr</td></tr></table>'

Failed example:

    pages:
      /: '<table><tr><td><ul><li>Start</li></ul></td><td><h2>Willkommen</h2><p>Text</p></td></tr></table>'

Cannot tell example:

    pages:
      /: '<table><tr><td>Text links</td><td>Text rechts</td></tr></table>'

References: WCAG 2.2 SC 1.3.1, 1.3.2, failure F49; HTML Living Standard 4.9.1 · EN 301 549 9.1.3.1
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import at, inside, pages_with, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.table_grid import table_of

RULE = Rule(
    id="layout-table",
    family="accessibility",
    title="Tabellen enthalten Daten und kein Layout",
    remedy='Die Anordnung mit CSS machen; sonst der Tabelle role="presentation" geben.',
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.1", "A"),),
)

_PAGE_PARTS = "h1, h2, h3, h4, h5, h6, nav, header, footer, main, aside, article, section"
_BLOCKS = "table, form, ul, ol, p + p"


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "table")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "table"):
        table = table_of(node)
        if table is None or not table.cells or table.is_layout or table.is_marked_up:
            continue
        certain = inside(node, _PAGE_PARTS) is not None
        if certain or min(table.height, table.width) == 1 or inside(node, _BLOCKS) is not None:
            doubt = "ordnet die Seite an" if certain else "ordnet vielleicht nur an"
            message = f"Die Tabelle hat keine Kopfzellen und {doubt}."
            yield (failed if certain else cant_tell)(
                RULE, **at(page, node), message=message, evidence="<table>"
            )
