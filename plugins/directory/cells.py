"""Cells of the table of entries: what stands in them, what Excel does to them, and how that is undone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from yaml.reader import Reader

from plugins.directory.entries import EntryMeta

#: Fields of an entry that the table holds, in the order of its columns; all others stay as they are in the file.
FIELDS = (
    "title",
    "summary",
    "provider",
    "categories",
    "districts",
    "target_groups",
    "languages",
    "step_free",
    "step_free_note",
    "costs",
    "phone",
    "email",
    "address",
    "website",
    "opening_hours",
    "contact",
    "owner",
    "last_reviewed_on",
    "review_in",
    "expires",
    "search_words",
)
#: Column with the Markdown below the front matter.
TEXT = "text"
#: Column with the name of the entry's file, without ".md".
FILE = "file"
COLUMNS = (FILE, *FIELDS, TEXT)
#: German Excel opens only tables with semicolons by a double click.
DELIMITER = ";"
#: Excel cuts longer texts off without a word.
MAX_CELL = 32_767

_LISTS = frozenset({"categories", "districts", "target_groups", "languages", "search_words"})
_DAYS = frozenset({"last_reviewed_on", "expires"})
#: What starts a formula in Excel or LibreOffice (OWASP, CSV Injection), also in full width.
_STARTS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
#: What Excel turns into a day or a number: 24/7 becomes the 24th of July, a leading zero goes.
_TURNED = re.compile(r"\d{1,2}/\d{1,4}|0\d+|\d+[eE]\d+")
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
#: What a cell looks like after Excel misread it, and what to do.
_MISREAD: Mapping[re.Pattern[str], str] = MappingProxyType(
    {
        re.compile(r"#+|#[A-ZÄÖÜ0-9/]+[!?]?"): (
            "Excel hat hier eine Formel oder zu breite Zahl gesehen. Bitte den Wert neu eintippen, mit einem ' davor."
        ),
        re.compile(r"\d+([.,]\d+)?E\+?\d+"): (
            "Excel hat die Nummer umgerechnet. Bitte neu eintippen, mit einem ' davor."
        ),
    }
)


def cell_of(meta: EntryMeta, field: str) -> str:
    """The value of a field as text; "" where the entry says nothing."""
    value = getattr(meta, field)
    if isinstance(value, tuple):
        return ", ".join(value)
    return value.isoformat() if isinstance(value, date) else value or ""


def value_of(field: str, cell: str) -> Any:
    """The value that a cell means, as YAML would give it; None for an empty cell. Malformed days stay text.

    >>> value_of("languages", "de, tr"), value_of("expires", "31.12.2026"), value_of("email", "")
    (['de', 'tr'], datetime.date(2026, 12, 31), None)
    """
    cell = cell.strip()
    if not cell:
        return None
    if field in _LISTS:
        return [part.strip() for part in cell.split(",") if part.strip()]
    return day_of(cell) if field in _DAYS else cell


def fault_of(field: str, cell: str) -> str:
    """What makes a cell unusable whatever the schema says, as a German sentence; "" if nothing does.

    >>> fault_of("phone", "6990009107")[:24]
    'Die führende 0 fehlt: Ex'
    """
    invisible = Reader.NON_PRINTABLE.search(cell)
    if invisible:
        return (
            f"In der Zelle steht ein unsichtbares Zeichen (U+{ord(invisible[0]):04X}). Bitte neu eintippen."
        )
    if field == "phone" and re.fullmatch(r"[1-9]\d{6,}", cell.strip()):
        return "Die führende 0 fehlt: Excel lässt sie weg. Bitte mit Leerzeichen schreiben, zum Beispiel 030 23125 650."
    return next((advice for pattern, advice in _MISREAD.items() if pattern.fullmatch(cell.strip())), "")


def guarded(value: str) -> str:
    """The value with an apostrophe before it where Excel would take it for a formula, a day or a number.

    >>> guarded("=1+1"), guarded("24/7"), guarded("'s Lädle")
    ("'=1+1", "'24/7", "'s Lädle")
    """
    return f"'{value}" if _needs_guard(value) else value


def unguarded(cell: str) -> str:
    """Undoes ``guarded``, for every value.

    >>> unguarded("'=1+1"), unguarded("'s Lädle")
    ('=1+1', "'s Lädle")
    """
    return cell[1:] if cell.startswith("'") and _needs_guard(cell[1:]) else cell


def _needs_guard(value: str) -> bool:
    bare = value.lstrip(
        "'"
    )  # one that has apostrophes already gets one more, so that taking one away is exact
    return bare.startswith(_STARTS_FORMULA) or bool(_TURNED.fullmatch(bare))


def day_of(cell: str) -> date | str:
    """A day as YAML or as German Excel writes it; the text itself if it is none."""
    german = _GERMAN_DAY.fullmatch(cell)
    iso = f"{german[3]}-{int(german[2]):02}-{int(german[1]):02}" if german else cell
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return cell
