"""The list of inquiries, a CSV file with ids and times: what came in, when somebody reacted.

It holds no personal data, so columns it does not know are refused. Anything that would make a figure wrong
stops the reading with DataError; a figure from half a list would be a lie.
"""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from audit.errors import DataError
from audit.inquiry import TOTAL, Inquiry
from audit.probes.csv_table import Faults, records, shown
from audit.probes.moments import Moment, NoMoment, moment

COLUMNS = {
    "id": "Kennung",
    "received": "Eingang",
    "first_reaction": "erste Reaktion",
    "channel": "Kanal",
    "area": "Bereich",
    "closed": "abgeschlossen",
    "excluded_reason": "Ausschlussgrund",
}
"""Columns of the list and their German names. Either may head a column, in any order."""

MAX_LABEL = 80


def read(path: Path, today: date) -> tuple[Inquiry, ...]:
    """The inquiries of the list in its order, as of ``today``; a head without lines below it is no fault.

    Raises DataError, one sentence with file and line for each fault (at most 20): file missing, empty or no
    text, columns missing or unknown, line cut off, doubled id, impossible time, reaction or end before the
    receipt, any time after ``today``.
    """
    faults = Faults(path)
    rows = records(path, faults)
    line, names = next(rows, (0, []))
    faults.stop_if_any()
    if not names:
        raise DataError(
            f"{path}: Die Datei ist leer. Erwartet wird eine Kopfzeile: {';'.join(COLUMNS.values())}."
        )
    places = _places(line, names, faults)
    faults.stop_if_any()
    builder = _Builder(places, today, faults)
    found = [builder.inquiry(line, cells) for line, cells in rows]
    faults.stop_if_any()
    return tuple(inquiry for inquiry in found if inquiry is not None)


def _places(line: int, names: list[str], faults: Faults) -> dict[str, int]:
    """Column -> its place; missing, doubled and unknown columns are faults."""
    known = {_plain(name): column for column, german in COLUMNS.items() for name in (column, german)}
    places: dict[str, int] = {}
    unknown = []
    for place, name in enumerate(names):
        column = known.get(_plain(name))
        if column in places:
            faults.add(line, f"Die Spalte {shown(name)} kommt zweimal vor. Bitte eine davon löschen.")
        elif column:
            places[column] = place
        elif name:
            unknown.append(name)
    for column in (column for column in COLUMNS if column not in places):
        near = _nearest(column, unknown)
        unknown = [name for name in unknown if name != near]
        advice = f"Am nächsten kommt {shown(near)}: bitte umbenennen." if near else "Bitte ergänzen."
        faults.add(line, f"Es fehlt die Spalte „{COLUMNS[column]}“ ({column}). {advice}")
    for name in unknown:
        faults.add(line, f"Die Spalte {shown(name)} gehört nicht in die Liste (Datenschutz). Bitte löschen.")
    return places


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def _nearest(column: str, names: list[str]) -> str:
    """The name that looks most like the column's German or English one; empty if none does."""
    plain = {_plain(name): name for name in names}
    wanted = (_plain(COLUMNS[column]), _plain(column))
    return next((plain[match] for name in wanted for match in get_close_matches(name, plain, n=1)), "")


class _Builder:
    """Makes inquiries from cells and notes what is wrong with them."""

    def __init__(self, places: dict[str, int], today: date, faults: Faults) -> None:
        self._places = places
        self._today = today
        self._faults = faults
        self._line_of: dict[str, int] = {}
        self._spelling: dict[str, str] = {}

    def inquiry(self, line: int, cells: list[str]) -> Inquiry | None:
        """The inquiry in this line, or None if it has a fault."""
        if not self._is_whole(line, cells):
            return None
        faults_before = len(self._faults)
        row = {column: cells[place] for column, place in self._places.items()}
        self._check_id(line, row["id"])
        area, channel = (self._label(line, column, row[column]) for column in ("area", "channel"))
        received, reaction, closed = (
            self._time(line, c, row[c]) for c in ("received", "first_reaction", "closed")
        )
        if received is None:
            if not row["received"]:
                self._faults.add(
                    line, "Der Eingang fehlt. Bitte den Tag eintragen, an dem die Anfrage ankam."
                )
            return None
        self._check_order(line, received, reaction, closed)
        if len(self._faults) > faults_before:
            return None
        reacted_at, closed_at = (moment.at if moment else None for moment in (reaction, closed))
        return Inquiry(
            row["id"], received.at, reacted_at, channel, area, closed_at, row["excluded_reason"], line
        )

    def _is_whole(self, line: int, cells: list[str]) -> bool:
        wanted = max(self._places.values()) + 1
        if len(cells) < wanted:
            self._faults.add(
                line, f"Die Zeile ist abgeschnitten: {len(cells)} statt {wanted} Felder. Bitte ergänzen."
            )
            return False
        if any(cell for place, cell in enumerate(cells) if place not in self._places.values()):
            self._faults.add(
                line, "Die Zeile hat mehr Felder als die Kopfzeile. Bitte Trennzeichen im Text entfernen."
            )
            return False
        return True

    def _check_id(self, line: int, value: str) -> None:
        if not value or len(value) > MAX_LABEL:
            self._faults.add(
                line, f"Die Kennung fehlt oder ist länger als {MAX_LABEL} Zeichen. Bitte eintragen."
            )
        elif value in self._line_of:
            first = self._line_of[value]
            self._faults.add(
                line, f"Die Kennung {shown(value)} steht schon in Zeile {first}. Bitte eine davon ändern."
            )
        else:
            self._line_of[value] = line

    def _label(self, line: int, column: str, value: str) -> str:
        """The area or channel, spelt as where it stands first: „Mail“ and „mail“ are one group."""
        name = COLUMNS[column]
        if not value or len(value) > MAX_LABEL:
            self._faults.add(
                line, f"Der {name} fehlt oder ist länger als {MAX_LABEL} Zeichen. Bitte eintragen."
            )
        elif value.casefold() == TOTAL:
            self._faults.add(
                line, f"So darf kein {name} heißen: „{TOTAL}“ steht für die Summe. Bitte umbenennen."
            )
        return self._spelling.setdefault(value.casefold(), value)

    def _time(self, line: int, column: str, value: str) -> Moment | None:
        if not value:
            return None
        try:
            return moment(value, self._today)
        except NoMoment as reason:
            self._faults.add(line, f"{COLUMNS[column]} {shown(value)}: {reason}")
            return None

    def _check_order(
        self, line: int, received: Moment, reaction: Moment | None, closed: Moment | None
    ) -> None:
        if reaction and reaction.is_before(received):
            self._faults.add(
                line, "Die erste Reaktion liegt vor dem Eingang. Bitte eine der beiden Zeiten berichtigen."
            )
        if closed and closed.is_before(received):
            self._faults.add(
                line, "Der Abschluss liegt vor dem Eingang. Bitte eine der beiden Zeiten berichtigen."
            )
