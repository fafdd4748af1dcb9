"""Pages do not take keys away from aids.

What it checks: no element has an accesskey. Keys given twice are the engines' business.
Barriers: accesskey used.
Why it matters: they differ from browser to browser and take keys that screen readers and other languages need.
Applies to: pages with access keys.

Passed example:

    pages:
      /: '<p>Text</p><span accesskey="">x</span>'

Cannot tell example:

    pages:
      /: '<a href="/" accesskey="s">Start</a>'

References: WCAG 2.2 SC 2.1.4 in spirit; WebAIM: Keyboard Accessibility – Accesskey
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import at, attribute, pages_with, shown
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="accesskey",
    family="accessibility",
    title="Die Seite belegt keine eigenen Tastenkürzel",
    remedy="Das Attribut accesskey entfernen.",
    impact=Impact.MINOR,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "[accesskey]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    nodes = [node for node in shown(page, "[accesskey]") if attribute(node, "accesskey")]
    if nodes:
        keys = ", ".join(attribute(node, "accesskey") for node in nodes[:10])
        message = f"Die Seite belegt Tastenkürzel ({keys}). Stören sie Hilfsmittel?"
        yield cant_tell(RULE, **at(page, nodes[0]), message=message, evidence=keys)
