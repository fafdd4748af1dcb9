"""Lines of text do not stand too close.

What it checks: text of several lines that is no heading has a line height of at least 1.2 times its size, unless it is the
browser's own. Told once a page; a person must look. The standard's 1.5 is for the highest level only.
Why it matters: where lines nearly touch, the eye slips into the next one.
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
            - {path: main > p, tag: p, lines: 3, align: start, size: 16, lineHeight: 14.4, letters: 200, capitals: 0, longest: 70,
               underlined: 0, styles: [{size: 16, letters: 200, italic: false}], text: Text, literal: "", component: ""}

References: WCAG 2.2 SC 1.4.8 Visual Presentation · technique C21 · GDS: line height
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.texts.text_blocks import Block, blocks_of, look_at, pages_with_text

RULE = Rule(
    id="line-height",
    family="accessibility",
    title="Zeilen stehen nicht zu eng",
    remedy="line-height auf mindestens 1.5 setzen.",
    impact=Impact.MINOR,
    criteria=(Criterion("1.4.8", "AAA"),),
    needs=frozenset({"browser"}),
)
_LETTERS = 50
_LEAST = 1.2
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with_text(facts)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    found = (block for block in blocks_of(page, facts) if _is_tight(block))
    yield from look_at(RULE, page, ((block, "Die Zeilen dieses Textes stehen sehr eng.") for block in found))


def _is_tight(block: Block) -> bool:
    is_text = block["lines"] > 1 and block["letters"] >= _LETTERS and block["tag"] not in _HEADINGS
    return is_text and block["lineHeight"] is not None and block["lineHeight"] < _LEAST * block["size"]
