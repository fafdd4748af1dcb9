"""What appears under the mouse pointer can be pointed at and closed.

What it checks: the pointer is moved to elements that may show more text on hover, then to that text, then Esc is pressed.
It fails where the text is gone before the pointer is on it, twice. Where Esc does not close text that lies over other text,
or where a script shows it to the pointer but not to the keyboard focus, a person must look.
Why it matters: who enlarges the screen sees only part of the text and must point at it to read on; what lies over the page
and cannot be closed hides it.
Applies to: all pages with text that the pointer brings up.

Passed example:

    pages:
      /: <span class="info">Frist<span class="tip">bis 30. Juni</span></span>
    measured:
      /:
        layers:
          1280 light:
            dialogs: []
            tooltips: [{name: bis 30. Juni, hoverable: true, escape: true, covers: true, focus: true, styled: false}]

Failed example:

    pages:
      /: <span class="info">Frist</span><span class="tip">bis 30. Juni</span>
    measured:
      /:
        layers:
          1280 light:
            dialogs: []
            tooltips:
              - {path: "main > span:nth-of-type(2)", tag: span, name: bis 30. Juni, hoverable: false, escape: true,
                 covers: false, focus: true, styled: false, text: bis 30. Juni, literal: "", component: ""}

Cannot tell example:

    pages:
      /: <span class="info">Frist</span><span class="tip">bis 30. Juni</span>
    measured:
      /:
        layers:
          1280 light:
            dialogs: []
            tooltips:
              - {path: "main > span:nth-of-type(2)", tag: span, name: bis 30. Juni, hoverable: true, escape: false,
                 covers: true, focus: true, styled: false, text: bis 30. Juni, literal: "", component: ""}

References: WCAG 2.2 SC 1.4.13 Content on Hover or Focus · EN 301 549 9.1.4.13 · WCAG failure F95
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="content-on-hover",
    family="accessibility",
    title="Was unter dem Mauszeiger erscheint, lässt sich erreichen und schließen",
    remedy="Den Text stehen lassen, solange der Zeiger auf ihm ist, und ihn mit Esc schließen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.4.13", "AA"),),
    needs=frozenset({"browser"}),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if _tooltips(page, facts))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for tip in _tooltips(page, facts):
        doubts = list(_doubts(tip))
        if tip["hoverable"] and not doubts:
            continue
        gone = "verschwindet, bevor der Mauszeiger darauf ist"
        yield (cant_tell if tip["hoverable"] else failed)(
            RULE,
            page=page.url,
            target=tip["path"],
            message=f"„{tip['name']}“ erscheint unter dem Mauszeiger, aber "
            + (f"{' und '.join(doubts)}. Bitte prüfen." if tip["hoverable"] else f"{gone}."),
            evidence=f"<{tip['tag']}>",
            where=where(tip),
        )


def _doubts(tip: dict[str, Any]) -> Iterator[str]:
    if tip["covers"] and tip["escape"] is False:
        yield "Esc schließt es nicht"
    if tip["focus"] is False and not tip["styled"]:  # what a style sheet shows is keyboard-reachable's
        yield "nicht mit der Tastatur"


def _tooltips(page: Page, facts: Facts) -> list[dict[str, Any]]:
    measured = facts.measured(page.url).get("layers", {})
    return [tip for layers in measured.values() for tip in layers["tooltips"]]
