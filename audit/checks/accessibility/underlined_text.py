"""Only links are underlined.

What it checks: no text outside links, controls, abbreviations and insertions is underlined. Told once a page; a person must
look.
Why it matters: people take it for a link and wonder why nothing happens.
Applies to: all pages with text.

Passed example:

    pages:
      /: <p>Text</p>
    measured:
      /:
        text:
          1280 light:
            - {path: main > p, tag: p, lines: 3, align: start, size: 16, lineHeight: 24, letters: 200, capitals: 0, longest: 70,
               underlined: 0, styles: [{size: 16, letters: 200, italic: false}], text: Text, literal: "", component: ""}

Cannot tell example:

    pages:
      /: <p>Text</p>
    measured:
      /:
        text:
          1280 light:
            - {path: main > p, tag: p, lines: 3, align: start, size: 16, lineHeight: 24, letters: 200, capitals: 0, longest: 70,
               underlined: 20, styles: [{size: 16, letters: 200, italic: false}], text: Text, literal: "", component: ""}

References: GDS: underlined text that is not a link · technique G182
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.facts import Facts
from audit.model import Finding, Impact, Rule
from audit.page import Page
from audit.texts.text_blocks import blocks_of, look_at, pages_with_text

RULE = Rule(
    id="underlined-text",
    family="accessibility",
    title="Unterstrichen sind nur Links",
    remedy="Wichtiges mit strong hervorheben statt es zu unterstreichen.",
    impact=Impact.MINOR,
    needs=frozenset({"browser"}),
)
_LETTERS = 3


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with_text(facts)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    found = (block for block in blocks_of(page, facts) if block["underlined"] >= _LETTERS)
    yield from look_at(
        RULE, page, ((block, "Dieser Text ist unterstrichen, aber kein Link.") for block in found)
    )
