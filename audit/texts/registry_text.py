"""What a page says in its own words about contacts of the registry: their roles, rooms, numbers and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from selectolax.lexbor import LexborNode

from audit.dom import component_of
from audit.manifest import ContactRecord
from audit.model import Where
from audit.page import Page
from audit.texts.contact_text import contact_values, contacts_in
from audit.texts.phone_numbers import Mention
from audit.texts.plain_text import AUTHORED

#: Components whose text somebody wrote for this page; all others print the registry or other data.
WRITTEN_HERE = AUTHORED | {"data-table", "film", "page", "service-link", "urgency-card"}
ROOM = re.compile(
    r"\b(?:Zimmer(?:[- ]?Nr\.|nummer)?|Zi\.|Raum|Büro)[:\s]\s?(?P<room>[A-Z]{0,2}[ .-]?\d+(?:\.\d+)*[a-z]?)(?!\w|\s?(?:Euro|€|m²|qm|Personen|Plätze))"
)
_LABELS = re.compile(
    r"\b(?:Tel(?:efon)?|Fax|Fon|E-?Mail|Mail|Mobil|Zimmer|Raum|und|oder|unter|Kontakt)\b|\d+|[^\w\s]"
)


@dataclass(frozen=True)
class Passage:
    """A block of text, or a row of a table or list of descriptions as one; ``parts`` are the texts of its blocks."""

    page: Page
    text: str
    parts: tuple[str, ...]

    def place(self, written: str) -> dict[str, object]:
        """Page, target and place of ``written`` in here, as parts of a finding."""
        text = next((part for part in self.parts if written in part), self.parts[0])
        place = self.page.place_of_text(text)
        where = Where(literal=written, text=place.text, component=place.component)
        return {"page": self.page.url, "target": place.target, "where": where}

    @cached_property
    def contacts(self) -> tuple[tuple[int, Mention], ...]:
        """The contacts in the text with where they begin, in that order."""
        return tuple(sorted((self.text.find(found.written), found) for found in contacts_in(self.text)))

    @cached_property
    def rooms(self) -> dict[str, str]:
        """The rooms in the text as compared, with how they are written."""
        return {room_of(match["room"]): match[0] for match in ROOM.finditer(self.text)}


def passages(page: Page) -> Iterator[Passage]:
    """The passages of the content that were written for this page, blocks first, then rows."""
    for block in page.blocks:
        if block.component in WRITTEN_HERE:
            yield Passage(page, block.text, (block.text,))
    root = page.tree.css_first("main") or page.tree.body
    for cells in _rows(root) if root is not None else ():
        texts = tuple(filter(None, map(page.own_text, cells)))
        if len(texts) > 1 and component_of(cells[0]) in WRITTEN_HERE:
            yield Passage(page, ", ".join(texts), texts)


def _rows(root: LexborNode) -> Iterator[list[LexborNode]]:
    for row in root.css("tr"):
        yield row.css("th, td")
    for terms in root.css("dl"):
        group: list[LexborNode] = []
        for node in terms.css("dt, dd"):
            if node.tag == "dt" and group and group[-1].tag == "dd":
                yield group
                group = []
            group.append(node)
        yield group


def room_of(written: str) -> str:
    """A room for comparison.

    >>> room_of("B 1.12"), room_of("b-1.12")
    ('B1.12', 'B1.12')
    """
    return re.sub(r"[\s-]", "", written).upper()


def rooms_of(contact: ContactRecord) -> frozenset[str]:
    """The rooms of a contact."""
    return frozenset(room_of(match["room"]) for match in ROOM.finditer(contact.room))


class Registry:
    """The contacts of a manifest, found by what a text says of them."""

    def __init__(self, contacts: Mapping[str, ContactRecord]) -> None:
        self._contacts = contacts
        self._by_role: dict[str, list[ContactRecord]] = {}
        self._by_value: dict[str, list[ContactRecord]] = {}
        for contact in contacts.values():
            self._by_role.setdefault(contact.role, []).append(contact)
            for value in contact_values(contact.phone, contact.email):
                self._by_value.setdefault(value, []).append(contact)
        self._roles = _pattern(tuple(self._by_role))

    def roles_in(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and role of each role that the text names, the longest that fits."""
        return [(match.start(), match.end(), match[0]) for match in self._roles.finditer(text)]

    def with_role(self, role: str) -> list[ContactRecord]:
        """The contacts of this role."""
        return self._by_role.get(role, [])

    def owners(self, value: str) -> list[ContactRecord]:
        """The contacts that are reached by a number or address."""
        return self._by_value.get(value, [])

    def reaches(self, contacts: Iterable[ContactRecord], with_deputies: bool) -> frozenset[str]:
        """Everything by which these contacts are reached, and where asked for their deputies too."""
        known = list(contacts)
        if with_deputies:
            known += [self._contacts[contact.deputy] for contact in known if contact.deputy in self._contacts]
        return frozenset().union(*(contact_values(contact.phone, contact.email) for contact in known))

    def named_in(self, passage: Passage) -> list[ContactRecord]:
        """The contacts that the passage names: by role, else by number or address."""
        by_role = [contact for _, _, role in self.roles_in(passage.text) for contact in self.with_role(role)]
        by_value = [contact for _, mention in passage.contacts for contact in self.owners(mention.value)]
        return list({contact.id: contact for contact in by_role or by_value}.values())


@lru_cache(maxsize=8)
def _pattern(roles: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, roles), key=lambda role: (-len(role), role))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")


def is_entry(text: str, *known: str) -> bool:
    """Whether a text says nothing but what is known: „Pflegeberatung: 030 23125-110“ is an entry, a sentence is none.

    >>> is_entry("Pflegeberatung: Tel. 030 23125-110", "Pflegeberatung", "030 23125-110")
    True
    >>> is_entry("Die Pflegeberatung hilft, sonst 030 23125-110", "Pflegeberatung", "030 23125-110")
    False
    """
    for part in known:
        text = text.replace(part, " ")
    return not _LABELS.sub(" ", text).split()
