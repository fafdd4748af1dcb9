"""An alternative text is no placeholder.

What it checks: no alternative text is only a word such as "Bild", "placeholder" or "spacer", and no image
button is called "click" or "hier". A link called so, a button called "ok", a letter or a mark is for a person to judge.
Barriers: inappropriate alternative text, uninformative alt attribute value on image button.
Why it matters: the word fills the attribute and says nothing of the picture.
Applies to: pages with alternative texts.

Passed example:

    pages:
      /: '<img src="a.jpg" alt="Das Rathaus am Markt">'

Failed example:

    pages:
      /: '<img src="a.jpg" alt="Platzhalter">'

Cannot tell example:

    pages:
      /: '<input type="image" src="a.png" alt="ok">'

References: WCAG 2.2 SC 1.1.1, failures F30 and F39 · EN 301 549 9.1.1.1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import around, at, is_type, name_of, pages_with, shortened, shown, words
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="alt-placeholder",
    family="accessibility",
    title="Alternativtexte sind keine Platzhalter",
    remedy="Beschreiben, was das Bild zeigt oder die Schaltfläche tut; bei reinem Schmuck leer lassen.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.1.1", "A"),),
)

#: AccessLint (image-alt-words) has image, picture, photo, graphic and icon.
_PLACEHOLDER = re.compile(
    r"alt|alternativtext|alttext|bild|kein bild|foto|fotografie|grafik|abbildung|bildbeschreibung|platzhalter|clipart|thumbnail"
    r"|spacer|blank|placeholder|untitled|unbenannt|null|undefined|todo|tbd|xxx|pixel|leer|no image|(?:image|img|bild|foto|photo)\s?\d+"
    r"|resim|imagen|immagine|imagine|zdjęcie|obraz|фото|изображение|зображення|صورة"
)
#: Says only that one may press, and not what for.
_PRESS = re.compile(
    r"click|click here|klick|klicken|hier klicken|here|hier|button|knopf|schaltfläche|input|link"
)
_SAYS_LITTLE = re.compile(r"submit|go|los|ok|mehr|more")


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "img[alt], input[alt], area[alt], [role=img][aria-label]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "img[alt], input[type=image i], area[alt], [role=img][aria-label]"):
        name = name_of(page, node)
        said = words(name)
        pressed = is_type(node, "image") or around(node, "a", "button") is not None
        certain = _PLACEHOLDER.fullmatch(said) or (is_type(node, "image") and _PRESS.fullmatch(said))
        mark = len(said) < 2 and name.isascii() and not pressed  # "*"; but ":-)" may be a picture of a smile
        doubtful = (pressed and (_PRESS.fullmatch(said) or _SAYS_LITTLE.fullmatch(said))) or (mark and name)
        if certain or doubtful:
            message = f"Der Alternativtext „{shortened(name)}“ sagt nicht, was {'hier geschieht' if pressed else 'zu sehen ist'}."
            yield (failed if certain else cant_tell)(
                RULE, **at(page, node, name), message=message, evidence=name
            )
