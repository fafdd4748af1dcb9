"""No paragraph is empty.

What it checks: every paragraph without attributes holds text, a picture or something to use; space comes from the style sheet.
Barriers: empty paragraph.
Why it matters: some screen readers stop at empty paragraphs and say nothing or "blank".
Applies to: pages with paragraphs.

Passed example:

    pages:
      /: '<p>Text</p>'

Failed example:

    pages:
      /: '<p>Text</p><p>&nbsp;</p><p>Text</p>'

References: HTML Living Standard 3.2.5.2.8 Palpable content; WCAG 2.2 technique C22
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.markup import at, pages_with, shown, text_of
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="empty-paragraph",
    family="accessibility",
    title="Kein Absatz ist leer",
    remedy="Den leeren Absatz löschen; Abstände macht die Gestaltung.",
    impact=Impact.MINOR,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "p")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "p"):
        filled = any(child.tag not in ("br", "-text", "-comment") for child in node.iter(include_text=True))
        if not node.attributes and not filled and not text_of(node):
            yield failed(RULE, **at(page, node), message="Der Absatz ist leer.", evidence="<p></p>")
