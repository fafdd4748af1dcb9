"""An element that gets the keyboard focus does nothing yet.

What it checks: while Tab moves through the page no element, by getting the focus, loads another page, opens a window or a
dialog of the browser, or gives the focus away again. Each case is tried a second time: what happens at once both times
has failed, what only happened in the same moment is for a person to judge.
Why it matters: who only wants to get past is torn away, and may never reach what lies behind.
Applies to: all pages with something Tab reaches.

Passed example:

    pages:
      /: <a href="/">Start</a>
    measured:
      /: {keyboard: {1280 light: {tabbable: 1, changes: [], stops: []}}}

Failed example:

    pages:
      /: <input onfocus="location = '/hilfe/'">
    measured:
      /:
        keyboard:
          1280 light:
            tabbable: 1
            changes: [{kind: navigation, stop: 0, confirmed: true}]
            stops: [{path: main > input, text: "", literal: "", component: ""}]

Cannot tell example:

    pages:
      /: <input>
    measured:
      /:
        keyboard:
          1280 light:
            tabbable: 1
            changes: [{kind: window, stop: 0, confirmed: false}]
            stops: [{path: main > input, text: "", literal: "", component: ""}]

References: WCAG 2.2 SC 3.2.1 On Focus · EN 301 549 9.3.2.1 · WCAG failure F55
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="change-on-focus",
    family="accessibility",
    title="Der Tastaturfokus allein löst nichts aus",
    remedy="Erst auf Klick oder Eingabetaste handeln, nicht schon auf focus.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("3.2.1", "A"),),
    needs=frozenset({"browser"}),
)
_WHAT = {
    "navigation": "wird eine andere Seite geladen",
    "window": "geht ein Fenster auf",
    "dialog": "geht ein Dialogfenster auf",
    "dropped": "nimmt die Seite ihm den Fokus sofort wieder weg",
}


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if any(w["tabbable"] for w in _walks(page, facts)))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for walk in _walks(page, facts):
        held = walk["trap"]["stops"] if walk.get("trap") else []
        for change in walk["changes"]:
            if change["stop"] in held:  # keyboard-trap says more of it
                continue
            stop = walk["stops"][change["stop"]]
            doubt = "" if change["confirmed"] else " Das kann Zufall sein, bitte ausprobieren."
            yield (failed if change["confirmed"] else cant_tell)(
                RULE,
                page=page.url,
                target=stop["path"],
                message=f"Bekommt dieses Element den Tastaturfokus, {_WHAT[change['kind']]}.{doubt}",
                evidence=change["kind"],
                where=where(stop),
            )


def _walks(page: Page, facts: Facts) -> list[dict]:
    return list(facts.measured(page.url).get("keyboard", {}).values())
