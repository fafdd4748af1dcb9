"""The page uses no elements that HTML has given up.

What it checks: there is no center, font, big, strike or other obsolete element. blink and marquee are the engines' business.
Barriers: deprecated center element, deprecated font element, obsolete markup.
Why it matters: looks written into the content cannot be changed by readers' own styles, and newer programs ignore them.
Applies to: all pages.

Passed example:

    pages:
      /: '<p style="text-align:center">Text</p>'

Failed example:

    pages:
      /: '<center>Text</center>'

References: HTML Living Standard 16.2 Non-conforming features; WCAG 2.1 SC 4.1.1, EN 301 549 9.4.1.1 (V3.2.1), technique G115
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.markup import at, pages_with
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="deprecated-element",
    family="accessibility",
    title="Die Seite verwendet keine veralteten HTML-Elemente",
    remedy="Das Element durch ein heutiges ersetzen und die Gestaltung ins Stylesheet verlegen.",
    impact=Impact.MINOR,
    criteria=(Criterion("4.1.1", "A"),),
)

_OBSOLETE = (
    "acronym, applet, basefont, bgsound, big, center, dir, font, frame, frameset, isindex, keygen, listing, menuitem, multicol, "
    "nextid, nobr, noembed, noframes, plaintext, rb, rtc, spacer, strike, tt, xmp"
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "body, frameset")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in page.tree.css(_OBSOLETE):
        yield failed(
            RULE,
            **at(page, node),
            message=f"Das Element <{node.tag}> ist veraltet.",
            evidence=f"<{node.tag}>",
        )
