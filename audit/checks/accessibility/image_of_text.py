"""Text is text, not a picture of text.

What it checks: no SVG picture given in the page itself is drawn text. A person must look where the alternative text has prices, dates,
times, numbers to call, addresses or whole sentences in quotes: what is in the picture is then likely text.
Barriers: image of text, image with partial text alternative, image button with text.
Why it matters: a picture of text cannot be recoloured, re-spaced, enlarged without blur, or translated.
Applies to: pages with pictures.

Passed example:

    pages:
      /: '<img src="a.jpg" alt="Kinder im Schwimmbad">'

Failed example:

    pages:
      /: '<img alt="Willkommen" src="data:image/svg+xml;utf8,<svg><text>Willkommen</text></svg>">'

Cannot tell example:

    pages:
      /: '<img src="a.jpg" alt="25 % Rabatt bis 31.12.2026">'

References: WCAG 2.2 SC 1.4.5, 1.4.9; ACT rule 0va7u6 · EN 301 549 9.1.4.5
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import at, attribute, name_of, pages_with, shortened, shown, words
from audit.model import Criterion, Finding, Impact, Rule
from audit.site import Page

RULE = Rule(
    id="image-of-text",
    family="accessibility",
    title="Text steht nicht als Bild da",
    remedy="Den Text als Text schreiben und mit CSS gestalten.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.4.5", "AA"),),
)

_READ = re.compile(
    r"\d+\s?(?:%|€|£|\$|euro\b|uhr\b)|[€£$]\s?\d|\b\d{1,2}[.:]\d{2}\b|\b\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄÖÜ][a-zä]+)"
    r"|\b\d{3,5}[ /-]\d{3,}|\S+@\S+\.\w+|\bwww\.|https?://|[„“\"«»].{6,}[“”\"«»]|!$",
    re.I,
)
_DRAWN_TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.I | re.S)
_TAGS = re.compile(r"<[^>]*>")
_LOGO = re.compile(r"logo|marke|wappen|signet|brand", re.I)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "img, input[type=image i]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "img, input[type=image i]"):
        name, source = name_of(page, node), attribute(node, "src")
        drawn = _drawn_text(source)
        if _LOGO.search(f"{name} {source[:200]} {attribute(node, 'class')}"):
            continue
        if drawn:
            message = f"Das Bild besteht aus dem Text „{shortened(drawn)}“."
            yield failed(RULE, **at(page, node, name), message=message, evidence=drawn)
        elif _READ.search(name):
            message = (
                f"Ist „{shortened(name)}“ ein Bild von Text, und steht aller Text daraus auch auf der Seite?"
            )
            yield cant_tell(RULE, **at(page, node, name), message=message, evidence=name)


def _drawn_text(source: str) -> str:
    """The words that an SVG picture in a data address draws; "" for all other pictures."""
    head, _, data = source.partition(",")
    if not head.lower().startswith("data:image/svg+xml"):
        return ""
    try:
        svg = b64decode(data) if head.lower().endswith("base64") else unquote_to_bytes(data)
    except Error:  # a broken picture draws nothing
        return ""
    found = " ".join(_TAGS.sub(" ", text) for text in _DRAWN_TEXT.findall(svg.decode("utf-8", "replace")))
    return found.strip() if len(words(found)) > 2 else ""
