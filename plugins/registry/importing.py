"""What an import would change in contacts.yaml, proven before anything is written."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from yaml import YAMLError

from plugins.content_schema import ContactMeta, ContactsFile
from plugins.field_types import SLUG
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.registry.records import FIELDS, Record, means_the_same, values_of, yaml_value
from plugins.registry.registry_file import changed_registry
from plugins.schema_messages import validated
from plugins.yaml_source import YamlSource, parse_yaml

#: Where a contact that comes without says nothing of it: every half year, as all others.
_INTERVAL = "6 Monate"


@dataclass(frozen=True, slots=True)
class Change:
    """One contact that changes, or is new, with the fields that differ."""

    contact: str
    fields: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does. ``missing`` are contacts that the file does not have, they stay; ``skipped`` are lines of the
    file that are no contact of ours and cannot become one: without id, or verified by nobody."""

    before: str
    after: str
    changes: tuple[Change, ...]
    unchanged: int
    missing: tuple[str, ...]
    skipped: tuple[int, ...]

    def diff(self, name: str) -> str:
        """The change as a unified diff of contacts.yaml, "" if there is none."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            name,
            f"{name} (neu)",
            n=2,
        )
        return "".join(lines)


def plan_import(
    text: str,
    name: str,
    contacts: Mapping[str, ContactMeta],
    records: Sequence[Record],
    source: str,
    problems: list[Problem],
) -> Plan:
    """What ``records`` of the file ``source`` change in the registry ``text``; ContentError with all faults."""
    usable = [record for record in records if record.id in contacts or _can_be_new(record)]
    changes: dict[str, dict[str, Any]] = {}
    _check_ids(usable, source, problems)
    for record in usable:
        change = _changed_values(record, contacts.get(record.id))
        merged = _values(contacts.get(record.id)) | change
        _check(record, merged, source, problems)
        if change:
            changes[record.id] = change
    known = contacts.keys() | changes.keys()
    for record in usable:
        deputy = changes.get(record.id, {}).get("deputy")
        if deputy and deputy not in known:
            message = f"Die Vertretung „{deputy}“ gibt es nicht. {did_you_mean(deputy, known)}"
            problems.append(Problem(source, record.line, message, "deputy"))
    if problems:
        raise ContentError(problems)
    after = _proven_text(text, contacts, changes, name) if changes else text
    skipped = tuple(record.line for record in records if record not in usable)
    listed = {record.id for record in usable}
    return Plan(
        text,
        after,
        tuple(
            Change(
                contact_id, tuple(field for field in FIELDS if field in change), contact_id not in contacts
            )
            for contact_id, change in changes.items()
        ),
        len(usable) - len(changes),
        tuple(sorted(contacts.keys() - listed)),
        skipped,
    )


def _can_be_new(record: Record) -> bool:
    """Whether the record can become a contact: nobody vouches for one without a day on which it was verified."""
    return bool(record.id) and bool(record.values.get("verified_on", "").strip())


def _changed_values(record: Record, meta: ContactMeta | None) -> dict[str, Any]:
    """The fields in which the record differs from the registry."""
    if meta is None:
        wanted = {"interval": _INTERVAL} | {
            field: text for field, text in record.values.items() if text.strip()
        }
        return {field: yaml_value(field, text) for field, text in wanted.items()}
    old = values_of(meta)
    return {
        field: yaml_value(field, text)
        for field, text in record.values.items()
        if not means_the_same(field, text, old[field])
    }


def _values(meta: ContactMeta | None) -> dict[str, Any]:
    return {field: value for field in FIELDS if (value := getattr(meta, field))} if meta else {}


def _check_ids(records: Sequence[Record], source: str, problems: list[Problem]) -> None:
    seen: set[str] = set()
    for record in records:
        if not SLUG.fullmatch(record.id):
            hint = "Erlaubt sind nur a–z, 0–9 und einzelne Bindestriche, zum Beispiel „wohnberatung“."
            message = f"„{record.id[:60]}“ kann keine Kennung sein. {hint}"
            problems.append(Problem(source, record.line, message, "id"))
        elif record.id in seen:
            message = f"Der Kontakt „{record.id}“ steht schon weiter oben. Bitte einen von beiden löschen."
            problems.append(Problem(source, record.line, message, "id"))
        seen.add(record.id)


def _check(record: Record, merged: Mapping[str, Any], source: str, problems: list[Problem]) -> None:
    """Faults of the contact as it would be, at the line of the imported file."""
    values = {field: value for field, value in merged.items() if value is not None}
    lines = dict.fromkeys((*FIELDS, *values), record.line)
    faults: list[Problem] = []
    validated(ContactMeta, YamlSource(source, values, lines), faults)
    problems += (replace(fault, message=f"{fault.message} Kontakt: {record.id}.") for fault in faults)


def _proven_text(
    text: str, contacts: Mapping[str, ContactMeta], changes: Mapping[str, Mapping[str, Any]], name: str
) -> str:
    """The new text, which says exactly what was wanted; ContentError where contacts stand on one line or the like."""
    message = "Die Datei lässt sich nicht feldweise ändern. Bitte von Hand ändern, je Feld eine Zeile."
    fault = ContentError([Problem(name, 0, message)])
    wanted = {contact_id: _wanted(meta, changes.get(contact_id, {})) for contact_id, meta in contacts.items()}
    new = (contact_id for contact_id in changes if contact_id not in contacts)
    wanted |= {contact_id: _wanted(None, changes[contact_id]) for contact_id in new}
    try:
        after = changed_registry(text, changes)
        file = ContactsFile.model_validate(dict(parse_yaml(after, name, first_line=1).data))
    except (YAMLError, ContentError, ValidationError) as error:
        raise fault from error
    if dict(file.contacts) != wanted:
        raise fault
    return after


def _wanted(meta: ContactMeta | None, change: Mapping[str, Any]) -> ContactMeta:
    own = {field: getattr(meta, field) for field in meta.model_fields_set} if meta else {}
    merged = {field: value for field, value in (own | change).items() if value is not None}
    return ContactMeta.model_validate(merged)


def write(path: Path, content: bytes) -> None:
    """Put the file in place with one rename; OSError leaves it as it was."""
    beside = path.with_name(f".{path.name}.neu")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
