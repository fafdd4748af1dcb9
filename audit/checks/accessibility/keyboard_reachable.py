"""What can be clicked can be reached with the keyboard.

What it checks: elements that listen for clicks themselves must be reached by Tab, or hold or lie in something that is.
It fails where such an element is visible, stands alone and a click on it does something. Where it is hidden at first, where
the next control may do the same, or nothing was seen to happen, a person must look. Content that only the mouse pointer
brings up (:hover without :focus-within) fails if nothing with the focus shows or opens it.
Why it matters: who uses no mouse cannot use it at all.
Applies to: all pages.

Passed example:

    pages:
      /: <button>Mehr</button>
    measured:
      /: {keyboard: {1280 light: {pointer: [], hover: []}}}

Failed example:

    pages:
      /: <div onclick="open()">Mehr</div>
    measured:
      /:
        keyboard:
          1280 light:
            hover: []
            pointer:
              - {path: main > div, tag: div, name: Mehr, shown: true, acts: true, neighbour: false, focusable: false,
                 text: Mehr, literal: "", component: ""}

Cannot tell example:

    pages:
      /: <div hidden onclick="close()">X</div>
    measured:
      /:
        keyboard:
          1280 light:
            hover: []
            pointer:
              - {path: main > div, tag: div, name: X, shown: false, acts: null, neighbour: false, focusable: false,
                 text: X, literal: "", component: ""}

References: WCAG 2.2 SC 2.1.1 Keyboard · EN 301 549 9.2.1.1 · WCAG failures F54, F59
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="keyboard-reachable",
    family="accessibility",
    title="Was man anklicken kann, erreicht auch die Tastatur",
    remedy="Ein button-Element verwenden (oder a mit href), und Aufklappendes auch bei Fokus zeigen.",
    impact=Impact.CRITICAL,
    criteria=(Criterion("2.1.1", "A"),),
    needs=frozenset({"browser"}),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for url, page in facts.site.pages.items() if "keyboard" in facts.measured(url))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for walk in facts.measured(page.url)["keyboard"].values():
        for element in walk["pointer"]:
            certain = element["shown"] and element["acts"]
            certain = certain and not element["neighbour"] and not element["focusable"]
            message = f"„{element['name']}“ reagiert auf die Maus, aber mit der Tastatur kommt man nicht hin."
            yield _finding(page, element, certain, message)
        for element in walk["hover"]:
            message = f"„{element['name']}“ erscheint nur unter dem Mauszeiger, nicht mit der Tastatur."
            yield _finding(page, element, not element["opens"], message)


def _finding(page: Page, element: dict[str, Any], certain: bool, message: str) -> Finding:
    return (failed if certain else cant_tell)(
        RULE,
        page=page.url,
        target=element["path"],
        message=message if certain else f"{message} Bitte prüfen.",
        evidence=f"<{element['tag']}>",
        where=where(element),
    )
