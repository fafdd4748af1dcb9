"""Text is not tiny.

What it checks: no text of ten letters or more is set at 10 CSS pixels or less. Told once a page; a person must look.
Why it matters: many people cannot read it, and not everybody knows how to zoom.
Applies to: all pages with text.

Passed example:

    pages:
      /: <p>Text</p>
    measured:
      /:
        text:
          1280 light:
            - {path: main > p, tag: p, lines: 3, align: start, size: 16, lineHeight: 24, letters: 200, capitals: 0, longest: 70,
               underlined: 0, styles: [{italic: false, size: 16, letters: 40}], text: Text, literal: "", component: ""}

Cannot tell example:

    pages:
      /: <p>Text</p>
    measured:
      /:
        text:
          1280 light:
            - {path: main > p, tag: p, lines: 3, align: start, size: 16, lineHeight: 24, letters: 200, capitals: 0, longest: 70,
               underlined: 0, styles: [{italic: false, size: 8, letters: 40}], text: Text, literal: "", component: ""}

References: GDS: very small text found · WAVE: very small text
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.facts import Facts
from audit.model import Finding, Impact, Rule
from audit.page import Page
from audit.texts.text_blocks import blocks_of, look_at, pages_with_text

RULE = Rule(
    id="text-size",
    family="accessibility",
    title="Schrift ist nicht winzig",
    remedy="Schrift mindestens in der Größe des Fließtextes setzen, in rem statt in Pixeln.",
    impact=Impact.MINOR,
    needs=frozenset({"browser"}),
)
_PIXELS, _LETTERS = 10, 10


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with_text(facts)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    found = (
        block
        for block in blocks_of(page, facts)
        if any(way["size"] <= _PIXELS and way["letters"] >= _LETTERS for way in block["styles"])
    )
    yield from look_at(RULE, page, ((block, "Dieser Text ist höchstens 10 Pixel groß.") for block in found))
