"""Texts are seen in the order in which they are read out.

What it checks: style sheets (order, reversed rows and columns, grid places, floats, absolute positions) do not show a text
before one that precedes it in the document. Parts that stand by themselves are left out: landmarks, sections with
headings, tables, forms, short labels. A person must look whether the order means anything.
Barriers: source order does not match the visual reading order.
Why it matters: screen readers and pages without style follow the document; steps in the wrong order mislead.
Applies to: all pages.

Passed example:

    pages:
      /: <p>Erstens</p><p>Zweitens</p>
    measured:
      /: {visual_order: {1280 light: []}}

Cannot tell example:

    pages:
      /: <div class="umgekehrt"><p>Erstens</p><p>Zweitens</p></div>
    measured:
      /:
        visual_order:
          1280 light:
          - {path: p, cause: reverse, first: Zweitens, second: Erstens, text: Zweitens, literal: "", component: ""}

References: WCAG 2.2 SC 1.3.2 Meaningful Sequence, failure F1, technique C27 · EN 301 549 9.1.3.2
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="reading-order",
    family="accessibility",
    title="Texte sind in der Reihenfolge zu sehen, in der sie vorgelesen werden",
    remedy="Die Texte im Dokument in die Reihenfolge bringen, in der sie gelesen werden sollen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.2", "A"),),
    needs=frozenset({"browser"}),
)

_CAUSES = {
    "order": "order",
    "reverse": "umgekehrte Zeilen oder Spalten",
    "grid": "Plätze im Raster",
    "float": "float",
    "position": "position: absolute",
}


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for url, page in facts.site.pages.items() if "visual_order" in facts.measured(url))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for state in facts.measured(page.url)["visual_order"].values():
        for pair in state:
            yield cant_tell(
                RULE,
                page=page.url,
                target=pair["path"],
                message=(
                    f"„{pair['first']}“ ist vor „{pair['second']}“ zu sehen, steht im Dokument aber dahinter"
                    f" ({_CAUSES[pair['cause']]}). Ändert das den Sinn?"
                ),
                evidence=pair["cause"],
                where=where(pair),
            )
