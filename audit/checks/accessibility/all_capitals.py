"""Long text is not written in capitals.

What it checks: no block has 60 letters or more in capitals, made by the style sheet or typed (words of two capitals and more,
where they are half of the text). Told once a page; a person must look.
Why it matters: words in capitals have no shape to recognise them by, and screen readers may spell them.
Applies to: all pages with text.

Passed example:

    pages:
      /: <p>Text</p>
    measured:
      /:
        text:
          1280 light:
            - {path: main > p, tag: p, lines: 3, align: start, size: 16, lineHeight: 24, letters: 200, capitals: 4, longest: 70,
               underlined: 0, styles: [{size: 16, letters: 200, italic: false}], text: Text, literal: "", component: ""}

Cannot tell example:

    pages:
      /: <p>Text</p>
    measured:
      /:
        text:
          1280 light:
            - {path: main > p, tag: p, lines: 3, align: start, size: 16, lineHeight: 24, letters: 200, capitals: 120, longest: 70,
               underlined: 0, styles: [{size: 16, letters: 200, italic: false}], text: Text, literal: "", component: ""}

References: GDS: all caps text found · WebAIM, Text/Typographical Layout
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.facts import Facts
from audit.model import Finding, Impact, Rule
from audit.page import Page
from audit.texts.text_blocks import blocks_of, look_at, pages_with_text

RULE = Rule(
    id="all-capitals",
    family="accessibility",
    title="Längerer Text steht nicht in Großbuchstaben",
    remedy="Groß- und Kleinbuchstaben schreiben und text-transform: uppercase entfernen.",
    impact=Impact.MINOR,
    needs=frozenset({"browser"}),
)
_LETTERS = 60


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with_text(facts)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    found = (
        block for block in blocks_of(page, facts) if block["capitals"] >= max(_LETTERS, block["letters"] / 2)
    )
    yield from look_at(RULE, page, ((block, "Dieser Text steht in Großbuchstaben.") for block in found))
