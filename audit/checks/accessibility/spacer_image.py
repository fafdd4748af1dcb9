"""Pictures do not make space.

What it checks: no invisible picture is used for layout. It fails where one is a pixel high or wide and called spacer or the
like; one of both is for a person to judge.
Barriers: spacer image found.
Why it matters: with an alternative text it is read out; without, it breaks when text is enlarged.
Applies to: pages with pictures.

Passed example:

    pages:
      /: '<img src="rathaus.jpg" width="640" height="1024" alt="Rathaus">'

Failed example:

    pages:
      /: '<img src="spacer.gif" width="1" height="10" alt="Abstand">'

Cannot tell example:

    pages:
      /: '<img src="spacer.gif" width="20" height="10" alt="">'

References: WCAG 2.2 SC 1.1.1, failure F39, technique C18
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import at, attribute, pages_with
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="spacer-image",
    family="accessibility",
    title="Abstände werden nicht mit Bildern gemacht",
    remedy="Das Bild entfernen und den Abstand im Stylesheet machen.",
    impact=Impact.MINOR,
)

_NAME = re.compile(
    r"(?:^|/)(?:spacer|blank|leer|transparent|clear|pixel|shim|1x1|dot_clear)\d*\.(?:gif|png)(?:[?#]|$)", re.I
)
_THIN = ("0", "1", "0px", "1px")


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "img")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in page.tree.css("img"):
        thin = attribute(node, "width") in _THIN or attribute(node, "height") in _THIN
        called = _NAME.search(attribute(node, "src"))
        if not (thin or called):
            continue
        spoken = bool(attribute(node, "alt")) and node.mem_id not in page.unseen
        message = "Ein unsichtbares Bild macht Abstand" + (" und wird vorgelesen." if spoken else ".")
        yield (failed if thin and called else cant_tell)(
            RULE, **at(page, node, attribute(node, "src")), message=message, evidence=attribute(node, "src")
        )
