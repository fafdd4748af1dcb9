"""Text is not justified.

What it checks: no text of several lines is stretched to both margins. Told once a page; a person must look.
Why it matters: the uneven gaps between the words form rivers of white, in which people with dyslexia lose the line.
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
            - {path: main > p, tag: p, lines: 3, align: justify, size: 16, lineHeight: 24, letters: 200, capitals: 0, longest: 70,
               underlined: 0, styles: [{size: 16, letters: 200, italic: false}], text: Text, literal: "", component: ""}

References: WCAG 2.2 SC 1.4.8 Visual Presentation · WCAG failure F88 · GDS: justified text
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.texts.text_blocks import blocks_of, look_at, pages_with_text

RULE = Rule(
    id="justified-text",
    family="accessibility",
    title="Text steht nicht im Blocksatz",
    remedy="Den Text linksbündig setzen (text-align: start).",
    impact=Impact.MINOR,
    criteria=(Criterion("1.4.8", "AAA"),),
    needs=frozenset({"browser"}),
)
_LETTERS = 50


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with_text(facts)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    found = (
        block
        for block in blocks_of(page, facts)
        if block["align"] == "justify" and block["lines"] > 1 and block["letters"] >= _LETTERS
    )
    yield from look_at(RULE, page, ((block, "Dieser Text steht im Blocksatz.") for block in found))
