"""Contacts as vCards 4.0 (RFC 6350), and back; older ones (3.0, RFC 2426) are read as well.

A contact is an organisation (``KIND:org``), never a person. Its written number and its address by parts are what an
address book needs; the room stands in RFC 9554's place for it and in the note that people read. ``REV`` is the day
the contact was verified, ``RELATED;TYPE=agent`` its deputy. Opening hours have no property of their own in any RFC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from plugins.content_schema import ContactMeta
from plugins.field_types import SLUG
from plugins.opening_hours import describe
from plugins.phone_numbers import phone_uri
from plugins.problems import ContentError, Problem
from plugins.registry.records import Record, address_parts, joined_address, written_phone

#: Fields that a vCard carries; all others stay as they are when one is imported.
CARRIED = (
    "role",
    "short_role",
    "unit",
    "phone",
    "email",
    "address",
    "room",
    "opening_hours",
    "verified_on",
    "deputy",
)
_OCTETS = 75
_HOURS = "X-OPENING-HOURS"
#: Places of the components of ADR: RFC 6350 has seven, RFC 9554 puts the room behind them.
_STREET, _TOWN, _CODE, _ROOM = 2, 3, 5, 7
_LINE = re.compile(
    r"(?:[A-Z0-9-]+\.)?(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[^:;\"]*(?:\"[^\"]*\"[^:;\"]*)*)*):(?P<value>.*)",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    parameters: str
    value: str
    line: int


def render(contacts: Mapping[str, ContactMeta]) -> bytes:
    """All contacts, each as a vCard, in the registry's order."""
    return b"".join(card(contact_id, meta) for contact_id, meta in contacts.items())


def card(contact_id: str, meta: ContactMeta) -> bytes:
    """The contact as a vCard; the same contact gives the same bytes."""
    street, code, town = address_parts(meta.address)
    properties = {
        "UID;VALUE=text": _escaped(contact_id),
        "KIND": "org",
        "FN;LANGUAGE=de": _escaped(meta.role),
        "NICKNAME;LANGUAGE=de": _escaped(meta.short_role or ""),
        "ORG;LANGUAGE=de": _escaped(meta.unit),
        "TEL;VALUE=uri;TYPE=work": phone_uri(meta.phone),
        "EMAIL;TYPE=work": _escaped(meta.email),
        "ADR;TYPE=work;LANGUAGE=de": _components(street, code, town, meta.room),
        "NOTE;LANGUAGE=de": _escaped(_note(meta)),
        _HOURS: _escaped(meta.opening_hours),
        "RELATED;VALUE=text;TYPE=agent": _escaped(meta.deputy),
        "REV": meta.verified_on.strftime("%Y%m%dT000000Z"),
    }
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        *(f"{name}:{value}" for name, value in properties.items() if value),
    ]
    return b"".join(_folded(line) for line in [*lines, "END:VCARD"])


def _components(street: str, code: str, town: str, room: str) -> str:
    if not (street or room):
        return ""
    known = {_STREET: street, _TOWN: town, _CODE: code, _ROOM: room}
    return ";".join(_escaped(known.get(place, "")) for place in range(_ROOM + 1 if room else _ROOM))


def _note(meta: ContactMeta) -> str:
    """What address books have no field for, as people read it."""
    hours, note = describe(meta.opening_hours)
    return "\n".join(filter(None, [meta.room, *(f"{row.days}: {row.times}" for row in hours), note]))


def _escaped(text: str) -> str:
    """A value of text, or one component of several (RFC 6350, 3.4).

    >>> _escaped("a, b; c\\nd")
    'a\\\\, b\\\\; c\\\\nd'
    """
    for plain, escaped in (
        ("\\", "\\\\"),
        (",", "\\,"),
        (";", "\\;"),
        ("\r\n", "\\n"),
        ("\n", "\\n"),
        ("\r", "\\n"),
    ):
        text = text.replace(plain, escaped)
    return text


