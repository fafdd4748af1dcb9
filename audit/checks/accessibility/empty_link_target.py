"""Links lead somewhere.

What it checks: the address of a link is not empty, "#" or a script. What only starts a script is a button.
Barriers: link without a destination, link that runs JavaScript.
Why it matters: without the script nothing happens, and screen readers announce a way that does not exist.
Applies to: pages with links.

Passed example:

    pages:
      /: '<p><a href="#inhalt">Zum Inhalt</a></p><p id="inhalt">Text</p>'

Cannot tell example:

    pages:
      /: '<p><a href="#">Mehr anzeigen</a></p>'

References: WCAG 2.2 SC 4.1.2 Name, Role, Value; technique G115
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import at, attribute, name_of, pages_with, shortened, shown
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="empty-link-target",
    family="accessibility",
    title="Links führen an ein Ziel",
    remedy="Ein Ziel angeben oder aus dem Link eine Schaltfläche (button) machen.",
    impact=Impact.MODERATE,
)

_NOWHERE = re.compile(r"#?|javascript:.*", re.I | re.S)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "a[href]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for link in shown(page, "a[href]"):
        href = attribute(link, "href")
        if _NOWHERE.fullmatch(href) and not attribute(link, "role"):
            message = f"Der Link „{shortened(name_of(page, link))}“ führt nirgendwohin."
            yield cant_tell(RULE, **at(page, link, href), message=message, evidence=href)
