"""Fields for one's own data say what they are for.

What it checks: a field for name, e-mail, telephone, street, postcode or birthday has an autocomplete attribute. Whether it asks for the
user's own data a person must tell.
Barriers: input purpose not identified (autocomplete missing).
Why it matters: browsers fill such fields in, and aids show a symbol, for people who find typing or reading hard.
Applies to: pages with input fields.

Passed example:

    pages:
      /: '<label for="m">E-Mail</label><input id="m" type="email" autocomplete="email">'

Cannot tell example:

    pages:
      /: '<label for="m">E-Mail</label><input id="m" type="email">'

References: WCAG 2.2 SC 1.3.5, technique H98 · EN 301 549 9.1.3.5
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import around, at, attribute, has, is_type, label_of, pages_with, shortened, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="autocomplete-missing",
    family="accessibility",
    title="Felder für eigene Angaben lassen sich vom Browser ausfüllen",
    remedy='autocomplete ergänzen, zum Beispiel autocomplete="email".',
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.5", "AA"),),
)

_PURPOSES = {
    "given-name": r"vorname|first[ _-]?name|given[ _-]?name|prénom",
    "family-name": r"nachname|familienname|last[ _-]?name|surname|family[ _-]?name",
    "name": r"(?:ihr |your |full )?name|vor- und (?:nach|zu)name|vollständiger name",
    "email": r"(?:ihre |your )?e-?mail(?:[ -]?adresse| address)?",
    "tel": r"(?:ihre )?(?:telefon|handy|mobil)(?:nummer)?|(?:your )?(?:tele)?phone(?: number)?",
    "street-address": r"straße(?:,? (?:und |u\. )?haus(?:nummer|nr\.?))?|anschrift|street(?: address)?",
    "postal-code": r"plz|postleitzahl|zip(?: code)?|post(?:al )?code",
    "bday": r"geburtsdatum|geburtstag|date of birth|birthday",
}
_TYPES = {"email": "email", "tel": "tel"}


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "input")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for field in shown(page, "input:not([autocomplete])"):
        if (
            not is_type(field, "text", "email", "tel", "date")
            or has(field, "readonly")
            or has(field, "disabled")
        ):
            continue
        label = label_of(page, field)
        purpose = _TYPES.get(attribute(field, "type").lower()) or _purpose(label)
        form = around(field, "form")
        if purpose and not (form is not None and attribute(form, "autocomplete") == "off"):
            message = f'Das Feld „{shortened(label)}“ fragt vielleicht nach eigenen Angaben und hat kein autocomplete="{purpose}".'
            yield cant_tell(RULE, **at(page, field), message=message, evidence=purpose)


def _purpose(label: str) -> str:
    plain = re.sub(r"[*:]|\(.*?\)", "", label).strip()
    return next((name for name, words in _PURPOSES.items() if re.fullmatch(words, plain, re.I)), "")
