"""An alternative text is short.

What it checks: no alternative text has more than 250 characters; longer descriptions stand on the page.
Barriers: image with a long alternative text.
Why it matters: it is read in one go, without headings or pauses, and cannot be read again in parts.
Applies to: pages with alternative texts.

Passed example:

    pages:
      /: '<img src="a.jpg" alt="Der Haushalt 2026 nach Ämtern; Zahlen in der Tabelle darunter">'

Cannot tell example:

    pages:
      /: '<img src="a.jpg" alt="Wort für Wort für Wort Wort für Wort für Wort Wort für Wort für Wort Wort für Wort für Wort Wort für Wort für Wort Wort für Wort für Wort Wort für Wort für Wort Wort für Wort für Wort Wort für Wort für Wort Wort für Wort für Wort Wort für Wort für Wort Wort für Wort für Wort ">'

References: WCAG 2.2 techniques G73, G74, H45
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import at, attribute, pages_with, shortened, shown
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="long-alt",
    family="accessibility",
    title="Alternativtexte sind kurz",
    remedy="Das Wichtigste in einem Satz sagen und die ausführliche Beschreibung als Text daneben setzen.",
    impact=Impact.MINOR,
)

_LONGEST = 250


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "img[alt]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "img[alt]"):
        alt = attribute(node, "alt")
        if len(alt) > _LONGEST:
            message = f"Der Alternativtext hat {len(alt)} Zeichen: „{shortened(alt)}“."
            yield cant_tell(RULE, **at(page, node, alt), message=message, evidence=shortened(alt, 120))
