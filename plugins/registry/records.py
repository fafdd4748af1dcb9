"""A contact as other programs know it: text by field, and how far a format can carry it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import phonenumbers

from plugins.content_schema import ContactMeta
from plugins.directory.cells import day_of
from plugins.phone_numbers import phone_uri
from plugins.problems import ContentError, Problem

#: Fields of a contact that files hold, in the order of contacts.yaml and of the table's columns.
FIELDS = (
    "role",
    "short_role",
    "unit",
    "phone",
    "email",
    "address",
    "room",
    "opening_hours",
    "valid_from",
    "valid_to",
    "verified_on",
    "verified_by",
    "interval",
    "deputy",
)
DAYS = frozenset({"valid_from", "valid_to", "verified_on"})
#: More than any town has contacts or staff; a larger file is no such export.
MAX_BYTES = 20_000_000
_ADDRESS = re.compile(r"(?P<street>[^,]+), (?P<code>\d{5}) (?P<town>[^,]+)")


@dataclass(frozen=True, slots=True)
class Record:
    """One contact of a file: its id there ("" if it has none), its line, and the fields that the file speaks of.

    A field that is not in ``values`` stays as it is in the registry; an empty one goes.
    """

    id: str
    line: int
    values: Mapping[str, str]


def values_of(meta: ContactMeta) -> dict[str, str]:
    """The fields of a contact as text; "" where the registry says nothing."""
    return {field: _text(getattr(meta, field)) for field in FIELDS}


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def yaml_value(field: str, text: str) -> Any:
    """The text as YAML would give it; None where it is empty. A malformed day stays text, for the schema to refuse.

    >>> yaml_value("verified_on", "05.10.2026"), yaml_value("room", " "), yaml_value("phone", "112")
    (datetime.date(2026, 10, 5), None, '112')
    """
    text = text.strip()
    if not text:
        return None
    return day_of(text) if field in DAYS else text


def means_the_same(field: str, text: str, old: str) -> bool:
    """Whether both say the same: numbers are compared as they are dialled, days as days.

    >>> means_the_same("phone", "+49 30 23125110", "030 23125 110"), means_the_same("room", "Zimmer 2", "Zimmer 3")
    (True, False)
    """
    text, old = _normal(text), _normal(old)
    if field == "phone" and text and old:
        return phone_uri(text) == phone_uri(old)
    return text == old or yaml_value(field, text) == yaml_value(field, old)


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def written_phone(uri: str) -> str:
    """The number of a ``tel:`` address as people in Germany write it.

    >>> written_phone("tel:+493023125110"), written_phone("tel:112"), written_phone("tel:+43-1-40000")
    ('030 23125110', '112', '+43 1 40000')
    """
    digits = uri.partition(":")[2].partition(";")[0]
    try:
        number = phonenumbers.parse(digits, "DE")
    except phonenumbers.NumberParseException:
        return digits
    if len(digits) <= 6:
        return digits
    is_german = number.country_code == 49
    style = phonenumbers.PhoneNumberFormat
    written = phonenumbers.format_number(number, style.NATIONAL if is_german else style.INTERNATIONAL)
    # a number that cannot exist may lose its zero on the way
    return written if phone_uri(written) == phone_uri(digits) else digits


def address_parts(address: str) -> tuple[str, str, str]:
    """Street with number, postcode, town; all of it as street where it is written otherwise.

    >>> address_parts("Marktplatz 1, 70000 Musterstadt"), address_parts("Am Hafen")
    (('Marktplatz 1', '70000', 'Musterstadt'), ('Am Hafen', '', ''))
    """
    match = _ADDRESS.fullmatch(address)
    if not match or joined_address(*match.group("street", "code", "town")) != address:
        return address, "", ""
    return match["street"], match["code"], match["town"]


def joined_address(street: str, code: str, town: str) -> str:
    """Undoes ``address_parts``, for every address.

    >>> joined_address("Marktplatz 1", "70000", "Musterstadt")
    'Marktplatz 1, 70000 Musterstadt'
    """
    place = " ".join(part for part in (code.strip(), town.strip()) if part)
    return ", ".join(part for part in (street.strip(), place) if part)


def identified(records: Iterable[Record], contacts: Mapping[str, ContactMeta]) -> list[Record]:
    """The records under the ids of the registry where e-mail or, failing that, telephone belong to just one contact."""
    emails, phones = _index(contacts, "email"), _index(contacts, "phone")
    found = []
    for record in records:
        known = record.id if record.id in contacts else ""
        known = known or emails.get(_key("email", record.values.get("email", "")), "")
        known = known or phones.get(_key("phone", record.values.get("phone", "")), "")
        found.append(replace(record, id=known or record.id))
    return found


def _index(contacts: Mapping[str, ContactMeta], field: str) -> dict[str, str]:
    """Contact by what its field says, where no other says the same."""
    found: dict[str, list[str]] = {}
    for contact_id, meta in contacts.items():
        key = _key(field, getattr(meta, field))
        if key:
            found.setdefault(key, []).append(contact_id)
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}


def _key(field: str, text: str) -> str:
    text = text.strip()
    return (phone_uri(text) if field == "phone" else text.casefold()) if text else ""


def read_bytes(path: Path, name: str, limit: int = MAX_BYTES) -> bytes:
    """The file's bytes; ContentError if it is not there or larger than ``limit``."""
    if not path.is_file():
        raise ContentError([Problem(name, 0, f"Diese Datei gibt es nicht. Gesucht wurde {path.absolute()}.")])
    try:
        if path.stat().st_size > limit:
            message = (
                f"Die Datei ist größer als {limit // 1_000_000} MB. Bitte nur die nötigen Spalten ausgeben."
            )
            raise ContentError([Problem(name, 0, message)])
        return path.read_bytes()
    except OSError as error:
        message = f"Die Datei lässt sich nicht lesen ({error.strerror}). Bitte die Zugriffsrechte prüfen."
        raise ContentError([Problem(name, 0, message)]) from error
