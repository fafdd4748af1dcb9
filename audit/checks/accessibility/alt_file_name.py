"""An alternative text is no file name.

What it checks: no alternative text of a picture is the name of a picture file. Inside of a link, which may offer
this very file, a person must look.
Barriers: image has a file name as alternative text, uninformative alt attribute value.
Why it matters: a file name tells nobody what the picture shows.
Applies to: pages with alternative texts.

Passed example:

    pages:
      /: '<img src="a.jpg" alt="Das Rathaus am Markt">'

Failed example:

    pages:
      /: '<img src="a.jpg" alt="rathaus_2024.jpg">'

References: WCAG 2.2 SC 1.1.1, failure F30 · EN 301 549 9.1.1.1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import around, at, name_of, pages_with, shortened, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="alt-file-name",
    family="accessibility",
    title="Alternativtexte sind keine Dateinamen",
    remedy="Beschreiben, was das Bild zeigt; bei reinem Schmuck leer lassen.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.1.1", "A"),),
)

_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|svg|webp|avif|bmp|tiff?|ico)|(?:img|dsc|dscn|dcim|pict|scan)[_-]?\d{3,}", re.I
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "img[alt], input[alt], area[alt], [role=img][aria-label]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "img[alt], input[type=image i][alt], area[alt], [role=img][aria-label]"):
        name = name_of(page, node)
        if _FILE_NAME.fullmatch(name):
            message = f"Der Alternativtext „{shortened(name)}“ ist ein Dateiname."
            kind = cant_tell if around(node, "a") is not None else failed  # a link may offer this very file
            yield kind(RULE, **at(page, node, name), message=message, evidence=name)
