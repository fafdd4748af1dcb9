"""What the registry says of a contact, against what the directory of staff says now.

A contact is found by its e-mail address, else by its number (E.164), else by role and unit. Several desks may share
an address: a field differs only if none of them agrees. What the export does not say is no difference. Contacts
of other bodies, whose addresses and numbers the export has none like, cannot be compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plugins.content_model import Registry
from plugins.content_schema import ContactMeta
from plugins.phone_numbers import phone_uri
from plugins.registry.directory import Desk

#: Last digits of an extension: numbers that differ only there are of one switchboard.
_EXTENSION = 3


class Kind(StrEnum):
    """What can have happened to a contact."""

    LEFT = "left"
    MOVED = "moved"
    NUMBER = "number"
    EMAIL = "email"
    UNIT = "unit"
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One field of a contact that differs: the registry's own value and its line in contacts.yaml.

    ``directory`` is what the export says instead, for those alone who asked to see it; ``directory_lines`` is where.
    """

    contact: str
    kind: Kind
    field: str
    registry: str
    line: int
    directory: tuple[str, ...] = ()
    directory_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences in order of contacts; ids that could not be compared; desks that no contact stands for."""

    compared: int
    differences: tuple[Difference, ...]
    not_comparable: tuple[str, ...]
    missing: tuple[Desk, ...]


def compare(registry: Registry, desks: Sequence[Desk]) -> Comparison:
    """The registry against all desks of an export."""
    directory = _Directory(desks)
    found = {contact_id: directory.desks_of(meta) for contact_id, meta in registry.contacts.items()}
    own = _is_of_this_body(desks)
    differences: list[Difference] = []
    not_comparable = []
    for contact_id, meta in registry.contacts.items():
        line = registry.lines.get(contact_id, 0)
        if found[contact_id]:
            differences += _differences(contact_id, registry, found, directory)
        elif own(meta):
            differences.append(Difference(contact_id, Kind.LEFT, "", meta.role, line))
        else:
            not_comparable.append(contact_id)
    meant = {desk.line for those in found.values() for desk in those}
    missing = tuple(desk for desk in desks if desk.line not in meant)
    compared = len(registry.contacts) - len(not_comparable)
    return Comparison(compared, tuple(sorted(differences)), tuple(sorted(not_comparable)), missing)


class _Directory:
    """The desks by what they are found by, so that each is looked at once and not once a contact."""

    def __init__(self, desks: Sequence[Desk]) -> None:
        self.by_email: dict[str, list[Desk]] = {}
        self.by_phone: dict[str, list[Desk]] = {}
        self.by_name: dict[str, list[Desk]] = {}
        self.by_role: dict[str, list[Desk]] = {}
        for desk in desks:
            role = _plain(desk.values.get("role", ""))
            for index, keys in (
                (self.by_email, desk.emails),
                (self.by_phone, desk.phones),
                (self.by_name, desk.names),
                (self.by_role, {role} - {""}),
            ):
                for key in keys:
                    index.setdefault(key, []).append(desk)

    def desks_of(self, meta: ContactMeta) -> tuple[Desk, ...]:
        """The desks that the contact stands for, by the first key that fits any."""
        found = self.by_email.get(meta.email.casefold()) or self.by_phone.get(phone_uri(meta.phone))
        if not found:
            with_role = self.by_role.get(_plain(meta.role), [])
            found = [desk for desk in with_role if _same(desk.values.get("unit", ""), meta.unit)]
        return tuple(found)

    def meant_by(self, text: str) -> set[int]:
        """Lines of the desks that an address, a number, a name or a role means."""
        told = text.casefold()
        found = (
            self.by_email.get(told, ()),
            self.by_phone.get(_number(text), ()),
            self.by_name.get(told, ()),
            self.by_role.get(_plain(text), ()),
        )
        return {desk.line for desks in found for desk in desks}


def _is_of_this_body(desks: Iterable[Desk]) -> Callable[[ContactMeta], bool]:
    """Whether a contact should be in the export: others there share its mail domain, or its number up to the extension."""
    domains, numbers = set(), set()
    for desk in desks:
        domains |= {email.partition("@")[2] for email in desk.emails}
        numbers |= {phone[:-_EXTENSION] for phone in desk.phones if phone.startswith("tel:+")}

    def is_own(meta: ContactMeta) -> bool:
        if meta.email:
            return meta.email.casefold().partition("@")[2] in domains
        return phone_uri(meta.phone)[:-_EXTENSION] in numbers

    return is_own


def _differences(
    contact_id: str,
    registry: Registry,
    found: Mapping[str, tuple[Desk, ...]],
    directory: _Directory,
) -> list[Difference]:
    meta, lines = registry.contacts[contact_id], registry.lines
    deputy = _Deputy(registry.contacts.get(meta.deputy), found.get(meta.deputy, ()), directory)
    differences = []
    for field, kind in _KINDS.items():
        value = getattr(meta, field)
        told = [desk for desk in found[contact_id] if field in desk.values]
        agrees = deputy.is_named_by if field == "deputy" else _AGREES.get(field, _is_part_told)
        if any(agrees(desk, field, value) for desk in told) or not told or not (value or field == "deputy"):
            continue
        line = lines.get(f"{contact_id}.{field}", lines.get(contact_id, 0))
        instead = tuple(sorted({desk.values[field] for desk in told}))
        places = tuple(desk.line for desk in told)
        differences.append(Difference(contact_id, kind, field, value, line, instead, places))
    return differences


_KINDS = {
    "phone": Kind.NUMBER,
    "email": Kind.EMAIL,
    "unit": Kind.UNIT,
    "room": Kind.MOVED,
    "address": Kind.MOVED,
    "deputy": Kind.DEPUTY,
}
_AGREES: Mapping[str, Callable[[Desk, str, str], bool]] = {
    "phone": lambda desk, _, value: phone_uri(value) in desk.phones,
    "email": lambda desk, _, value: value.casefold() in desk.emails,
    "unit": lambda desk, field, value: _same(desk.values[field], value),
}
#: Words that a room or an address may have or not.
_FILLING = frozenset({"zimmer", "zi", "raum", "r", "büro", "nr", "deutschland", "germany"})


@dataclass(frozen=True, slots=True)
class _Deputy:
    """The deputy that the registry names, if any, with the desks found for it."""

    meta: ContactMeta | None
    own: tuple[Desk, ...]
    directory: _Directory

    def is_named_by(self, desk: Desk, field: str, _: str) -> bool:
        """Whether the desk's deputy is this one; also where nobody can tell whom a mere name means."""
        text = desk.values[field]
        number = _number(text)
        if self.meta and (
            text.casefold() == self.meta.email.casefold()
            or number == phone_uri(self.meta.phone)
            or _same(text, self.meta.role)
        ):
            return True
        meant = self.directory.meant_by(text)
        is_unknown = not meant and "@" not in text and not number
        return is_unknown or any(one.line in meant for one in self.own)


