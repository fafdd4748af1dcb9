"""Links to pages are not called by their address.

What it checks: no link text is a whole web address with a path; a bare host name such as www.musterstadt.de is a name.
Barriers: link text is an address (URL).
Why it matters: an address is read out letter by letter and does not say what is there.
Applies to: pages with links.

Passed example:

    pages:
      /: '<p><a href="https://stadt.example/a/">Ferienkalender</a></p>'

Cannot tell example:

    pages:
      /: '<p><a href="https://stadt.example/a/b.html">https://stadt.example/a/b.html</a></p>'

References: WCAG 2.2 SC 2.4.4 Link Purpose · EN 301 549 9.2.4.4
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import at, attribute, name_of, pages_with, shortened, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="link-text-is-address",
    family="accessibility",
    title="Linktexte sind keine Adressen",
    remedy="Als Linktext schreiben, was dort zu finden ist.",
    impact=Impact.MINOR,
    criteria=(Criterion("2.4.4", "A"),),
)

_ADDRESS = re.compile(r"(?:https?://\S+|www\.[^\s/]+/\S+)")


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "a[href]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for link in shown(page, "a[href]"):
        name = name_of(page, link)
        if _ADDRESS.fullmatch(name):
            message = f"Der Linktext ist die Adresse „{shortened(name)}“ und sagt nicht, was dort steht."
            yield cant_tell(RULE, **at(page, link, attribute(link, "href")), message=message, evidence=name)
