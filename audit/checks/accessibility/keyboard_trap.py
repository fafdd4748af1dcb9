"""The keyboard focus can be moved away from every element again.

What it checks: Tab is pressed from the start of the page until the focus leaves it for the browser. Where it never does,
Tab at a person's pace, Shift+Tab, Esc and the arrow keys are tried; what still holds the focus is a trap.
Where only one direction is closed, in dialogs, and where the page names a key to get out with, a person must look.
Why it matters: who uses no mouse is caught there and can neither read on nor go back.
Applies to: all pages with something Tab reaches.

Passed example:

    pages:
      /: <button>Weiter</button>
    measured:
      /: {keyboard: {1280 light: {tabbable: 1, trap: null, stops: []}}}

Failed example:

    pages:
      /: <input onblur="this.focus()">
    measured:
      /:
        keyboard:
          1280 light:
            tabbable: 1
            trap: {stops: [0], ways: []}
            stops: [{path: main > input, text: "", literal: "", component: "", layered: false}]

Cannot tell example:

    pages:
      /: <input onkeydown="…">
    measured:
      /:
        keyboard:
          1280 light:
            tabbable: 1
            trap: {stops: [0], ways: [Umschalt+Tab]}
            stops: [{path: main > input, text: "", literal: "", component: "", layered: false}]

References: WCAG 2.2 SC 2.1.2 No Keyboard Trap · EN 301 549 9.2.1.2 · ACT 80af7b, a1b64e, ebe86a
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="keyboard-trap",
    family="accessibility",
    title="Der Tastaturfokus bleibt nirgends gefangen",
    remedy="Die Tabulatortaste nicht abfangen und den Fokus nicht per Skript zurückholen.",
    impact=Impact.CRITICAL,
    criteria=(Criterion("2.1.2", "A"),),
    needs=frozenset({"browser"}),
)
_NAMES_A_KEY = re.compile(r"\b(Strg|Ctrl|Control|Esc|Escape|Alt|F\d{1,2})\b|\b(Taste|key)\b", re.I)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if any(w["tabbable"] for w in _walks(page, facts)))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for walk in _walks(page, facts):
        if not walk["trap"] or not walk["trap"]["stops"]:
            continue
        held, ways = [walk["stops"][number] for number in walk["trap"]["stops"]], walk["trap"]["ways"]
        has_way = ways or any(stop["layered"] for stop in held) or _NAMES_A_KEY.search(page.tree.body.text())
        out = f" Hinaus führt nur: {', '.join(ways)}." if ways else ""
        doubt = " Bitte prüfen, ob das so sein soll und der Ausweg genannt ist." if has_way else ""
        yield (cant_tell if has_way else failed)(
            RULE,
            page=page.url,
            target=held[0]["path"],
            message=f"Mit der Tabulatortaste kommt man hier nicht mehr heraus ({_count(len(held))}).{out}{doubt}",
            evidence=" · ".join(stop["path"] for stop in held[:5]),
            where=where(held[0]),
        )


def _walks(page: Page, facts: Facts) -> list[dict]:
    return list(facts.measured(page.url).get("keyboard", {}).values())


def _count(number: int) -> str:
    return "ein Element hält den Fokus" if number == 1 else f"{number} Elemente reichen ihn im Kreis"
