"""Tables as other programs write them: any delimiter and encoding of Excel, with lines before the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from plugins.problems import ContentError, Problem

#: How many lines may come before the header: a title, a date, Excel's own ``sep=;``.
_LINES_BEFORE = 20
_DELIMITERS = ";,\t|"


@dataclass(frozen=True, slots=True)
class Table:
    """Header cells as they are written, and rows with the line at which each begins. All rows have the header's width."""

    header: tuple[str, ...]
    header_line: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def decoded(raw: bytes, name: str) -> str:
    """The text in UTF-8, UTF-16 with byte-order mark or Windows-1252, which is what Excel writes; ContentError if none is.

    >>> decoded("Büro".encode("cp1252"), ""), decoded("Büro".encode("utf-16"), "")
    ('Büro', 'Büro')
    """
    try:
        is_utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = raw.decode("utf-16") if is_utf16 else _utf8_or_windows(raw)
    except UnicodeDecodeError as error:
        message = "Die Codierung der Datei ist nicht lesbar. Bitte als „CSV UTF-8“ speichern."
        raise ContentError([Problem(name, 0, message)]) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = "Die Datei enthält ein Null-Zeichen. Ist das wirklich eine Tabelle?"
        raise ContentError([Problem(name, line, message)])
    return text


def _utf8_or_windows(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def read_table(raw: bytes, name: str, is_header: Callable[[list[str]], bool]) -> Table:
    """The table whose header is the first line for which ``is_header`` holds, with whatever delimiter it does.

    ContentError where there is no such line, a quote is not closed, or a row has more cells than the header.
    """
    text = decoded(raw, name)
    line, delimiter = _header(text, name, is_header)
    body = io.StringIO(text, newline="")
    for _ in range(line):
        body.readline()
    reader = csv.reader(body, delimiter=delimiter, strict=True)
    header: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    start = line + 1
    try:
        for cells in reader:
            place, start = start, line + reader.line_num + 1
            if not header:
                header = tuple(cell.strip() for cell in cells)
            elif any(map(str.strip, cells)):
                rows.append((place, _fitted(cells, len(header), place, name)))
    except csv.Error as error:
        message = "Hier ist ein Anführungszeichen nicht geschlossen, oder eine Zelle ist viel zu lang."
        raise ContentError([Problem(name, start, message)]) from error
    if not rows:
        raise ContentError([Problem(name, line + 1, "Unter der Überschrift steht keine Zeile.")])
    return Table(header, line + 1, tuple(rows))


def _header(text: str, name: str, is_header: Callable[[list[str]], bool]) -> tuple[int, str]:
    """Lines before the header, and its delimiter."""
    for index, line in enumerate(io.StringIO(text[:200_000], newline="")):
        for delimiter in _DELIMITERS:
            try:
                cells = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
            except csv.Error:
                continue
            if is_header([cell.strip() for cell in cells]):
                return index, delimiter
        if index == _LINES_BEFORE:
            break
    message = "Keine Zeile sieht wie eine Überschrift aus. Nötig ist eine Spalte „E-Mail“ oder „Telefon“, am besten mit"
    hint = "„Funktion“, „Amt“, „Zimmer“, „Adresse“, „Vertretung“; für den Import die Spalte „id“."
    raise ContentError([Problem(name, 1, f"{message} {hint}")])


def _fitted(cells: list[str], width: int, line: int, name: str) -> tuple[str, ...]:
    """The row as wide as the header: programs leave out empty cells at the end, or add some."""
    if any(map(str.strip, cells[width:])):
        message = f"Die Zeile hat {len(cells)} Zellen, die Überschrift {width}. Fehlt ein Anführungszeichen?"
        raise ContentError([Problem(name, line, message)])
    return (*cells[:width], *[""] * (width - len(cells)))
