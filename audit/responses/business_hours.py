"""Time to the first reaction in business hours: only what lies within opening hours, on working days.

Computed in UTC, so that the nights in which clocks change are as long as they are. Opening hours are written as in
OpenStreetMap and read by opening-hours-py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError, State

from audit.errors import UsageError
from audit.responses.working_days import WorkingDays

_BERLIN = ZoneInfo("Europe/Berlin")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """The hours somebody is there to answer; UsageError for hours that nobody can read."""

    hours: str
    calendar: WorkingDays

    def __post_init__(self) -> None:
        try:
            OpeningHours(self.hours)
        except ParserError as error:
            raise UsageError(
                f"AUDIT, office_hours: „{self.hours}“ sind keine Öffnungszeiten. "
                "Bitte so schreiben: 'Mo-Fr 09:00-16:00'."
            ) from error

    def between(self, received: datetime, reaction: datetime) -> timedelta:
        """The open time from ``received`` to ``reaction`` (both with a zone); zero if it is all outside the hours."""
        start, end = received.astimezone(UTC), reaction.astimezone(UTC)
        total, day = timedelta(0), received.astimezone(_BERLIN).date()
        while day <= reaction.astimezone(_BERLIN).date():
            for opens, closes in _open_on(self, day):
                total += max(min(closes, end) - max(opens, start), timedelta(0))
            day += _DAY
        return total


@lru_cache(maxsize=8192)
def _open_on(hours: BusinessHours, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """When the office is open on that day, in UTC."""
    if not hours.calendar.is_working_day(day):
        return ()
    midnight = datetime.combine(day, time())
    spans = OpeningHours(hours.hours).intervals(midnight, midnight + _DAY)
    return tuple((_utc(opens), _utc(closes)) for opens, closes, state, _ in spans if state == State.OPEN)


def _utc(local: datetime) -> datetime:
    return local.replace(tzinfo=_BERLIN).astimezone(UTC)
