"""The CSV table of entries as rows: its form, before anybody asks what the values mean."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.directory.cells import COLUMNS, DELIMITER, FILE, fault_of, unguarded
from plugins.field_types import SLUG
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.yaml_source import read_text

_EXCEL_UTF8 = (
    "Bitte in Excel mit „Speichern unter“ den Dateityp „CSV UTF-8 (durch Trennzeichen getrennt)“ wählen."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its first line in the file, and its cells by column."""

    line: int
    cells: Mapping[str, str]


def read_table(path: Path, name: str) -> str:
    """The text of a table; ContentError that says what to choose in Excel if it is not UTF-8."""
    if not path.is_file():
        raise ContentError([Problem(name, 0, f"Diese Datei gibt es nicht. Gesucht wurde {path.absolute()}.")])
    try:
        path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"Die Tabelle ist nicht in UTF-8 gespeichert. {_EXCEL_UTF8}"
        raise ContentError([Problem(name, 0, message)]) from error
    return read_text(path, name)


def rows_of(table: str, name: str, problems: list[Problem]) -> list[Row]:
    """The rows of the table whose cells can be told apart; faults of single rows go to ``problems``.

    ContentError where the table as a whole cannot be read.
    """
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=DELIMITER, strict=True)
    rows: list[Row] = []
    header: list[str] = []
    start = 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not header:
                header = [cell.strip() for cell in cells]
                _check_header(header, name)
            elif any(map(str.strip, cells)):
                rows += _row(line, header, cells, rows, name, problems)
    except csv.Error as error:
        message = "Hier ist ein Anführungszeichen nicht geschlossen, oder es steht mitten in einer Zelle."
        raise ContentError([*problems, Problem(name, start, message)]) from error
    if not rows and not problems:
        raise ContentError([Problem(name, 1, "Die Tabelle hat keine Zeile mit einem Eintrag.")])
    return rows


def _check_header(header: list[str], name: str) -> None:
    """The first row names columns, each once, and the column of the file among them."""
    first = header[0] if header else ""
    wrong = next((column for column in header if column not in COLUMNS), None)
    twice = next((column for index, column in enumerate(header) if column in header[:index]), None)
    if len(header) == 1 and re.match(rf"{FILE}[,\t]", first):
        message = "Die Spalten sind nicht mit Strichpunkt (;) getrennt. Bitte beim Speichern „;“ als Trennzeichen wählen."
    elif wrong is not None:
        message = f"Die Spalte „{wrong[:60]}“ gibt es nicht. {did_you_mean(wrong, COLUMNS)}"
    elif twice is not None:
        message = f"Die Spalte „{twice}“ steht zweimal da. Bitte eine löschen."
    elif FILE not in header:
        message = f"Die Spalte „{FILE}“ fehlt. Sie sagt, zu welcher Datei eine Zeile gehört."
    else:
        return
    raise ContentError([Problem(name, 1, message)])


def of_entry(message: str, file: str) -> str:
    """The message with the entry it is about: where cells have several lines, Excel counts rows otherwise."""
    return f"{message} Eintrag: {file}."


def _row(
    line: int,
    header: list[str],
    cells: list[str],
    before: Iterable[Row],
    name: str,
    problems: list[Problem],
) -> Iterator[Row]:
    """The row, unless something is wrong with it that makes its values doubtful."""
    if len(cells) > len(header) and not any(map(str.strip, cells[len(header) :])):
        cells = cells[: len(header)]  # Excel adds empty cells at the end
    if len(cells) != len(header):
        message = (
            f"Die Zeile hat {len(cells)} Zellen, die Überschrift {len(header)}. Fehlt ein Anführungszeichen?"
        )
        problems.append(Problem(name, line, message))
        return
    row = Row(line, {column: unguarded(cell) for column, cell in zip(header, cells, strict=True)})
    file = row.cells[FILE]
    faults = {
        column: of_entry(fault, file)
        for column, cell in row.cells.items()
        if (fault := fault_of(column, cell))
    }
    if not SLUG.fullmatch(file) or file == "index":
        hint = "Erlaubt sind nur a–z, 0–9 und einzelne Bindestriche, zum Beispiel „tafelladen-mitte“."
        faults[FILE] = f"„{file}“ kann kein Dateiname sein. {hint}"
    elif any(other.cells[FILE] == file for other in before):
        faults[FILE] = f"„{file}“ steht schon weiter oben. Bitte eine der beiden Zeilen löschen."
    found = [Problem(name, line, message, column) for column, message in faults.items()]
    problems += found
    if not found:
        yield row
