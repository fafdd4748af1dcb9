"""Pages name roles and rooms of the contact registry, not people or places that nobody keeps current.

What it checks: no person is named as contact („Frau …“, „Herr …“); what follows „Ansprechpartnerin:“ or „Zuständig:“ is a role
or unit of the registry; rooms in the text are rooms of the registry. A person decides: some names belong on a page.
Why it matters: people change their posts and teams their rooms; the registry is checked, running text is not.
Applies to: pages, if there is a registry.

Passed example:

    contacts:
      mitte: {role: "Pflegeberatung, Team Mitte", room: Zimmer 1.12}
    pages:
      /: <p>Zuständig - Pflegeberatung, Team Mitte, Zimmer 1.12</p>

Cannot tell example:

    pages:
      /: <p>Ihre Ansprechpartnerin ist Frau Muster.</p>

References: Ulm GD 087/21, 3.2 (content is current); GDPR Art. 5 (1) (c)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.manifest import ContactRecord
from audit.model import Finding, Impact, Rule, Scope
from audit.page import Page
from audit.texts.registry_text import Passage, Registry, passages, rooms_of

RULE = Rule(
    id="unregistered-name",
    family="currency",
    title="Rollen und Räume stehen im Kontaktverzeichnis, Personen werden nicht genannt",
    remedy="Die Rolle oder das Team nennen und die Stelle aus dem Verzeichnis einfügen: [[kontakt:Kennung]].",
    impact=Impact.MINOR,
    needs=frozenset({"registry"}),
    scope=Scope.PAGE_TODAY,
)

_PERSON = re.compile(r"\b(?:Frau|Herrn?)\s(?:(?:Dr|Prof)\.\s)*[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?\b")
_ROLE = re.compile(
    r"\b(?:Ansprechpartner(?:in(?:nen)?)?|Ansprechperson(?:en)?|Kontaktperson|Zuständig|Sachbearbeit(?:er|erin|ung)|Leitung)\s?:\s*"
    r"(?P<role>[A-ZÄÖÜ][^.;|()\d]{2,60})"
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return iter(facts.site.pages.values() if facts.manifest else ())


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    contacts = facts.manifest.contacts if facts.manifest else {}
    registry, rooms = Registry(contacts), frozenset().union(*map(rooms_of, contacts.values()))
    said: set[str] = set()
    for passage in passages(page):
        for written, message in (
            *_people(passage),
            *_roles(passage, contacts.values()),
            *_rooms(passage, registry, rooms),
        ):
            if written not in said and not any(other in written or written in other for other in said):
                said.add(written)
                yield cant_tell(RULE, message=message, evidence=written, **passage.place(written))


def _people(passage: Passage) -> Iterator[tuple[str, str]]:
    for match in _PERSON.finditer(passage.text):
        yield match[0], f"„{match[0]}“ ist der Name einer Person. Ist sie noch da, und hat sie zugestimmt?"


def _roles(passage: Passage, contacts: Iterator[ContactRecord]) -> Iterator[tuple[str, str]]:
    known = {name for contact in contacts for name in (contact.role, contact.unit) if name}
    for match in _ROLE.finditer(passage.text):
        if not match["role"].startswith(tuple(known)):
            role = match["role"].partition(",")[0].strip()
            yield role, f"„{role}“ ist keine Rolle des Kontaktverzeichnisses. Gibt es die Stelle noch?"


def _rooms(passage: Passage, registry: Registry, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Rooms of nobody; where the registry knows another room of a contact named here, ``contact-differs`` says so."""
    unknown = {room: written for room, written in passage.rooms.items() if room not in known}
    if unknown and not any(map(rooms_of, registry.named_in(passage))):
        for written in unknown.values():
            yield written, f"„{written}“ steht bei keiner Stelle im Kontaktverzeichnis. Stimmt der Raum noch?"
