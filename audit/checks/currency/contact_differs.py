"""What pages say of a contact agrees with the registry: role, number, address and room.

What it checks: a number or address that stands right after the role of a contact is one of this contact, or of its deputy where
the text says so; a room named together with a contact is its room. Certain where the text is an entry (role, number, room
and nothing else); in sentences a person decides. Numbers that no entry of the registry has are told by ``loose-contact``.
Why it matters: a number that reaches somebody else costs citizens a second call, and a wrong room a second way.
Applies to: pages, if there is a registry.

Passed example:

    contacts:
      mitte: {role: "Pflegeberatung, Team Mitte", phone: 030 23125 110, room: "Zimmer 1.12, Aufzug vorhanden"}
    pages:
      /: <p>Pflegeberatung, Team Mitte, Zimmer 1.12, Telefon 030 23125-110</p>

Failed example:

    contacts:
      mitte: {role: "Pflegeberatung, Team Mitte", phone: 030 23125 110}
      nord: {role: "Pflegeberatung, Team Nord", phone: 030 23125 120}
    pages:
      /: <p>Pflegeberatung, Team Nord - Telefon 030 23125-110</p>

Cannot tell example:

    contacts:
      mitte: {role: "Pflegeberatung, Team Mitte", phone: 030 23125 110, room: Zimmer 1.12}
    pages:
      /: <p>Die Pflegeberatung, Team Mitte hilft Ihnen gern. Kommen Sie in Zimmer 2.14.</p>

References: the registry is ``content/gemeinsam/contacts.yaml``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope
from audit.page import Page
from audit.texts.registry_text import Passage, Registry, is_entry, passages, rooms_of

RULE = Rule(
    id="contact-differs",
    family="currency",
    title="Was Seiten über Ansprechstellen sagen, stimmt mit dem Kontaktverzeichnis überein",
    remedy="Nachsehen, was richtig ist, und die Stelle aus dem Verzeichnis einfügen: [[kontakt:Kennung]].",
    impact=Impact.SERIOUS,
    needs=frozenset({"registry"}),
    scope=Scope.PAGE_TODAY,
)

#: What may stand between a role and its number; a new sentence may not.
_BETWEEN = re.compile(r"(?:(?!\.\s[A-ZÄÖÜ](?![\w-]*:))[^!?]){0,60}")


def applies_to(facts: Facts) -> Iterator[Page]:
    return iter(facts.site.pages.values() if facts.manifest else ())


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    registry = Registry(facts.manifest.contacts if facts.manifest else {})
    said: set[tuple[str, str]] = set()
    for passage in passages(page):
        for finding in (*_numbers(passage, registry), *_rooms(passage, registry)):
            if (finding.evidence, finding.message) not in said:
                said.add((finding.evidence, finding.message))
                yield finding


def _numbers(passage: Passage, registry: Registry) -> Iterator[Finding]:
    roles, contacts = registry.roles_in(passage.text), passage.contacts
    says_deputy = "vertret" in passage.text.lower()
    for index, (_, end, role) in enumerate(roles):
        until = roles[index + 1][0] if index + 1 < len(roles) else len(passage.text)
        start, mention = next(((at, found) for at, found in contacts if end <= at < until), (0, None))
        if mention is None or not _BETWEEN.fullmatch(passage.text[end:start]):
            continue
        known = registry.with_role(role)
        if registry.owners(mention.value) and mention.value not in registry.reaches(known, says_deputy):
            own = " oder ".join(sorted(filter(None, {contact.phone for contact in known})))
            other = registry.owners(mention.value)[0].role
            message = (
                f"„{mention.written}“ gehört im Kontaktverzeichnis zu „{other}“. „{role}“ hat dort {own}."
            )
            yield _finding(passage, mention.written, message, is_entry(passage.text, role, mention.written))


def _rooms(passage: Passage, registry: Registry) -> Iterator[Finding]:
    rooms = passage.rooms
    named = registry.named_in(passage) if rooms else []
    own = frozenset().union(*map(rooms_of, named))
    for room, written in rooms.items():
        if room not in own and own:
            told = " oder ".join(sorted({contact.room for contact in named if contact.room}))
            message = f"„{written}“ weicht vom Kontaktverzeichnis ab: „{named[0].role}“ hat dort „{told}“."
            known = (*(contact.role for contact in named), *(found.written for _, found in passage.contacts))
            certain = len(named) == 1 and is_entry(passage.text, written, *known)
            yield _finding(passage, written, message, certain)


def _finding(passage: Passage, written: str, message: str, certain: bool) -> Finding:
    tell = failed if certain else cant_tell
    return tell(RULE, message=message, evidence=written, **passage.place(written))
