"""A title attribute says more than the text it belongs to.

What it checks: the title of a link, button, picture or field is not the same as its text, label or alternative.
Barriers: title attribute equals the link text or the alternative text.
Why it matters: screen readers say the same twice.
Applies to: pages with title attributes.

Passed example:

    pages:
      /: '<p><a href="/a" title="PDF, 120 KB">Satzung</a></p>'

Cannot tell example:

    pages:
      /: '<p><a href="/a" title="Satzung">Satzung</a></p>'

References: WCAG 2.2 technique H33 Supplementing link text with the title attribute
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import at, attribute, labels_of, pages_with, shortened, shown, text_of, words
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="title-repeats-text",
    family="accessibility",
    title="Das title-Attribut wiederholt nicht den Text",
    remedy="Das title-Attribut weglassen.",
    impact=Impact.MINOR,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "[title]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(
        page, "a[title], button[title], img[title], input[title], select[title], textarea[title]"
    ):
        title = words(attribute(node, "title"))
        said = attribute(node, "alt") if node.tag == "img" else text_of(node)
        said = said or " ".join(text_of(label) for label in labels_of(page, node))
        if title and title == words(said):
            message = f"Das title-Attribut wiederholt nur „{shortened(said)}“."
            yield cant_tell(
                RULE,
                **at(page, node, attribute(node, "title")),
                message=message,
                evidence=attribute(node, "title"),
            )