def _plain(text: str) -> str:
    """Undoes ``_escaped``."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text, flags=re.S)


def _split(value: str) -> list[str]:
    """The components of a structured value, each as plain text."""
    return [_plain(part) for part in re.findall(r"(?:^|(?<=;))((?:\\.|[^;\\])*)", value, re.S)]


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, no character torn apart (RFC 6350, 3.2)."""
    rest, pieces = line.encode("utf-8"), list[bytes]()
    while len(rest) > _OCTETS:
        end = _OCTETS
        while rest[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        pieces.append(rest[:end])
        rest = b" " + rest[end:]
    return b"\r\n".join([*pieces, rest]) + b"\r\n"


def read(raw: bytes, name: str, problems: list[Problem]) -> list[Record]:
    """The vCards of a file as records; faults of single ones go to ``problems``, ContentError if there are none."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = "Die Datei ist nicht in UTF-8 gespeichert. Bitte beim Exportieren vCard 4.0 wählen."
        raise ContentError([Problem(name, 0, message)]) from error
    records = []
    for properties in _cards(text, name):
        version = next((one.value.strip() for one in properties if one.name == "VERSION"), "")
        if version not in ("3.0", "4.0"):
            hint = "Bitte als vCard 4.0 exportieren."
            problems.append(
                Problem(name, properties[0].line, f"Die vCard hat die Version „{version}“. {hint}")
            )
            continue
        records.append(_record(properties))
    if not records and not problems:
        raise ContentError([Problem(name, 1, "In dieser Datei steht keine vCard (BEGIN:VCARD).")])
    return records


def _cards(text: str, name: str) -> Iterator[list[_Property]]:
    """The properties of each card, BEGIN first; ContentError where a line is none or a card has no end."""
    current: list[_Property] = []
    for number, line in _unfolded(text):
        match = _LINE.fullmatch(line)
        if not match:
            message = "Diese Zeile gehört in keine vCard. Ist die Datei beschädigt?"
            raise ContentError([Problem(name, number, message)])
        found = _Property(match["name"].upper(), match["parameters"].upper(), match["value"], number)
        mark = (found.name, found.value.strip().upper())
        if (mark == ("BEGIN", "VCARD")) == bool(current):
            message = "Eine vCard beginnt mit BEGIN:VCARD und endet mit END:VCARD; das passt hier nicht."
            raise ContentError([Problem(name, number, message)])
        current.append(found)
        if mark == ("END", "VCARD"):
            yield current
            current = []
    if current:
        message = "Diese vCard hat kein Ende (END:VCARD). Ist die Datei vollständig?"
        raise ContentError([Problem(name, current[0].line, message)])


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each logical line with the number of its first physical one."""
    start, parts = 0, list[str]()
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if parts and line[:1] in (" ", "\t"):
            parts.append(line[1:])
            continue
        if parts:
            yield start, "".join(parts)
        start, parts = number, [line] if line.strip() else []
    if parts:
        yield start, "".join(parts)


def _record(properties: list[_Property]) -> Record:
    first: dict[str, _Property] = {}
    for found in properties:
        if found.name != "RELATED" or "AGENT" in found.parameters:
            first.setdefault(found.name, found)
    values = {
        field: _plain(first[name].value)
        for name, field in {
            "FN": "role",
            "NICKNAME": "short_role",
            "EMAIL": "email",
            _HOURS: "opening_hours",
            "RELATED": "deputy",
        }.items()
        if name in first
    }
    if "ORG" in first:
        values["unit"] = _split(first["ORG"].value)[0]
    if "TEL" in first:
        number = _plain(first["TEL"].value)
        values["phone"] = written_phone(number) if number.lower().startswith("tel:") else number
    if "ADR" in first:
        parts = [*_split(first["ADR"].value), *[""] * (_ROOM + 1)]
        address = joined_address(parts[_STREET], parts[_CODE], parts[_TOWN])
        values |= {field: text for field, text in (("address", address), ("room", parts[_ROOM])) if text}
    if "REV" in first:
        values["verified_on"] = _day(first["REV"].value)
    uid = _plain(first["UID"].value).strip() if "UID" in first else ""
    return Record(uid if SLUG.fullmatch(uid) else "", properties[0].line, values)


def _day(stamp: str) -> str:
    """The day of a time stamp in basic or extended format.

    >>> _day("20261005T000000Z"), _day("2026-10-05T08:00:00Z")
    ('2026-10-05', '2026-10-05')
    """
    digits = stamp.strip()[:10].replace("-", "")[:8]
    try:
        return date.fromisoformat(digits).isoformat()
    except ValueError:
        return stamp.strip()
