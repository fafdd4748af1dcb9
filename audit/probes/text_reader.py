"""Read documents that are plain text: text, tables (CSV), calendars (RFC 5545) and address cards (RFC 6350)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from audit.probes.document_text import contact_lines

_LINE_END = re.compile(r"\r\n|\r|\n")
#: How files of this kind begin.
_BEGINS = {".ics": "BEGIN:VCALENDAR", ".vcf": "BEGIN:VCARD"}
#: Properties that people read; identifiers (``UID:7@host``) and pictures only look like contacts.
_PROPERTY = re.compile(
    r"(?:[\w-]+\.)?(?:TEL|EMAIL|NOTE|DESCRIPTION|SUMMARY|LOCATION|CONTACT|COMMENT|ORGANIZER|ATTENDEE)"
    r'(?:;(?:"[^"]*"|[^":])*)?:(.*)',
    re.I | re.S,
)


def facts(data: bytes, suffix: str) -> dict[str, Any]:
    """``contact_lines`` by number of line, or the ``problem``. Never raises for what is in the file."""
    text = _decoded(data)
    begins = _BEGINS.get(suffix, "")
    if "\0" in text or data.startswith((b"PK\x03\x04", b"%PDF-")):
        return {"problem": "ist keine Textdatei", "is_damaged": True}
    if not text.lstrip().upper().startswith(begins):
        return {"problem": f"ist keine {suffix}-Datei", "is_damaged": True}
    lines = enumerate(_LINE_END.split(text), 1)
    return {"contact_lines": contact_lines(_values(lines) if begins else lines)}


def _decoded(data: bytes) -> str:
    """The text; of bytes in no known encoding what can be had, since numbers and addresses are ASCII."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _values(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Values of the properties that people read, each line of a value for itself."""
    for number, line in _unfolded(lines):
        if match := _PROPERTY.fullmatch(line):
            value = re.sub(r"\\([,;\\])", r"\1", match[1])
            for part in re.split(r"\\n", value, flags=re.I):
                yield number, re.sub(r"^(?:tel|mailto):", "", part, flags=re.I)


def _unfolded(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines as they were before they were folded (RFC 5545, 3.1; RFC 6350, 3.2), with the number of their first."""
    first, parts = 0, [""]
    for number, line in lines:
        if line[:1] in (" ", "\t"):
            parts.append(line[1:])
        else:
            yield first, "".join(parts)
            first, parts = number, [line]
    yield first, "".join(parts)
