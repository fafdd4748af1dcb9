"""Working days of a German federal state: Monday to Friday without public holidays and own closing days.

Holidays come from the package ``holidays`` (country DE, category public). 24 and 31 December are no public
holidays in any state; a town that closes on them every year says so in ``yearly_closing_days``.

Counting follows the German Civil Code. The day of receipt is not counted (§ 187 Abs. 1 BGB), a period of days ends
with its last day (§ 188 Abs. 1 BGB), and one that would end on a Saturday, Sunday or holiday ends on the next working
day (§ 193 BGB), which counting working days alone brings about. Worked examples for Baden-Württemberg:

>>> from datetime import date
>>> bw = WorkingDays("BW")
>>> bw.due(date(2026, 11, 6), 2)        # Friday: Monday is day 1, Tuesday day 2
datetime.date(2026, 11, 10)
>>> bw.due(date(2026, 11, 7), 1)        # Saturday: Monday is day 1
datetime.date(2026, 11, 9)
>>> bw.due(date(2026, 1, 5), 1)         # the day before Epiphany, a holiday here
datetime.date(2026, 1, 7)
>>> bw.due(date(2026, 4, 2), 5)         # Maundy Thursday: Good Friday, Easter Monday and two weekends lie between
datetime.date(2026, 4, 13)
>>> bw.due(date(2026, 12, 23), 2)       # 24 December is a working day …
datetime.date(2026, 12, 28)
>>> WorkingDays("BW", yearly_closing_days=frozenset({(12, 24)})).due(date(2026, 12, 23), 2)    # … unless set
datetime.date(2026, 12, 29)
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import isleap
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

from audit.config import Settings
from audit.errors import UsageError

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar a period of working days is counted with.

    ``subdivision`` is the state as ``holidays`` spells it (``BW``, …); an unknown one raises UsageError.
    ``yearly_closing_days`` are month and day.
    """

    subdivision: str = "BW"
    closing_days: frozenset[date] = frozenset()
    yearly_closing_days: frozenset[tuple[int, int]] = frozenset()

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

    def due(self, received: date, days: int) -> date:
        """The day at whose end a period of that many working days is over (§ 188 Abs. 1 BGB); ``days`` is at least 1."""
        day = received
        while days > 0:
            day += timedelta(1)
            days -= self.is_working_day(day)
        return day

    def _days_off(self, year: int) -> tuple[date, ...]:
        return _days_off(self, year)


def of_settings(settings: Settings, subdivision: str | None = None) -> WorkingDays:
    """The calendar that the settings describe; UsageError for a state or day that does not exist."""
    yearly = frozenset(_month_and_day(text) for text in settings.yearly_closing_days)
    return WorkingDays(subdivision or settings.subdivision, frozenset(settings.closing_days), yearly)


def _month_and_day(text: str) -> tuple[int, int]:
    try:
        day = datetime.strptime(f"{text}2024", "%d.%m.%Y")  # a leap year has every day there is
    except ValueError as error:
        raise UsageError(
            f"AUDIT, yearly_closing_days: „{text}“ ist kein Tag im Jahr. Bitte so schreiben: '24.12.'"
        ) from error
    return day.month, day.day


@lru_cache(maxsize=512)
def _days_off(calendar: WorkingDays, year: int) -> tuple[date, ...]:
    """Sorted holidays and closing days of the year that fall on Monday to Friday."""
    public = holidays.country_holidays("DE", subdiv=calendar.subdivision, years=year)
    own = {day for day in calendar.closing_days if day.year == year}
    own |= {date(year, *day) for day in calendar.yearly_closing_days if day != (2, 29) or isleap(year)}
    return tuple(sorted(day for day in own.union(public) if day.weekday() < SATURDAY))


def _weekdays_until(day: date) -> int:
    """Number of Mondays to Fridays from 0001-01-01, which is a Monday, up to and including the day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _count_between(days: tuple[date, ...], after: date, until: date) -> int:
    return bisect_right(days, until) - bisect_right(days, after)
