"""Opening hours in the text of a page are those of the registry.

What it checks: days with hours in a text that names a contact, or that speaks of opening hours on a page of this contact, lie
within the hours of the registry. Certain where the passage names exactly one contact and speaks of opening hours; else a
person decides, since the hours may be of a chat, an event or another house. Hours left out are no contradiction.
Why it matters: who took an hour off and stands before a locked door does not come a second time.
Applies to: pages whose contact, or a contact that they name, has opening hours in the registry.

Passed example:

    contacts:
      pflege: {role: Pflegeberatung, opening_hours: "Mo-Fr 08:00-18:00; PH off"}
    pages:
      /: <p>Öffnungszeiten der Pflegeberatung - Montag bis Freitag 8 bis 18 Uhr</p>

Failed example:

    contacts:
      pflege: {role: Pflegeberatung, opening_hours: "Mo-Th 09:00-16:00; PH off"}
    pages:
      /: <p>Öffnungszeiten der Pflegeberatung - Mo–Fr 8–18 Uhr</p>

Cannot tell example:

    declared:
      /: {contact: pflege}
    contacts:
      pflege: {role: Pflegeberatung, opening_hours: "Mo-Th 09:00-16:00; PH off"}
    pages:
      /: <p>Wir haben Mo–Fr 8–18 Uhr geöffnet.</p>

References: OSM opening hours specification, as in ``content/gemeinsam/contacts.yaml``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.manifest import ContactRecord
from audit.model import Finding, Impact, Rule, Scope
from audit.page import Page
from audit.texts.registry_text import Passage, Registry, passages
from audit.texts.visiting_hours import Stated, contradicts, registry_week, stated_hours

RULE = Rule(
    id="opening-hours-text",
    family="currency",
    title="Öffnungszeiten im Text stimmen mit dem Kontaktverzeichnis überein",
    remedy="Die Zeiten aus dem Text nehmen: Der Kontakt zeigt sie selbst. Sind sie richtig, „opening_hours“ im Verzeichnis ändern.",
    impact=Impact.SERIOUS,
    needs=frozenset({"registry"}),
    scope=Scope.PAGE_TODAY,
)

_OPENING = re.compile(r"Öffnungszeit|Servicezeit|Bürozeit|geöffnet", re.I)
_CUE = re.compile(
    r"Öffnungszeit|Sprechzeit|Sprechstunde|Servicezeit|Bürozeit|geöffnet|(?:telefonisch|wir)[^.]{0,30} erreichbar|erreichen Sie (?:uns|das|die|den)|besetzt|für Sie da|Telefonzeit",
    re.I,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return iter(facts.site.pages.values() if facts.manifest else ())


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    if facts.manifest is None:
        return
    registry = Registry(facts.manifest.contacts)
    source = facts.manifest.pages.get(page.url)
    of_page = facts.manifest.contacts.get(source.contact) if source else None
    said: set[str] = set()
    found = list(passages(page))
    cells = {part for passage in found if len(passage.parts) > 1 for part in passage.parts}
    for passage in found:
        for stated in stated_hours(passage.text):
            if stated.written not in said:
                for finding in _judged(
                    passage, stated, registry.named_in(passage), None if passage.text in cells else of_page
                ):
                    said.add(stated.written)
                    yield finding


def _judged(
    passage: Passage, stated: Stated, named: list[ContactRecord], of_page: ContactRecord | None
) -> Iterator[Finding]:
    has_cue = _CUE.search(passage.text) is not None
    says_only_hours = not re.search(r"\w", passage.text.replace(stated.written, ""))
    meant = named or ([of_page] if of_page and (has_cue or says_only_hours) else [])
    weeks = {contact.id: week for contact in meant if (week := registry_week(contact.opening_hours))}
    exactly = _OPENING.search(passage.text) is not None
    if not weeks or not all(contradicts(stated, week, exactly) for week in weeks.values()):
        return
    contact = next(contact for contact in meant if contact.id in weeks)
    message = f"„{stated.written}“ widerspricht dem Kontaktverzeichnis: „{contact.role}“ hat dort {contact.opening_hours}."
    tell = failed if len(named) == 1 and exactly else cant_tell
    yield tell(RULE, message=message, evidence=stated.written, **passage.place(stated.written))
