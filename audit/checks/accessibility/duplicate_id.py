"""Every id stands once on a page.

What it checks: no two elements of the page have the same id. Ids that labels or ARIA refer to are the engines' business.
Barriers: duplicate id.
Why it matters: links, labels and scripts reach only the first of them.
Applies to: pages with ids.

Passed example:

    pages:
      /: '<p id="a">Text</p><p id="b">Text</p>'

Failed example:

    pages:
      /: '<p id="a">Text</p><p id="a">Text</p>'

References: HTML Living Standard 3.2.6 The id attribute; WCAG 2.1 SC 4.1.1, failure F77, EN 301 549 9.4.1.1 (V3.2.1)
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.markup import at, attribute, pages_with
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="duplicate-id",
    family="accessibility",
    title="Jede Kennung (id) kommt nur einmal vor",
    remedy="Jede id nur einmal vergeben.",
    impact=Impact.MINOR,
    criteria=(Criterion("4.1.1", "A"),),
)

_REFERRING = (
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-activedescendant",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "[id]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    referred = {
        identifier
        for name in _REFERRING
        for node in page.tree.css(f"[{name}]")
        for identifier in attribute(node, name).split()
    }
    seen: set[str] = set()
    told: set[str] = set()
    for node in page.tree.css("[id]"):
        identifier = node.attributes.get("id") or ""
        if identifier in seen and identifier not in told | referred | {""}:
            told.add(identifier)
            yield failed(
                RULE,
                **at(page, node, identifier),
                message=f"Die Kennung „{identifier}“ kommt mehrfach vor.",
                evidence=identifier,
            )
        seen.add(identifier)
