"""Headings of one section differ.

What it checks: no two headings of the same level below the same higher heading have the same text; entries of a list, such as a
date that comes again, may.
Barriers: heading text is repeated, headings are not descriptive.
Why it matters: in the list of headings nobody can tell them apart.
Applies to: pages with headings.

Passed example:

    pages:
      /: '<h2>Bad</h2><h3>Preise</h3><h2>Museum</h2><h3>Preise</h3>'

Cannot tell example:

    pages:
      /: '<h2>Preise</h2><p>Bad</p><h2>Preise</h2><p>Museum</p>'

References: WCAG 2.2 SC 2.4.6 Headings and Labels · EN 301 549 9.2.4.6
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import around, at, pages_with, shortened, shown, text_of, words
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="repeated-heading",
    family="accessibility",
    title="Überschriften eines Abschnitts unterscheiden sich",
    remedy="Den Überschriften Texte geben, die sagen, was gerade dort steht.",
    impact=Impact.MINOR,
    criteria=(Criterion("2.4.6", "AA"),),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "h1, h2, h3, h4, h5, h6")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    path: list[str] = [""] * 7  # the headings above, by level
    seen: set[tuple[str, ...]] = set()
    for node in shown(page, "h1, h2, h3, h4, h5, h6"):
        level, text = int(node.tag[1]), words(text_of(node))
        path[level:] = [text] + [""] * (6 - level)
        if text and tuple(path) in seen and around(node, "li", "article") is None:
            message = f"Die Überschrift „{shortened(text_of(node))}“ steht im selben Abschnitt schon einmal."
            yield cant_tell(RULE, **at(page, node), message=message, evidence=text_of(node))
        seen.add(tuple(path))
