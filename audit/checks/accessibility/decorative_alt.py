"""A picture that is declared decoration has no alternative text.

What it checks: a picture with the role none or presentation has an empty alt attribute.
Barriers: image with presentation role has non-empty alt.
Why it matters: the role hides the picture, the text wants it read: one of them is wrong, and browsers differ.
Applies to: pages with pictures that have a role.

Passed example:

    pages:
      /: '<img src="a.png" alt="" role="presentation">'

Failed example:

    pages:
      /: '<img src="a.png" alt="Zierlinie" role="presentation">'

References: ARIA in HTML, img element (role none only with an empty alt); WCAG 2.2 SC 1.1.1, technique H67
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.markup import at, attribute, pages_with, shortened, shown
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="decorative-alt",
    family="accessibility",
    title="Schmuckbilder haben keinen Alternativtext",
    remedy="Ist das Bild Schmuck, alt leeren; sonst die Rolle entfernen.",
    impact=Impact.MODERATE,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "img[role]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "img[role][alt]"):
        if attribute(node, "role").lower() in ("none", "presentation") and attribute(node, "alt"):
            message = f"Das Bild ist als Schmuck ausgezeichnet und hat doch den Alternativtext „{shortened(attribute(node, 'alt'))}“."
            yield failed(
                RULE,
                **at(page, node, attribute(node, "alt")),
                message=message,
                evidence=attribute(node, "alt"),
            )
