"""What has the keyboard focus is not hidden under a fixed or sticky part of the page.

What it checks: after each Tab, 25 points of the focused element are asked what lies on top. It fails where every point in
the window belongs to an opaque layer of the page that stays in place while the page scrolls.
Why it matters: a header or a banner that stays in place lies on what one is about to activate.
Applies to: all pages with something Tab reaches.

Passed example:

    pages:
      /: <a href="/">Start</a>
    measured:
      /: {keyboard: {1280 light: {stops: [{path: main > a, cover: ""}]}}}

Failed example:

    pages:
      /: <a href="/">Start</a>
    measured:
      /:
        keyboard:
          1280 light:
            stops: [{path: main > a, cover: "#cookies", text: Start, literal: /, component: ""}]

References: WCAG 2.2 SC 2.4.11 Focus Not Obscured (Minimum)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.checks import failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="focus-not-obscured",
    family="accessibility",
    title="Das Element mit dem Tastaturfokus ist nicht verdeckt",
    remedy="Platz für feststehende Teile lassen (scroll-padding) oder sie nicht über den Inhalt legen.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("2.4.11", "AA"),),
    needs=frozenset({"browser"}),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if _stops(page, facts))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for stop in _stops(page, facts):
        if stop["cover"]:
            yield failed(
                RULE,
                page=page.url,
                target=stop["path"],
                message=f"Mit Tastaturfokus liegt dieses Element ganz unter „{stop['cover']}“, das beim Rollen stehen bleibt.",
                evidence=stop["cover"],
                where=where(stop),
            )


def _stops(page: Page, facts: Facts) -> list[dict[str, Any]]:
    return [stop for walk in facts.measured(page.url).get("keyboard", {}).values() for stop in walk["stops"]]
