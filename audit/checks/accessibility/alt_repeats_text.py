"""An alternative text does not repeat the text beside the picture.

What it checks: the alternative text is not the same as the caption or the text before or after the picture.
Barriers: image alternative text is repeated as text, alt text equals caption.
Why it matters: who listens hears the same twice.
Applies to: pages with alternative texts.

Passed example:

    pages:
      /: '<figure><img src="a.jpg" alt="Ein Backsteinbau mit Turm"><figcaption>Das Rathaus</figcaption></figure>'

Cannot tell example:

    pages:
      /: '<figure><img src="a.jpg" alt="Das Rathaus"><figcaption>Das Rathaus</figcaption></figure>'

References: WCAG 2.2 technique G196; WAI tutorial on decorative images
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import (
    around,
    at,
    attribute,
    next_element,
    pages_with,
    shortened,
    shown,
    text_of,
    words,
)
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="alt-repeats-text",
    family="accessibility",
    title="Alternativtexte wiederholen nicht den Text daneben",
    remedy="Den Alternativtext leeren oder mehr sagen als der Text daneben.",
    impact=Impact.MINOR,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "img[alt]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "img[alt]"):
        alt = words(attribute(node, "alt"))
        if not alt or around(node, "a", "button"):  # inside of links the engines look
            continue
        figure = around(node, "figure")
        caption = figure.css_first("figcaption") if figure is not None else None
        beside = [caption, node.prev, node.next, _below(page, node)]
        if any(words(text_of(other)) == alt for other in beside if other is not None and other.tag != "img"):
            message = f"Der Alternativtext „{shortened(attribute(node, 'alt'))}“ steht daneben noch einmal."
            yield cant_tell(
                RULE,
                **at(page, node, attribute(node, "alt")),
                message=message,
                evidence=attribute(node, "alt"),
            )


def _below(page: Page, node: LexborNode) -> LexborNode | None:
    """The element that follows a picture, or the block that holds nothing but the picture."""
    following = next_element(node)
    if following is None and node.parent is not None and not words(page.own_text(node.parent)):
        following = next_element(node.parent)
    return (
        following
        if following is not None and following.tag in ("p", "div", "span", "h2", "h3", "h4", "a")
        else None
    )
