"""The list of inquiries, a CSV file with ids and times: what came in, when somebody reacted.

It holds no personal data, so columns it does not know are refused. Lines that are not whole stop the reading with
DataError. A line whose times cannot be is unclear: no figure counts it, and it is told. If that is most of the list,
the reading stops too; a figure from half a list would be a lie.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from audit.errors import DataError
from audit.probes.csv_table import Faults, records, shown
from audit.probes.moments import Moment, NoMoment, moment
from audit.responses.inquiry import TOTAL, Inquiry, Intake, Unclear

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
_LIKE_A_TIME = re.compile(r"[\d.:+\-TZ ]{1,40}", re.ASCII)


def read(path: Path, today: date) -> Intake:
    """The inquiries of the list in its order, as of ``today``; a head without lines below it is no fault.

    Raises DataError, one sentence with file and line for each fault (at most 20): file missing, empty or no
    text, columns missing or unknown, line cut off, doubled id. Unclear is an impossible time (31 February, the
    hour that clocks leave out), a reaction or end before the receipt, any time after ``today``; if more than half of
    the lines are, they are faults like the others.
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
    builder = _Builder(path, places, today, faults)
    found = [builder.inquiry(line, cells) for line, cells in rows]
    if len(faults) or len(builder.unclear) * 2 > len(found):
        builder.unclear_are_faults()
    faults.stop_if_any()
    return Intake(tuple(inquiry for inquiry in found if inquiry is not None), tuple(builder.unclear.values()))


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

    def __init__(self, path: Path, places: dict[str, int], today: date, faults: Faults) -> None:
        self.unclear: dict[int, Unclear] = {}  # by line
        self._path = path
        self._impossible: list[tuple[int, str]] = []
        self._places = places
        self._today = today
        self._faults = faults
        self._line_of: dict[str, int] = {}
        self._spelling: dict[str, str] = {}

    def inquiry(self, line: int, cells: list[str]) -> Inquiry | None:
        """The inquiry in this line, or None if it has a fault or is unclear."""
        if not self._is_whole(line, cells):
            return None
        faults_before = len(self._faults)
        row = {column: cells[place] for column, place in self._places.items()}
        self._check_id(line, row["id"])
        area, channel = (self._label(line, column, row[column]) for column in ("area", "channel"))
        received, reaction, closed = (
            self._time(line, row, c) for c in ("received", "first_reaction", "closed")
        )
        if received is None:
            if not row["received"]:
                self._faults.add(
                    line, "Der Eingang fehlt. Bitte den Tag eintragen, an dem die Anfrage ankam."
                )
            return None
        self._check_order(line, row["id"], received, reaction, closed)
        if len(self._faults) > faults_before or line in self.unclear:
            return None
        reacted_at, closed_at = (moment.at if moment else None for moment in (reaction, closed))
        return Inquiry(
            id=row["id"],
            received=received.at,
            first_reaction=reacted_at,
            channel=channel,
            area=area,
            closed=closed_at,
            excluded_reason=row["excluded_reason"],
            line=line,
            file=str(self._path),
            is_timed=received.timed and (reaction is None or reaction.timed),
        )

    def unclear_are_faults(self) -> None:
        """Most of the list is unclear, or it has faults anyway: everything is to be mended in one go."""
        for line, sentence in self._impossible:
            self._faults.add(line, sentence)

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

    def _time(self, line: int, row: Mapping[str, str], column: str) -> Moment | None:
        value = row[column]
        if not value:
            return None
        try:
            return moment(value, self._today)
        except NoMoment as reason:
            said = (
                shown(value) if _LIKE_A_TIME.fullmatch(value) else "(kein Datum)"
            )  # might be somebody's name
            self._note(line, row["id"], f"{COLUMNS[column]} {said}: {reason}")
            self._impossible[-1] = (line, f"{COLUMNS[column]} {shown(value)}: {reason}")
            return None

    def _check_order(
        self, line: int, id_: str, received: Moment, reaction: Moment | None, closed: Moment | None
    ) -> None:
        repair = "Bitte eine der beiden Zeiten berichtigen."
        if reaction and reaction.is_before(received):
            self._note(line, id_, f"Die erste Reaktion liegt vor dem Eingang. {repair}")
        if closed and closed.is_before(received):
            self._note(line, id_, f"Der Abschluss liegt vor dem Eingang. {repair}")

    def _note(self, line: int, id_: str, sentence: str) -> None:
        """The line is unclear, for this reason and perhaps others before."""
        earlier = self.unclear.get(line)
        reason = f"{earlier.reason} {sentence}" if earlier else sentence
        self.unclear[line] = Unclear(id_, reason, str(self._path), line)
        self._impossible.append((line, sentence))
