"""The name of a frame says what is in it.

What it checks: no frame is called "frame", "untitled" or by a file name. A mark, an address or a word like
"content" is for a person to judge. Frames without a name are the engines' business.
Barriers: iframe has an uninformative title, frame title is not descriptive.
Why it matters: screen reader users decide by the name whether to enter the frame.
Applies to: pages with named frames.

Passed example:

    pages:
      /: '<iframe src="/karte/" title="Stadtplan"></iframe>'

Failed example:

    pages:
      /: '<iframe src="/karte/" title="iframe"></iframe>'

Cannot tell example:

    pages:
      /: '<iframe src="/karte/" title="Inhalt"></iframe>'

References: WCAG 2.2 SC 2.4.1, 4.1.2, technique H64 · EN 301 549 9.4.1.2
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import at, name_of, pages_with, shortened, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="frame-name-vague",
    family="accessibility",
    title="Der Name eines Rahmens sagt, was darin ist",
    remedy="Im title-Attribut den Inhalt nennen, zum Beispiel „Stadtplan mit Haltestellen“.",
    impact=Impact.MODERATE,
    criteria=(
        Criterion("2.4.1", "A"),
        Criterion("4.1.2", "A"),
    ),
)

_NO_NAME = re.compile(
    r"i?frame[ _-]?\d*|untitled(?: document)?|unbenannt|rahmen[ _-]?\d*|\S+\.(?:html?|php|aspx?|jsp)", re.I
)
_VAGUE = re.compile(
    r"title|titel|content|inhalt|embed(?:ded)?(?: content)?|main|seite|page|window|https?://\S+|[\W_]+|\w",
    re.I,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "iframe[title], frame[title], iframe[aria-label]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for frame in shown(page, "iframe, frame"):
        name = name_of(page, frame)
        certain = _NO_NAME.fullmatch(name) is not None
        if name and (certain or _VAGUE.fullmatch(name)):
            message = f"Der Rahmen heißt „{shortened(name)}“ und sagt nicht, was darin ist."
            yield (failed if certain else cant_tell)(
                RULE, **at(page, frame, name), message=message, evidence=name
            )
