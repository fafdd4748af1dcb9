"""Content fits a width of 320 CSS pixels without scrolling sideways.

What it checks: at 320 CSS pixels, which is 400 % zoom on a 1280 pixel screen, the page is not wider than its window.
Data tables, pictures, maps, films and code may need two directions; where only they stick out, or boxes whose content does
not, a person must look.
Barriers: page forces horizontal scrolling.
Why it matters: who reads enlarged would have to scroll to and fro for every single line.
Applies to: all pages.

Passed example:

    pages:
      /: <p>Text</p>
    measured:
      /: {reflow: {320 light: {excess: 0, elements: []}}}

Failed example:

    pages:
      /: <div style="width:600px">Text</div>
    measured:
      /:
        reflow:
          320 light:
            excess: 280
            elements: [{path: main > div, tag: div, exempt: "", right: 600, content: true, text: Text, literal: "", component: ""}]

Cannot tell example:

    pages:
      /: <table>…</table>
    measured:
      /:
        reflow:
          320 light:
            excess: 80
            elements: [{path: main > table, tag: td, exempt: table, right: 400, content: true, text: "", literal: "", component: ""}]

References: WCAG 2.2 SC 1.4.10 Reflow · EN 301 549 9.1.4.10
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="reflow",
    family="accessibility",
    title="Bei 400 % Vergrößerung muss niemand seitwärts rollen",
    remedy="Feste Breiten durch max-width ersetzen und lange Wörter umbrechen lassen (overflow-wrap).",
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.4.10", "AA"),),
    needs=frozenset({"browser"}),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for url, page in facts.site.pages.items() if "reflow" in facts.measured(url))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for measured in facts.measured(page.url)["reflow"].values():
        if not measured["excess"]:
            continue
        elements = measured["elements"]
        certain = [element for element in elements if element["content"] and not element["exempt"]]
        for element in certain or elements:
            yield (failed if certain else cant_tell)(
                RULE,
                page=page.url,
                target=element["path"],
                message=f"Bei 320 Pixeln Breite ragt das Element {element['right'] - 320} Pixel über den Rand.",
                evidence=f"<{element['tag']}>",
                where=where(element),
            )
