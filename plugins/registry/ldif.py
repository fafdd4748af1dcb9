"""Directory exports in LDIF (RFC 2849): folded lines, values in base64, several values of one attribute.

Read line by line, and only what we compare: photos and certificates are passed over. Addresses of values (``attr:<``)
are never opened.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from plugins.problems import ContentError, Problem
from plugins.registry.directory import Desk, desk_of, field_of

#: Staff with photos; read in pieces, so that size costs only time.
MAX_BYTES = 500_000_000
#: No value that we compare is longer; what is, is passed over.
_MAX_VALUE = 65_536


def read(path: Path, name: str) -> list[Desk]:
    """The desks of the entries that have an e-mail address or a number; ContentError with the line if it is no LDIF."""
    if path.stat().st_size > MAX_BYTES:
        raise ContentError([Problem(name, 0, f"Die Datei ist größer als {MAX_BYTES // 1_000_000} MB.")])
    with path.open("rb") as file:
        desks = list(_desks(file, name))
    if not desks:
        message = "Kein Eintrag hat eine E-Mail-Adresse oder Telefonnummer (mail, telephoneNumber)."
        raise ContentError([Problem(name, 1, message)])
    return desks


def _desks(file: BinaryIO, name: str) -> Iterator[Desk]:
    start, values, is_entry = 0, list[tuple[str, str]](), False
    for number, line in _unfolded(file):
        if not line:
            if is_entry:
                yield from _with_number_or_address(desk_of(start, values))
            start, values, is_entry = 0, [], False
            continue
        attribute, value = _pair(line, number, name)
        is_entry = is_entry or attribute.lower() == "dn"
        if not is_entry and attribute.lower() != "version":
            message = "Hier wird „dn:“ erwartet. Ist das wirklich eine LDIF-Datei?"
            raise ContentError([Problem(name, number, message)])
        start = start or (number if is_entry else 0)
        if field_of(attribute):
            values.append((attribute, value))
    if is_entry:
        yield from _with_number_or_address(desk_of(start, values))


def _with_number_or_address(desk: Desk) -> Iterator[Desk]:
    if desk.emails or desk.phones:
        yield desk


def _pair(line: bytes, number: int, name: str) -> tuple[str, str]:
    """Attribute and value; "" for a value that lies elsewhere."""
    attribute, colon, rest = line.partition(b":")
    if not colon or not attribute.strip():
        raise ContentError(
            [Problem(name, number, "Diese Zeile hat keinen Doppelpunkt. Ist die Datei beschädigt?")]
        )
    if rest.startswith(b":"):
        try:
            rest = base64.b64decode(rest[1:].strip(), validate=True)
        except binascii.Error as error:
            message = "Der Wert nach „::“ ist kein Base64. Ist die Datei vollständig?"
            raise ContentError([Problem(name, number, message)]) from error
    elif rest.startswith(b"<"):
        rest = b""
    return attribute.decode("ascii", "replace").strip(), _text(rest.strip())


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _unfolded(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each logical line with the number of its first one, comments left out, empty ones kept.

    Of what is longer than any value we compare only the attribute stays.
    """
    start, current = 0, None
    for number, line in _lines(file):
        if line[:1] == b" " and current is not None:
            current = _shortened(current + line[1:])
            continue
        if current is not None and not current.startswith(b"#"):
            yield start, current
        start, current = number, _shortened(line)
    if current is not None and not current.startswith(b"#"):
        yield start, current


def _shortened(line: bytes) -> bytes:
    return line if len(line) <= _MAX_VALUE else line.partition(b":")[0][:_MAX_VALUE] + b":"


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Physical lines without their ends; the byte-order mark is dropped."""
    number = 0
    while line := file.readline(_MAX_VALUE + 2):
        number += 1
        while not line.endswith(b"\n") and (more := file.readline(_MAX_VALUE)):
            line = line[: _MAX_VALUE + 1] + (b"\n" if more.endswith(b"\n") else b"")
        yield (
            number,
            line.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n") if number == 1 else line.rstrip(b"\r\n"),
        )
