"""Long text is not set in italics.

What it checks: no block has 80 letters or more in italics. Told once a page; a person must look.
Why it matters: slanted letters are harder to tell apart, above all for people with dyslexia.
Applies to: all pages with text.

Passed example:

    pages:
      /: <p>Text</p>
    measured:
      /:
        text:
          1280 light:
            - {path: main > p, tag: p, lines: 3, align: start, size: 16, lineHeight: 24, letters: 200, capitals: 0, longest: 70,
               underlined: 0, styles: [{size: 16, italic: true, letters: 12}], text: Text, literal: "", component: ""}

Cannot tell example:

    pages:
      /: <p>Text</p>
    measured:
      /:
        text:
          1280 light:
            - {path: main > p, tag: p, lines: 3, align: start, size: 16, lineHeight: 24, letters: 200, capitals: 0, longest: 70,
               underlined: 0, styles: [{size: 16, italic: true, letters: 200}], text: Text, literal: "", component: ""}

References: GDS: italics used on long sections of text · British Dyslexia Association, Style Guide
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.facts import Facts
from audit.model import Finding, Impact, Rule
from audit.page import Page
from audit.texts.text_blocks import blocks_of, look_at, pages_with_text

RULE = Rule(
    id="long-italic",
    family="accessibility",
    title="Längerer Text steht nicht kursiv",
    remedy="Kursiv nur einzelne Wörter setzen, längeren Text anders hervorheben.",
    impact=Impact.MINOR,
    needs=frozenset({"browser"}),
)
_LETTERS = 80


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with_text(facts)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    found = (
        block
        for block in blocks_of(page, facts)
        if sum(way["letters"] for way in block["styles"] if way["italic"]) >= _LETTERS
    )
    yield from look_at(RULE, page, ((block, "Hier steht ein längerer Text kursiv.") for block in found))
