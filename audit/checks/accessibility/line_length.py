"""Lines are short enough to find the next one.

What it checks: text of several lines has no more than 80 characters in a line, on a window 1280 pixels wide. Characters are
counted by their mean width, so only lines above 85 are told, once a page. A person must look.
Why it matters: at the end of a long line people with low vision or dyslexia do not find the beginning of the next.
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
            - {path: main > p, tag: p, lines: 3, align: start, size: 16, lineHeight: 24, letters: 200, capitals: 0, longest: 140,
               underlined: 0, styles: [{size: 16, letters: 200, italic: false}], text: Text, literal: "", component: ""}

References: WCAG 2.2 SC 1.4.8 Visual Presentation · GDS: long lines of text
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.texts.text_blocks import blocks_of, look_at, pages_with_text

RULE = Rule(
    id="line-length",
    family="accessibility",
    title="Zeilen sind nicht zu lang",
    remedy="Die Breite von Text begrenzen, zum Beispiel mit max-width: 70ch.",
    impact=Impact.MINOR,
    criteria=(Criterion("1.4.8", "AAA"),),
    needs=frozenset({"browser"}),
)
#: 80 by the standard; the count is an estimate.
_MOST = 85


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with_text(facts)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    found = (block for block in blocks_of(page, facts) if block["lines"] > 1 and block["longest"] > _MOST)
    yield from look_at(
        RULE,
        page,
        ((block, f"Hier stehen etwa {block['longest']} Zeichen in einer Zeile.") for block in found),
    )
