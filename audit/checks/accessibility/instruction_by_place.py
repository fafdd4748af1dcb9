"""Instructions do not rely on place, shape or colour alone.

What it checks: no text names something only as "on the right" or "the red button"; above and below follow the
reading order and may be said. Texts about ways and buildings are left out.
Barriers: content identified by location, colour alone used to convey content.
Why it matters: who hears the page, or sees it on a small screen, has no right, no left and no red.
Applies to: pages with text.

Passed example:

    pages:
      /: '<p>Den Antrag finden Sie unter „Formulare“.</p>'

Cannot tell example:

    pages:
      /: '<p>Klicken Sie auf den roten Knopf.</p>'

References: WCAG 2.2 SC 1.3.3, 1.4.1, failures F14, F26 · EN 301 549 9.1.3.3
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import pages_with
from audit.model import Criterion, Finding, Impact, Rule, Where
from audit.page import Page

RULE = Rule(
    id="instruction-by-place",
    family="accessibility",
    title="Anleitungen nennen Dinge beim Namen",
    remedy="Den Namen dazuschreiben, zum Beispiel „im Kasten ‚Kontakt‘ rechts“.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.3", "A"),),
)

_COLOURS_DE = "rot|grün|blau|gelb|orange|grau|schwarz|weiß|rund|eckig|quadratisch|dreieckig|fett"
_COLOURS_EN = "red|green|blue|yellow|orange|gr[ae]y|black|white|round|square|circular|triangular"
_PLACES = re.compile(
    rf"\b(?:{_COLOURS_DE})(?:e|en|er|em|es)?\s+(?:knopf|button|schaltfläche|feld|felder|link|links|pfeil|kasten|symbol|bereich|markierten?)\b"
    rf"|\b(?:{_COLOURS_DE})\s+(?:markiert|hervorgehoben|gekennzeichnet|unterlegt|hinterlegt|dargestellt|gedruckt)"
    r"|\b(?:auf der|in der|an der) (?:rechten|linken) (?:seite|spalte|leiste)\b|\bim (?:rechten|linken) (?:bereich|menü|kasten|teil)\b"
    r"|\b(?:siehe|klicken sie|klicke|finden sie|wählen sie|sehen sie) (?:hier )?(?:rechts|links|nebenstehend)\b"
    r"|\b(?:rechts|links) (?:finden|sehen|klicken|können) sie\b|\bnebenstehend\w* (?:formular|menü|bild|link|kasten)"
    rf"|\bthe (?:{_COLOURS_EN}) (?:button|link|icon|box|field|fields|text|arrow|symbol|items?)\b"
    rf"|\b(?:marked|highlighted|shown|displayed) in (?:{_COLOURS_EN})\b"
    r"|\bon the (?:right|left)\b(?! (?:of|track|way|time|bank|foot|path|place|side of))"
    r"|\b(?:to|at) the (?:right|left)(?=[.,;:)!?]|$| (?:of (?:the|this) (?:page|screen|text|form)|column|menu)\b)|\b(?:right|left)-hand (?:side|column|menu)\b"
    r"|\b(?:click|see|use|select) (?:the )?(?:\w+ )?on the (?:right|left)\b",
    re.I,
)
_WAYS = re.compile(
    r"straße|abbieg|biegen|kreuzung|eingang|ausgang|treppe|aufzug|stock\b|etage|gebäude|haus\b|gleis|bahnhof|haltestelle|ufer|parkplatz|"
    r"richtung|fahr|street|turn |entrance|floor|building|station|road",
    re.I,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "main, body")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for block in page.blocks:
        match = _PLACES.search(block.text)
        if match and not _WAYS.search(block.text):
            place = page.place_of_text(block.text)
            yield cant_tell(
                RULE,
                page=page.url,
                target=place.target,
                where=Where(text=block.text, component=block.component),
                message=f"Der Text verweist mit „{match[0]}“ nur auf Ort, Form oder Farbe.",
                evidence=match[0],
            )