def _number(text: str) -> str:
    """How the text is dialled; "" if it is no number."""
    return phone_uri(text) if re.search(r"\d{3}", text) else ""


def _plain(text: str) -> str:
    return " ".join(_words(text))


def _same(one: str, other: str) -> bool:
    return bool(one) and _words(one) == _words(other)


def _is_part_told(desk: Desk, field: str, value: str) -> bool:
    return _is_part(desk.values[field], value)


def _is_part(told: str, value: str) -> bool:
    """Whether all that the export says of a place is said in the registry too, which may say more (a lift, the town).

    >>> _is_part("1.12", "Zimmer 1.12, Aufzug vorhanden"), _is_part("Marktpl. 1", "Marktplatz 1, 70000 Musterstadt")
    (True, True)
    >>> _is_part("1.1", "Zimmer 1.12")
    False
    """
    said = _words(value)
    return all(word in said for word in _words(told))


def _words(text: str) -> list[str]:
    """What counts of a text: words in small letters, common short forms written out.

    >>> _words("Zi. 2.04, Rathausg. 8, Bahnhofstr. 3")
    ['2.04', 'rathausg', '8', 'bahnhofstrasse', '3']
    """
    text = text.casefold()
    text = re.sub(r"str\.(?=\W|$)|straße\b", "strasse", text)
    text = re.sub(r"pl\.(?=\W|$)", "platz", text)
    words = re.findall(r"\w+(?:[./-]\w+)*", text)
    return [word for word in words if word not in _FILLING]
