"""contacts.yaml with some contacts changed or added: order, comments and text of everything else stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from plugins.directory.files import dumped, end_line
from plugins.registry.records import FIELDS

#: Fields by contact: new values as YAML gives them, None for a field that goes.
Changes = Mapping[str, Mapping[str, Any]]
_Lines = list[str]


def changed_registry(text: str, changes: Changes) -> str:
    """The file ``text`` with the changes; ids that it does not have are added at the end.

    >>> changed_registry("contacts:\\n  a:\\n    role: Alt # so\\n    # wichtig\\n    unit: Amt\\n", {"a": {"role": "Neu"}})
    'contacts:\\n  a:\\n    role: Neu\\n    # wichtig\\n    unit: Amt\\n'
    """
    lines = text.removesuffix("\n").split("\n")
    contacts = _contacts(text)
    spans = {key.value: (key.start_mark.line, value) for key, value in contacts.value}
    # from the last to the first, so that lines before stay where they are
    for contact_id in sorted(changes.keys() & spans.keys(), key=lambda known: -spans[known][0]):
        _change(lines, spans[contact_id][1], changes[contact_id])
    indent = contacts.start_mark.column
    # what was changed above may have moved the end
    end = end_line(_contacts("\n".join(lines) + "\n"))
    added: _Lines = []
    for contact_id in changes:
        if contact_id not in spans:
            added += ["", *_written(contact_id, changes[contact_id], indent)]
    return "\n".join([*lines[:end], *added, *lines[end:]]) + "\n"


def _contacts(text: str) -> yaml.MappingNode:
    root = yaml.compose(text, yaml.SafeLoader)
    return next(value for key, value in root.value if key.value == "contacts")


def _change(lines: _Lines, contact: yaml.MappingNode, values: Mapping[str, Any]) -> None:
    """Replace, add and take out fields of one contact, whose places are those of ``lines`` as they are."""
    places = {key.value: (key.start_mark.line, end_line(value)) for key, value in contact.value}
    indent = " " * contact.start_mark.column
    first = contact.start_mark.line

    def place(field: str) -> tuple[int, int]:
        if field in places:
            return places[field]
        before = [places[name][1] for name in FIELDS[: FIELDS.index(field)] if name in places]
        end = max(before, default=first)
        return end, end

    # of fields that are added at one place, the later comes first, so that the earlier one pushes it down
    for field in sorted(values, key=lambda name: (place(name)[0], FIELDS.index(name)), reverse=True):
        start, end = place(field)
        value = values[field]
        lines[start:end] = [] if value is None else _field(field, value, indent)


def _field(field: str, value: Any, indent: str) -> _Lines:
    return [f"{indent}{line}" for line in dumped({field: value}, flow=False).split("\n")]


def _written(contact_id: str, values: Mapping[str, Any], indent: int) -> _Lines:
    fields = [
        line
        for field in FIELDS
        if values.get(field) is not None
        for line in _field(field, values[field], " " * (indent + 2))
    ]
    key = dumped({contact_id: ""}, flow=False).partition(":")[0]
    return [f"{' ' * indent}{key}:", *fields]
