"""The registry as a table for German Excel (RFC 4180, UTF-8 with byte-order mark, semicolons), and back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from plugins.content_schema import ContactMeta
from plugins.directory.cells import DELIMITER, fault_of, guarded, unguarded
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.registry.records import FIELDS, Record, values_of
from plugins.registry.tables import read_table

ID = "id"
COLUMNS = (ID, *FIELDS)


def render(contacts: Mapping[str, ContactMeta]) -> bytes:
    """All contacts, each a row, in the registry's order."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=DELIMITER, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for contact_id, meta in contacts.items():
        writer.writerow(map(guarded, [contact_id, *values_of(meta).values()]))
    return out.getvalue().encode("utf-8-sig")


def read(raw: bytes, name: str, problems: list[Problem]) -> list[Record]:
    """The rows as records; faults of single cells go to ``problems``, ContentError if it is no such table."""
    table = read_table(raw, name, lambda header: ID in header)
    _check_header(table.header, table.header_line, name)
    records = []
    for line, cells in table.rows:
        values = {column: unguarded(cell) for column, cell in zip(table.header, cells, strict=True)}
        problems += _faults(values, line, name)
        records.append(Record(values.pop(ID).strip(), line, values))
    return records


def _faults(values: Mapping[str, str], line: int, name: str) -> Iterator[Problem]:
    for column, cell in values.items():
        if fault := fault_of(column, cell):
            yield Problem(name, line, f"{fault} Kontakt: {values[ID]}.", column)


def _check_header(header: tuple[str, ...], line: int, name: str) -> None:
    wrong = next((column for column in header if column not in COLUMNS), None)
    twice = next((column for index, column in enumerate(header) if column in header[:index]), None)
    if wrong is not None:
        message = f"Die Spalte „{wrong[:60]}“ gibt es nicht. {did_you_mean(wrong, COLUMNS)}"
    elif twice is not None:
        message = f"Die Spalte „{twice}“ steht zweimal da. Bitte eine löschen."
    else:
        return
    raise ContentError([Problem(name, line, message)])
