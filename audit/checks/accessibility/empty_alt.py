"""A picture that says something has an alternative text.

What it checks: a person must look where a picture with an empty alternative stands alone, with no text in its block, or has a caption:
such pictures mostly show something. Small, thin and expressly decorative pictures are left out.
Barriers: image that conveys information has an empty alt attribute.
Why it matters: an empty alternative makes the picture not exist for who cannot see it.
Applies to: pages with pictures that have an alt attribute.

Passed example:

    pages:
      /: '<p><img src="pfeil.png" alt=""> Zum Antrag</p>'

Cannot tell example:

    pages:
      /: '<p>Text</p><p><img src="plan.png" alt=""></p>'

References: WCAG 2.2 SC 1.1.1, failures F38, F39, F65; ACT rule e88epe · EN 301 549 9.1.1.1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import around, at, attribute, block_of, pages_with, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="empty-alt",
    family="accessibility",
    title="Bilder mit Inhalt haben einen Alternativtext",
    remedy='Beschreiben, was das Bild zeigt. Bei reinem Schmuck so lassen und role="presentation" ergänzen.',
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.1.1", "A"),),
)

_DECORATION = re.compile(
    r"dekor|decor|schmuck|zier|divider|trenn|spacer|hintergrund|background|\bbg\b|ornament|pattern|muster|blank",
    re.I,
)
_SMALL = 48  # CSS pixels


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "img[alt]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "img[alt]"):
        if any(attribute(node, name) for name in ("alt", "aria-label", "aria-labelledby", "title", "role")):
            continue
        if _is_small(node) or _DECORATION.search(f"{attribute(node, 'src')} {attribute(node, 'class')}"):
            continue
        if around(node, "a", "button", "picture", "header", "footer", "nav") or around(node, "noscript"):
            continue
        figure = around(node, "figure")
        captioned = figure is not None and figure.css_first("figcaption") is not None
        if captioned or not page.own_text(block_of(node)):
            message = "Das Bild hat einen leeren Alternativtext. Ist es wirklich nur Schmuck?"
            yield cant_tell(
                RULE,
                **at(page, node, attribute(node, "src")),
                message=message,
                evidence=attribute(node, "src"),
            )


def _is_small(node: LexborNode) -> bool:
    """Whether its width or height is given and is that of an icon."""
    sizes = [attribute(node, name).removesuffix("px") for name in ("width", "height")]
    return any(size.isdigit() and int(size) <= _SMALL for size in sizes)
