"""Controls can still be seen in the contrast modes of operating systems.

What it checks: with forced colours, where grounds, gradients, shadows and masked icons are gone, of every link, button and
tick box something is left to be seen. Where its only picture is a drawing in a fixed colour, a person must look.
Why it matters: people with low vision choose their own colours; a button without border, text or picture is then gone.
Applies to: all pages.

Passed example:

    pages:
      /: <button>Suche</button>
    measured:
      /: {forced_colours: {1280 light: [], 1280 forced: []}}

Failed example:

    pages:
      /: <button aria-label="Suche"></button>
    measured:
      /:
        forced_colours:
          1280 light: []
          1280 forced: [{path: main > button, state: nothing, name: Suche, text: "", literal: "", component: ""}]

Cannot tell example:

    pages:
      /: <button aria-label="Suche"><svg></svg></button>
    measured:
      /:
        forced_colours:
          1280 light: []
          1280 forced: [{path: main > button, state: drawing, name: Suche, text: "", literal: "", component: ""}]

References: CSS Color Adjustment 3 (forced colors mode) · EN 301 549 11.7 (for software: user preferences)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="forced-colours",
    family="accessibility",
    title="Bedienelemente bleiben im Kontrastmodus sichtbar",
    remedy="Einen Rahmen geben (er darf durchsichtig sein), Symbole mit currentColor zeichnen statt als Hintergrund.",
    impact=Impact.SERIOUS,
    needs=frozenset({"browser"}),
)

_STATE = "1280 forced"


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for url, page in facts.site.pages.items() if _STATE in _controls(facts, url))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    controls = _controls(facts, page.url)
    anyway = {control["path"] for state, found in controls.items() if state != _STATE for control in found}
    for control in controls[_STATE]:
        if control["path"] in anyway:
            continue
        is_drawing = control["state"] == "drawing"
        what = (
            "Die Zeichnung dieses Bedienelements hat eine feste Farbe, die auf gleichem Grund verschwindet."
            if is_drawing
            else "Im Kontrastmodus ist von diesem Bedienelement nichts zu sehen."
        )
        yield (cant_tell if is_drawing else failed)(
            RULE,
            page=page.url,
            target=control["path"],
            message=what,
            evidence=control["name"],
            where=where(control),
        )


def _controls(facts: Facts, url: str) -> dict[str, list[dict[str, Any]]]:
    return facts.measured(url).get("forced_colours", {})
