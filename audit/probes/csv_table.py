"""CSV files as town halls have them: bytes from Excel or a ticket system to records with their line.

Takes UTF-8 (with or without BOM), UTF-16 with BOM and Windows-1252, separated by ``;``, ``,`` or tab.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

from audit.errors import DataError

MAX_FAULTS_SHOWN = 20

_SAVE_AS_CSV = "Bitte die Liste neu speichern, als „CSV UTF-8“."
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and ods are ZIP archives, xls is an OLE container
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_EXPLAINED = {
    "field larger": "Ein Feld ist viel zu lang. Wahrscheinlich fehlt ein schließendes Anführungszeichen.",
    "end of data": "Ein Anführungszeichen wird bis zum Ende der Datei nicht geschlossen. Bitte ergänzen.",
    "expected after": "Hinter einem schließenden Anführungszeichen steht noch Text. Bitte beides trennen.",
}
"""What Python's csv module says (its default limit of a field is 128 KiB) and what an editor reads."""


class Faults:
    """Collects what is wrong with a file, so that it can be mended in one go."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, line: int, sentence: str) -> None:
        """Note a German sentence on what is wrong in the 1-based line and what to do."""
        self._found.append((line, sentence))

    def stop_if_any(self) -> None:
        """Raise DataError with one sentence a fault, by line, the first 20 of them."""
        if not self._found:
            return
        sentences = [
            f"{self._path}, Zeile {line}: {sentence}"
            for line, sentence in sorted(self._found, key=itemgetter(0))[:MAX_FAULTS_SHOWN]
        ]
        if len(self._found) > MAX_FAULTS_SHOWN:
            sentences.append(
                f"{self._path}: {len(self._found) - MAX_FAULTS_SHOWN} weitere Fehler nicht gezeigt."
            )
        raise DataError("\n".join(sentences))


def records(path: Path, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Each record as stripped cells with the line it starts on; records without any content are left out.

    A record that breaks the CSV rules is noted as fault and ends the reading, since nothing behind it is
    certain. Raises DataError if the file cannot be read or is no text.
    """
    text = _decode(path)
    head = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=head.count), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            faults.add(line, next(said for words, said in _EXPLAINED.items() if words in str(error)))
            return
        if any(cells):
            yield line, cells


def shown(value: str) -> str:
    """A cell as it may stand in a sentence: quoted, short, without signs that hide or turn text."""
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in value)
    return f"„{text[:40]}{'…' if len(text) > 40 else ''}“"


def _decode(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(
            f"{path}: Die Datei lässt sich nicht lesen. Bitte Namen, Ort und Rechte prüfen."
        ) from error
    if data.startswith(_WORKBOOKS):
        raise DataError(f"{path}: Das ist eine Tabellen-Mappe, keine CSV-Datei. {_SAVE_AS_CSV}")
    for encoding in ("utf-16",) if data.startswith(_UTF_16) else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if bad := _CONTROL.search(text):
            line = len(_LINE_END.findall(text, 0, bad.start())) + 1
            sign = "NUL-Zeichen" if bad[0] == "\0" else "Steuerzeichen"
            raise DataError(f"{path}, Zeile {line}: Hier steht ein {sign}. {_SAVE_AS_CSV}")
        return text
    raise DataError(f"{path}: Das ist keine Textdatei. {_SAVE_AS_CSV}")
