"""Text runs in the direction of its script.

What it checks: text in Arabic or Hebrew letters (two words or more) runs from right to left, and text that is declared to be in a
language written from left to right does not. What counts is the direction in the browser, wherever it comes from.
Barriers: text language changed without the required change in direction, text is in the wrong direction.
Why it matters: full stops, brackets and numbers land at the wrong end, and lines begin where nobody looks.
Applies to: all pages seen in a browser.

Passed example:

    pages:
      /: <p>Text</p>
    measured:
      /: {direction: {1280 light: []}}

Cannot tell example:

    pages:
      /: <p lang="ar">أوقات العمل</p>
    measured:
      /: {direction: {1280 light: [{path: main > p, text: أوقات العمل, literal: "", component: "", direction: ltr}]}}

References: WCAG 2.2 SC 1.3.2 Meaningful Sequence, technique H56 · HTML, the dir attribute · EN 301 549 9.1.3.2
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, where
from audit.facts import Facts
from audit.markup import shortened
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="text-direction",
    family="accessibility",
    title="Texte laufen in der Richtung ihrer Schrift",
    remedy='Das Attribut dir am Element setzen: dir="rtl" für Arabisch und Hebräisch, dir="ltr" für Deutsch.',
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.2", "A"),),
    needs=frozenset({"browser"}),
)

_RUNS = {"ltr": "von links nach rechts", "rtl": "von rechts nach links"}


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for url, page in facts.site.pages.items() if "direction" in facts.measured(url))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for elements in facts.measured(page.url)["direction"].values():
        for element in elements:
            yield cant_tell(
                RULE,
                page=page.url,
                target=element["path"],
                message=f"Der Text „{shortened(element['text'])}“ läuft {_RUNS[element['direction']]}.",
                evidence=shortened(element["text"], 80),
                where=where(element),
            )
