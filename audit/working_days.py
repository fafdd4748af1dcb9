"""Working days of a German federal state: Monday to Friday without public holidays and own closing days.

Holidays come from the package ``holidays`` (country DE, category public). 24 and 31 December are no public
holidays in any state; a town that closes on them adds them to its own closing days.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays

from audit.errors import UsageError

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar a period of working days is counted with.

    ``subdivision`` is the state as ``holidays`` spells it (``BW``, …); an unknown one raises UsageError.
    """

    subdivision: str = "BW"
    closing_days: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        known = holidays.country_holidays("DE").subdivisions
        if self.subdivision not in known:
            raise UsageError(
                f"Das Bundesland „{self.subdivision}“ ist unbekannt; bitte eines dieser Kürzel angeben: "
                f"{', '.join(known)}."
            )

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on that day."""
        return day.weekday() < SATURDAY and day not in self._days_off(day.year)

    def between(self, received: date, reaction: date) -> int:
        """Number of working days after ``received`` up to and including ``reaction``; 0 on the same day.

        The day of receipt is not counted (§ 187 Abs. 1 BGB); a period ends with its last day (§ 188 Abs. 1
        BGB), always a working day (§ 193 BGB), because only working days are counted. A receipt on a Saturday
        has its working day 1 on Monday; a reaction on a Sunday counts the working days until then.
        Raises ValueError if ``reaction`` is before ``received``.
        """
        if reaction < received:
            raise ValueError(f"reaction {reaction} is before receipt {received}")
        weekdays = _weekdays_until(reaction) - _weekdays_until(received)
        years = range(received.year, reaction.year + 1)
        return weekdays - sum(_count_between(self._days_off(year), received, reaction) for year in years)

    def _days_off(self, year: int) -> tuple[date, ...]:
        return _days_off(self.subdivision, self.closing_days, year)


@lru_cache(maxsize=512)
def _days_off(subdivision: str, closing_days: frozenset[date], year: int) -> tuple[date, ...]:
    """Sorted holidays and closing days of the year that fall on Monday to Friday."""
    public = holidays.country_holidays("DE", subdiv=subdivision, years=year)
    own = {day for day in closing_days if day.year == year}
    return tuple(sorted(day for day in own.union(public) if day.weekday() < SATURDAY))


def _weekdays_until(day: date) -> int:
    """Number of Mondays to Fridays from 0001-01-01, which is a Monday, up to and including the day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _count_between(days: tuple[date, ...], after: date, until: date) -> int:
    return bisect_right(days, until) - bisect_right(days, after)
