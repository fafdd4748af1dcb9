"""A comparison for the terminal and as JSON. What the export says is told only to those who asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plugins.registry.compare import Comparison, Difference, Kind
from plugins.registry.directory import Desk

_KINDS = {
    Kind.LEFT: "nicht im Export",
    Kind.MOVED: "umgezogen",
    Kind.NUMBER: "andere Nummer",
    Kind.EMAIL: "andere E-Mail",
    Kind.UNIT: "anderes Amt",
    Kind.DEPUTY: "andere Vertretung",
}
_FIELDS = {"room": "Raum", "address": "Adresse"}


def told(comparison: Comparison, file: str, values: bool, missing: bool) -> Iterator[str]:
    """One line a difference, with the line to open in contacts.yaml; then what could not be compared, and the sum."""
    for one in comparison.differences:
        field = f", {_FIELDS[one.field]}" if one.field in _FIELDS else ""
        instead = f" – im Export: {' / '.join(one.directory)}" if values and one.directory else ""
        yield f"  {one.contact}: {_KINDS[one.kind]}{field}. Zeile {one.line}: {one.registry or '(keine)'}{instead}"
    yield from _closing(comparison, file, values, missing)


def _closing(comparison: Comparison, file: str, values: bool, missing: bool) -> Iterator[str]:
    if comparison.not_comparable:
        yield f"  Nicht verglichen, der Export kennt ihre Nummern nicht: {', '.join(comparison.not_comparable)}"
    if missing:
        for desk in comparison.missing:
            yield f"  Nicht im Kontaktverzeichnis: Export, Zeile {desk.line}" + (
                f": {_told(desk)}" if values else ""
            )
    contacts = len({one.contact for one in comparison.differences})
    if contacts:
        yield f"✗ {contacts} von {comparison.compared} Kontakten weichen ab. Bitte prüfen und ändern: {file}"
    else:
        yield f"✓ {comparison.compared} Kontakte verglichen, keiner weicht ab."


def _told(desk: Desk) -> str:
    return ", ".join(desk.values[field] for field in sorted(desk.values))


def as_json(comparison: Comparison, file: str, source: str, values: bool, missing: bool) -> dict[str, Any]:
    """The comparison as plain data: ids, fields and the registry's own values; the export's only with ``values``."""
    data: dict[str, Any] = {
        "schema": 1,
        "contacts_file": file,
        "directory": source,
        "compared": comparison.compared,
        "differences": [_difference(one, values) for one in comparison.differences],
        "not_comparable": list(comparison.not_comparable),
        "missing_count": len(comparison.missing),
    }
    if missing:
        data["missing"] = [
            {"line": desk.line} | (dict(desk.values) if values else {}) for desk in comparison.missing
        ]
    return data


def _difference(one: Difference, values: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "contact": one.contact,
        "kind": one.kind.value,
        "field": one.field,
        "registry": one.registry,
        "line": one.line,
        "directory_lines": list(one.directory_lines),
    }
    return data | ({"directory": list(one.directory)} if values else {})
