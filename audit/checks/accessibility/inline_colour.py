"""Colours stand in the style sheet, not in the content.

What it checks: no element sets colours by its own style attribute or by the old colour attributes. One finding a page.
Barriers: inline style adds colour, colour set in the markup.
Why it matters: colours in the content ignore dark mode and house colours, and readers' own styles cannot change them easily.
Applies to: pages with styles in the markup.

Passed example:

    pages:
      /: '<p style="text-align:center">Text</p>'

Cannot tell example:

    pages:
      /: '<p style="color:red">Text</p>'

References: WCAG 2.2 SC 1.4.3 in spirit, technique C22, failure F24
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import at, attribute, pages_with, shown
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="inline-colour",
    family="accessibility",
    title="Farben stehen im Stylesheet",
    remedy="Die Farbangabe im HTML entfernen und eine Klasse verwenden.",
    impact=Impact.MINOR,
)

_COLOUR = re.compile(
    r"(?:^|[;\s])(?:color|background(?:-color)?)\s*:\s*(?!inherit|transparent|none|url|currentcolor|var\()\S",
    re.I,
)
_OLD = "font[color], body[bgcolor], body[text], table[bgcolor], tr[bgcolor], td[bgcolor], th[bgcolor]"


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "[style], [color], [bgcolor]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    nodes = [node for node in shown(page, "[style]") if _COLOUR.search(attribute(node, "style"))]
    nodes += list(shown(page, _OLD))
    if nodes:
        message = f"{len(nodes)} Elemente legen Farben im HTML fest; bleiben sie in jedem Farbschema lesbar?"
        yield cant_tell(
            RULE,
            **at(page, nodes[0], attribute(nodes[0], "style")),
            message=message,
            evidence=str(len(nodes)),
        )
