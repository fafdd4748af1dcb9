"""The keyboard focus follows the order in which the page is read.

What it checks: the order of the Tab stops against their places. Inside one list, form or other group the focus must not
jump back, along a line or up a column. It fails where a positive tabindex makes it jump back against both the order of the
document and the places on the screen; other jumps are for a person to judge. What is placed freely (position) is left out.
Why it matters: who fills in a form or goes through a menu by keyboard loses the thread.
Applies to: all pages with at least two stops.

Passed example:

    pages:
      /: <a href="/a">A</a> <a href="/b">B</a>
    measured:
      /:
        keyboard:
          1280 light:
            walk: [0, 1]
            stops:
              - {path: a, order: 1, box: [0, 0, 40, 20], parent: 1, group: -1, tabindex: 0, placed: false, rtl: false}
              - {path: b, order: 2, box: [50, 0, 40, 20], parent: 1, group: -1, tabindex: 0, placed: false, rtl: false}

Failed example:

    pages:
      /: <form><input> <input tabindex="1"></form>
    measured:
      /:
        keyboard:
          1280 light:
            walk: [0, 1]
            stops:
              - {path: b, order: 2, box: [0, 30, 40, 20], parent: 1, group: 1, tabindex: 1, placed: false, rtl: false,
                 text: "", literal: "", component: ""}
              - {path: a, order: 1, box: [0, 0, 40, 20], parent: 1, group: 1, tabindex: 0, placed: false, rtl: false,
                 text: "", literal: "", component: ""}

Cannot tell example:

    pages:
      /: <a href="/a" style="float:right">A</a> <a href="/b">B</a>
    measured:
      /:
        keyboard:
          1280 light:
            walk: [0, 1]
            stops:
              - {path: a, order: 1, box: [500, 0, 40, 20], parent: 1, group: -1, tabindex: 0, placed: false, rtl: false,
                 text: A, literal: /a, component: ""}
              - {path: b, order: 2, box: [0, 0, 40, 20], parent: 1, group: -1, tabindex: 0, placed: false, rtl: false,
                 text: B, literal: /b, component: ""}

References: WCAG 2.2 SC 2.4.3 Focus Order · EN 301 549 9.2.4.3 · WCAG failure F44
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="focus-order",
    family="accessibility",
    title="Der Tastaturfokus folgt der Lesereihenfolge",
    remedy="Elemente im Quelltext in Lesereihenfolge anordnen und auf positive tabindex-Werte verzichten.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("2.4.3", "A"),),
    needs=frozenset({"browser"}),
)

_ROUNDING = 2


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if any(_steps(page, facts)))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for before, after in _steps(page, facts):
        jump = _jump(before, after)
        if not jump or not _belong_together(before, after):
            continue
        is_made = before["tabindex"] > 0 and before["order"] > after["order"]
        yield (failed if is_made and before["group"] >= 0 else cant_tell)(
            RULE,
            page=page.url,
            target=after["path"],
            message=f"Der Tastaturfokus springt hier {jump}, gegen die Lesereihenfolge.",
            evidence=f"{before['path']} → {after['path']}",
            where=where(after),
        )


def _jump(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Where to the focus jumps back: along the line or up the column; empty if it goes on."""
    (x, y, width, height), (then_x, then_y, then_width, then_height) = before["box"], after["box"]
    shared = min(y + height, then_y + then_height) - max(y, then_y)
    if shared > 0.5 * min(height, then_height):
        return "in der Zeile zurück" if then_x + then_width <= x + _ROUNDING and not after["rtl"] else ""
    in_column = min(x + width, then_x + then_width) - max(x, then_x) > 0
    return "nach oben" if in_column and then_y + then_height <= y else ""


def _belong_together(before: dict[str, Any], after: dict[str, Any]) -> bool:
    if before["placed"] or after["placed"]:
        return False
    return before["parent"] == after["parent"] or (before["group"] == after["group"] >= 0)


def _steps(page: Page, facts: Facts) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each step from one stop to the next, once; not through the browser, nor with stops that have no size."""
    for walk in facts.measured(page.url).get("keyboard", {}).values():
        stops = [] if walk.get("trap") else walk["stops"]
        for here, there in dict.fromkeys(pairwise(walk["walk"])) if stops else ():
            if min(here, there) >= 0 and here != there and all(map(_has_place, (stops[here], stops[there]))):
                yield stops[here], stops[there]


def _has_place(stop: dict[str, Any]) -> bool:
    return bool(stop["box"]) and min(stop["box"][2:]) > 1
