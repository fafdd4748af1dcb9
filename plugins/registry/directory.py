"""A directory of staff as it was exported: what each line says of a desk, whatever its columns are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from plugins.phone_numbers import phone_uri
from plugins.registry.tables import read_table

#: What columns and LDAP attributes are called, without blanks and signs, in the order in which they count.
_ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "email": ("email", "mail", "emailadresse", "mailadresse", "emailaddress", "emaildienstlich"),
        "phone": (
            "telefon",
            "telefonnummer",
            "telefondienstlich",
            "tel",
            "rufnummer",
            "phone",
            "phonenumber",
            "businessphone",
            "telephone",
            "telephonenumber",
        ),
        "role": (
            "funktion",
            "rolle",
            "team",
            "aufgabe",
            "stelle",
            "role",
            "title",
            "jobtitle",
            "position",
            "description",
        ),
        "unit": (
            "amt",
            "abteilung",
            "dienststelle",
            "organisationseinheit",
            "einheit",
            "fachbereich",
            "unit",
            "department",
            "ou",
        ),
        "room": ("zimmer", "raum", "büro", "room", "roomnumber", "office", "physicaldeliveryofficename"),
        "address": (
            "adresse",
            "anschrift",
            "dienstadresse",
            "strasse",
            "address",
            "street",
            "streetaddress",
            "postaladdress",
        ),
        "postcode": ("plz", "postleitzahl", "postalcode"),
        "town": ("ort", "stadt", "town", "city", "l"),
        "deputy": ("vertretung", "stellvertretung", "vertreter", "stellvertreter", "deputy"),
        "name": ("name", "anzeigename", "displayname", "cn", "dn"),
    }
)
_FIELD = {alias: field for field, aliases in _ALIASES.items() for alias in aliases}


@dataclass(frozen=True, slots=True)
class Desk:
    """A line of the export, by our fields; ``line`` is where it stands. ``names`` are what others call it by."""

    line: int
    values: Mapping[str, str]
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def field_of(column: str) -> str:
    """Our field that a column or attribute stands for; "" if it is none of ours.

    >>> field_of("E-Mail-Adresse"), field_of("Straße / Hausnr."), field_of("telephoneNumber;lang-de")
    ('email', '', 'phone')
    """
    return _FIELD.get(_plain_name(column), "")


@cache
def _plain_name(column: str) -> str:
    """Small letters only, without LDAP's options."""
    return re.sub(r"[^a-zäöü]", "", column.partition(";")[0].casefold())


def desk_of(line: int, values: Iterable[tuple[str, str]]) -> Desk:
    """A desk from pairs of column or attribute and value; those given twice may both be meant."""
    found: dict[str, list[tuple[int, str]]] = {}
    for column, value in values:
        field = field_of(column)
        if field and value.strip():
            rank = _ALIASES[field].index(_plain_name(column))
            found.setdefault(field, []).append((rank, " ".join(value.replace("$", ", ").split())))
    first = {field: min(told, key=lambda one: one[0])[1] for field, told in found.items()}
    place = " ".join(filter(None, [first.pop("postcode", ""), first.pop("town", "")]))
    if place and first.get("address") and place not in first["address"]:
        first["address"] += f", {place}"
    return Desk(
        line,
        MappingProxyType(first),
        frozenset(address.casefold() for _, address in found.get("email", [])),
        frozenset(phone_uri(number) for _, number in found.get("phone", [])),
        frozenset(name.casefold() for _, name in found.get("name", [])),
    )


def read_csv(raw: bytes, name: str) -> list[Desk]:
    """The desks of a table; ContentError if it is none, or has neither e-mail addresses nor numbers."""

    def is_header(cells: list[str]) -> bool:
        fields = {field_of(cell) for cell in cells}
        return len(cells) > 1 and not fields.isdisjoint(("email", "phone"))

    table = read_table(raw, name, is_header)
    return [desk_of(line, zip(table.header, cells, strict=True)) for line, cells in table.rows]
