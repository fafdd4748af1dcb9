"""Text enlarged to 200 % is not cut off.

What it checks: in a window of 640 × 512 CSS pixels, which is one of 1280 × 1024 at 200 % zoom, no text is partly hidden
by a box with overflow hidden or clip. Text that ends in an ellipsis on purpose, and boxes of one line, may. A person must
look where lines are limited, a control opens the rest, or text alone is enlarged to twice its size.
Barriers: content is not readable and functional when text is increased.
Why it matters: who enlarges text reads half sentences, and does not know what is missing.
Applies to: all pages.

Passed example:

    pages:
      /: <p>Text</p>
    measured:
      /: {clipped_text: {640 light: []}}

Failed example:

    pages:
      /: <div style="height:3em;overflow:hidden">Ein langer Text</div>
    measured:
      /:
        clipped_text:
          640 light:
          - {path: main > div, axis: y, by: main > div, excuse: "", text: Ein langer Text, literal: "", component: ""}

Cannot tell example:

    pages:
      /: <div style="max-height:3em;overflow:hidden">Ein langer Text</div>
    measured:
      /:
        clipped_text: {640 light: []}
        text_changes:
          1280 light:
            spacing: []
            large:
            - {path: main > div, kind: clipped, other: main > div, excuse: "", text: …, literal: "", component: ""}

References: WCAG 2.2 SC 1.4.4 Resize Text, failure F69 · ACT 59br37 · EN 301 549 9.1.4.4
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.markup import shortened
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="resize-text",
    family="accessibility",
    title="Auf 200 % vergrößerter Text wird nicht abgeschnitten",
    remedy="Feste Höhen und Breiten durch min-height und max-width ersetzen, den Text umbrechen lassen.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.4.4", "AA"),),
    needs=frozenset({"browser"}),
)

#: Nothing to say of: ends in an ellipsis, or shows one line of several on purpose (exceptions of ACT 59br37).
_MEANT = {"ellipsis", "line"}
_SIDE = {"x": "am Rand", "y": "oben oder unten"}
_LARGE = {
    "clipped": "wird der Text in „{}“ abgeschnitten",
    "overlap": "liegt der Text über „{}“",
    "lines": "liegen seine Zeilen übereinander",
    "vanished": "ist der Text nicht mehr zu sehen",
}


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for url, page in facts.site.pages.items() if "clipped_text" in facts.measured(url))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    measured = facts.measured(page.url)
    zoomed = {one["path"]: one for state in measured["clipped_text"].values() for one in state}
    for path, text in zoomed.items():
        if text["excuse"] in _MEANT:
            continue
        yield (cant_tell if text["excuse"] else failed)(
            RULE,
            page=page.url,
            target=path,
            message=f"Bei 200 % Vergrößerung wird der Text {_SIDE[text['axis']]} von „{text['by']}“ abgeschnitten.",
            evidence=shortened(text["text"]),
            where=where(text),
        )
    for state in measured.get("text_changes", {}).values():
        for text in state["large"]:
            if text["path"] not in zoomed and not text["excuse"]:
                what = _LARGE[text["kind"]].format(text["other"])
                yield cant_tell(
                    RULE,
                    page=page.url,
                    target=text["path"],
                    message=f"Bei doppelter Schriftgröße (nur Text vergrößert) {what}.",
                    evidence=shortened(text["text"]),
                    where=where(text),
                )
