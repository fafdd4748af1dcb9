"""One can see which element has the keyboard focus.

What it checks: every element that Tab reaches is compared with and without focus, first by its computed styles and those
around it, then, where they are equal, by pictures of the whole window. One changed pixel is enough, the caret of a text
field is too. Where nothing but a line grows by up to a pixel, a person must look.
Why it matters: who moves through the page with the keyboard does not know where he is and what Enter would do.
Applies to: all pages with something Tab reaches.

Passed example:

    pages:
      /: <a href="/">Start</a>
    measured:
      /: {keyboard: {1280 light: {stops: [{path: main > a, tag: a, changed: true, faint: false, caret: false}]}}}

Failed example:

    pages:
      /: <a href="/" style="outline:none">Start</a>
    measured:
      /:
        keyboard:
          1280 light:
            stops:
              - {path: main > a, tag: a, changed: false, pictured: true, faint: false, caret: false,
                 text: Start, literal: /, component: ""}

Cannot tell example:

    pages:
      /: <button>Suchen</button>
    measured:
      /:
        keyboard:
          1280 light:
            stops:
              - {path: main > button, tag: button, changed: true, faint: true, caret: false,
                 text: Suchen, literal: "", component: ""}

References: WCAG 2.2 SC 2.4.7 Focus Visible · EN 301 549 9.2.4.7 · ACT oj04fd
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="focus-visible",
    family="accessibility",
    title="Der Tastaturfokus ist zu sehen",
    remedy="Die Umrandung (outline) bei :focus-visible nicht entfernen, sondern deutlich gestalten.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("2.4.7", "AA"),),
    needs=frozenset({"browser"}),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if _stops(page, facts))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for stop in _stops(page, facts):
        if stop["caret"] or stop["changed"] is None:
            continue
        if stop["changed"] is False and stop.get("pictured"):
            message = "Bekommt dieses Element den Tastaturfokus, ändert sich auf dem Bildschirm nichts."
            yield _finding(failed, page, stop, message)
        elif stop["faint"]:
            message = "Der Tastaturfokus ändert nur eine Linie um höchstens ein Pixel. Bitte prüfen, ob man das sieht."
            yield _finding(cant_tell, page, stop, message)


def _finding(judge: Any, page: Page, stop: dict[str, Any], message: str) -> Finding:
    return judge(
        RULE,
        page=page.url,
        target=stop["path"],
        message=message,
        evidence=f"<{stop['tag']}>",
        where=where(stop),
    )


def _stops(page: Page, facts: Facts) -> list[dict[str, Any]]:
    return [stop for walk in facts.measured(page.url).get("keyboard", {}).values() for stop in walk["stops"]]
