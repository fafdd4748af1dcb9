"""Points in time as town halls write them: ``31.01.2026``, ``31.01.2026 14:30[:00]`` or ISO 8601, in Europe/Berlin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")

#: The package holidays knows Germany's holidays from here on; an older year is a slip of the pen anyway.
FIRST_YEAR = 1990

_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)


class NoMoment(ValueError):
    """The text is no point in time that can be; the message is a German sentence on why and what to do."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or, if ``timed``, a point in time; ``at`` is in Europe/Berlin, at midnight without a time."""

    at: datetime
    timed: bool

    def is_before(self, other: Moment) -> bool:
        """Certainly before: by day if one has no time; in the hour clocks repeat, only if no reading fits."""
        if not (self.timed and other.timed):
            return self.at.date() < other.at.date()
        return max(_readings(self.at)) < min(_readings(other.at))


def moment(text: str, today: date) -> Moment:
    """The point in time that is written there, at the latest on ``today``; else raises NoMoment."""
    if not (_GERMAN.fullmatch(text) or _ISO.fullmatch(text)):
        raise NoMoment("Das ist kein Datum. Bitte so schreiben: 31.01.2026 oder 31.01.2026 14:30.")
    try:
        found = _parsed(text)
    except (ValueError, OverflowError) as error:
        raise NoMoment("Diesen Tag oder diese Uhrzeit gibt es nicht. Bitte berichtigen.") from error
    if _is_skipped(found.at):
        raise NoMoment(
            "Diese Uhrzeit gibt es nicht: die Uhr wurde auf Sommerzeit vorgestellt. Bitte berichtigen."
        )
    if found.at.year < FIRST_YEAR:
        raise NoMoment(f"Das Jahr liegt vor {FIRST_YEAR}. Bitte berichtigen.")
    if found.at.date() > today:
        raise NoMoment(f"Das liegt nach dem Stichtag {today:%d.%m.%Y}. Bitte berichtigen.")
    return found


def _parsed(text: str) -> Moment:
    if german := _GERMAN.fullmatch(text):
        day, month, year, hour, minute, second = (int(part or 0) for part in german.groups())
        return Moment(datetime(year, month, day, hour, minute, second, tzinfo=BERLIN), german[4] is not None)
    at = datetime.fromisoformat(text)
    local = at.astimezone(BERLIN) if at.tzinfo else at.replace(tzinfo=BERLIN)
    return Moment(local, timed=len(text) > len("2026-01-31"))


def _is_skipped(at: datetime) -> bool:
    """Whether the time falls into the hour that clocks leave out in March."""
    return at.astimezone(UTC).astimezone(BERLIN).replace(tzinfo=None) != at.replace(tzinfo=None)


def _readings(at: datetime) -> tuple[datetime, datetime]:
    return at.replace(fold=0).astimezone(UTC), at.replace(fold=1).astimezone(UTC)
