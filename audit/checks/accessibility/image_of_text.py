"""Text is text, not a picture of text.

What it checks: no picture is nothing but text: what is read in it by character recognition is all there is, and its text
alternative says the same or is missing. SVG pictures given in the page are read as they are. A person must look where a
picture shows words that stand neither in its alternative nor on the page, or a name that may be a logo; and where the
alternative has prices, dates, times, numbers to call, addresses or whole sentences in quotes. Logos, and pictures that
cannot be read, are left out.
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
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote_to_bytes

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.markup import at, attribute, name_of, shortened, shown, words
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.texts.pictured_text import PicturedText

RULE = Rule(
    id="image-of-text",
    family="accessibility",
    title="Text steht nicht als Bild da",
    remedy="Den Text als Text schreiben und mit CSS gestalten.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.4.5", "AA"),),
    needs=frozenset({"browser"}),
)

_PICTURES = "img, input[type=image i]"
_MANY = 3  # words that nothing says: fewer are read by chance on signs and shirts
_READ = re.compile(
    r"\d+\s?(?:%|€|£|\$|euro\b|uhr\b)|[€£$]\s?\d|\b\d{1,2}[.:]\d{2}\b|\b\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄÖÜ][a-zä]+)"
    r"|\b\d{3,5}[ /-]\d{3,}|\S+@\S+\.\w+|\bwww\.|https?://|[„“\"«»].{6,}[“”\"«»]|!$",
    re.I,
)
_DRAWN_TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.I | re.S)
_TAGS = re.compile(r"<[^>]*>")
_LOGO = re.compile(r"logo|marke|wappen|signet|brand", re.I)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (
        page
        for page in facts.site.pages.values()
        if not page.redirect and (page.tree.css_first(_PICTURES) is not None or _measured(page, facts))
    )


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    read = {picture["path"]: picture for picture in _measured(page, facts)}
    judged = set()
    for node in shown(page, _PICTURES):
        name, source = name_of(page, node), attribute(node, "src")
        if _LOGO.search(f"{name} {source[:200]} {attribute(node, 'class')}"):
            continue
        place = at(page, node, name)
        drawn = _drawn_text(source)
        if drawn:
            judged.add(place["target"])
            message = f"Das Bild besteht aus dem Text „{shortened(drawn)}“."
            yield failed(RULE, **place, message=message, evidence=drawn)
        elif _READ.search(name) and place["target"] not in read:
            message = (
                f"Ist „{shortened(name)}“ ein Bild von Text, und steht aller Text daraus auch auf der Seite?"
            )
            yield cant_tell(RULE, **place, message=message, evidence=name)
    for path, picture in read.items():
        if path not in judged:
            yield from _judged(page, picture)


def _judged(page: Page, picture: Mapping[str, Any]) -> Iterator[Finding]:
    """What the words read in a picture mean; nothing where they do not say enough."""
    seen, name = PicturedText.of(picture), picture["name"]
    text = shortened(seen.text)
    unsaid = seen.unsaid(name, " ".join(run.text for run in page.runs))
    place = {"page": page.url, "target": picture["path"], "where": where(picture), "evidence": seen.text}
    is_text = picture["only_text"] and seen.is_certain and not picture["linked"]
    if is_text and (not name or seen.says(name)):
        if seen.is_no_name and not picture["captioned"]:
            yield failed(RULE, **place, message=f"Das Bild besteht aus dem Text „{text}“.")
        elif len(seen.words) > 1:
            question = "Muss er ein Bild sein?" if seen.is_long else "Ist es ein Logo?"
            yield cant_tell(RULE, **place, message=f"Das Bild besteht aus dem Text „{text}“. {question}")
    elif is_text and unsaid and seen.is_no_name:
        message = f"Das Bild besteht aus dem Text „{text}“, sein Alternativtext sagt „{shortened(name)}“."
        yield cant_tell(RULE, **place, message=message)
    elif len(unsaid) >= _MANY:
        message = (
            f"Im Bild ist „{text}“ zu lesen. Fehlt davon etwas im Alternativtext oder im Text der Seite?"
        )
        yield cant_tell(RULE, **place, message=message)


def _measured(page: Page, facts: Facts) -> Sequence[Mapping[str, Any]]:
    """What was read in the page's pictures."""
    states = facts.measured(page.url).get("pictures", {})
    return [picture for state in states.values() for picture in state["pictures"]]


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
