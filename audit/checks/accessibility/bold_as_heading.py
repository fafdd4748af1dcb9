"""What looks like a heading is one.

What it checks: no short paragraph that is bold from end to end, or whose class calls it a heading, stands above other text.
Barriers: text formatting used instead of an actual heading.
Why it matters: screen readers jump from heading to heading and list them; bold text is in no list.
Applies to: pages with paragraphs.

Passed example:

    pages:
      /: '<h2>Öffnungszeiten</h2><p>Montag bis Freitag.</p>'

Cannot tell example:

    pages:
      /: '<p><strong>Öffnungszeiten</strong></p><p>Montag bis Freitag.</p>'

References: WCAG 2.2 SC 1.3.1, failure F2, technique H42 · EN 301 549 9.1.3.1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell
from audit.dom import BLOCKS
from audit.facts import Facts
from audit.markup import around, at, attribute, has, name_of, next_element, pages_with, shown, text_of, words
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="bold-as-heading",
    family="accessibility",
    title="Was wie eine Überschrift aussieht, ist eine",
    remedy="Aus dem fetten Absatz eine Überschrift der passenden Stufe machen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.1", "A"),),
)

_CLASSES = {
    "heading",
    "headline",
    "subheading",
    "subheadline",
    "ueberschrift",
    "überschrift",
    "zwischenüberschrift",
}
_NOT_INSIDE = (
    "li",
    "td",
    "th",
    "dt",
    "dd",
    "nav",
    "label",
    "button",
    "a",
    "figcaption",
    "summary",
    "address",
    "footer",
)
_LONGEST = 60


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "p, div")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "p, div"):
        text = text_of(node) if _is_dressed_up(node) else ""
        below = next_element(node)
        if 3 <= len(text) <= _LONGEST and text[-1] not in ".!?,;:…" and below is not None and _is_text(below):
            region = around(node, "section", "nav", "aside", "article", "form", "figure")
            if region is not None and words(name_of(page, region)) == words(text):
                continue  # it is the visible name of a named region
            message = f"„{text}“ sieht wie eine Überschrift aus, ist aber ein gewöhnlicher Absatz."
            yield cant_tell(RULE, **at(page, node), message=message, evidence=text)


def _is_dressed_up(node: LexborNode) -> bool:
    """Whether all text of a paragraph is bold, or its class says heading; not where AccessLint says so (p-as-heading)."""
    if any(child.tag in BLOCKS for child in node.iter()):
        return False
    style = attribute(node, "style").lower()
    if has(node, "role") or "font-weight" in style or around(node, *_NOT_INSIDE):
        return False
    children = [child for child in node.iter(include_text=True) if child.tag != "-text" or text_of(child)]
    bold = len(children) == 1 and children[0].tag in ("b", "strong")
    return bold or bool(_CLASSES & set(re.split(r"[\s_-]+", attribute(node, "class").lower())))


def _is_text(node: LexborNode) -> bool:
    return node.tag in ("p", "ul", "ol", "dl", "div", "table") and bool(text_of(node))
