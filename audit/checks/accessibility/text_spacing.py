"""Wider spacing of letters, words, lines and paragraphs hides no text.

What it checks: with line height 1.5, paragraph spacing 2, letter spacing 0.12 and word spacing 0.16 times the font size,
no text is cut off, or lies on another text, that was not so before. Where text ends in an ellipsis, is limited to some
lines or vanishes, a person must look.
Why it matters: dyslexic readers and people with low vision set texts wider, and must not lose any of it.
Applies to: all pages.

Passed example:

    pages:
      /: <p>Text</p>
    measured:
      /: {text_changes: {1280 light: {spacing: [], large: []}}}

Failed example:

    pages:
      /: <div style="height:1.2em;overflow:hidden">Amtsblatt</div>
    measured:
      /:
        text_changes:
          1280 light:
            large: []
            spacing:
            - {path: main > div, kind: clipped, other: main > div, excuse: "", text: …, literal: "", component: ""}

Cannot tell example:

    pages:
      /: <p>Amtsblatt</p>
    measured:
      /:
        text_changes:
          1280 light:
            large: []
            spacing:
            - {path: main > p, kind: vanished, other: "", excuse: "", text: Amtsblatt, literal: "", component: ""}

References: WCAG 2.2 SC 1.4.12 Text Spacing, failure F104 · EN 301 549 9.1.4.12
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.markup import shortened
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="text-spacing",
    family="accessibility",
    title="Weiter gesetzter Text bleibt vollständig lesbar",
    remedy="Feste Höhen und Breiten von Textkästen durch min-height und max-width ersetzen.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.4.12", "AA"),),
    needs=frozenset({"browser"}),
)

_WHAT = {
    "clipped": "schneidet „{}“ den Text ab",
    "overlap": "liegt der Text über „{}“",
    "lines": "liegen seine Zeilen übereinander",
    "vanished": "ist der Text nicht mehr zu sehen",
}


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for url, page in facts.site.pages.items() if "text_changes" in facts.measured(url))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for state in facts.measured(page.url)["text_changes"].values():
        for text in state["spacing"]:
            if text["excuse"] == "track":  # a carousel moves on
                continue
            certain = text["kind"] != "vanished" and not text["excuse"]
            yield (failed if certain else cant_tell)(
                RULE,
                page=page.url,
                target=text["path"],
                message=f"Mit größeren Abständen {_WHAT[text['kind']].format(text['other'])}.",
                evidence=shortened(text["text"]),
                where=where(text),
            )
