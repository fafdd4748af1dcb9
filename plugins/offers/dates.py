"""On which days an offer takes place, and in which weeks of the school holidays. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plugins.german_text import anchor
from plugins.offers.schema import WEEKDAYS, OfferMeta
from plugins.offers.settings import HolidayMeta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HolidayWeek:
    """The part of a calendar week (Monday to Sunday) that is in the holidays; ``number`` counts from 1."""

    holiday: HolidayMeta
    number: int
    starts: date
    ends: date

    @property
    def slug(self) -> str:
        """The week's part of an address, the same as long as the holidays are: ``sommerferien-2027-woche-3``."""
        return f"{anchor(self.holiday.title)}-woche-{self.number}"


def holiday_weeks(holidays: Iterable[HolidayMeta]) -> tuple[HolidayWeek, ...]:
    """All weeks of all holidays, in the order of the calendar.

    >>> easter = HolidayMeta(name="Osterferien", starts=date(2027, 3, 30), ends=date(2027, 4, 3))
    >>> [(week.slug, week.starts.day, week.ends.day) for week in holiday_weeks([easter])]
    [('osterferien-2027-woche-1', 30, 3)]
    """
    return tuple(week for holiday in holidays for week in _weeks_of(holiday))


def _weeks_of(holiday: HolidayMeta) -> Iterator[HolidayWeek]:
    number, first = 1, holiday.starts
    while first <= holiday.ends:
        sunday = first + (6 - first.weekday()) * _DAY
        yield HolidayWeek(holiday, number, first, min(sunday, holiday.ends))
        number, first = number + 1, sunday + _DAY


def days_of(offer: OfferMeta, holidays: Iterable[HolidayMeta]) -> tuple[date, ...]:
    """Every day on which the offer takes place, in order. Offers of every week pause in the holidays."""
    pauses = [] if offer.in_holidays or not offer.weekdays else list(holidays)
    return tuple(
        day
        for day in _span(offer.starts, offer.last_day)
        if (not offer.weekdays or WEEKDAYS[day.weekday()] in offer.weekdays)
        and day not in offer.not_on
        and not any(is_in(day, holiday) for holiday in pauses)
    )


def weeks_of(days: Iterable[date], weeks: Iterable[HolidayWeek]) -> tuple[HolidayWeek, ...]:
    """The weeks in which any of ``days`` is."""
    wanted = tuple(days)
    return tuple(week for week in weeks if any(is_in(day, week) for day in wanted))


def is_in(day: date, period: HolidayMeta | HolidayWeek) -> bool:
    """Whether ``day`` is in ``period``, its first and last day included."""
    return period.starts <= day <= period.ends


def _span(first: date, last: date) -> Iterator[date]:
    return (first + index * _DAY for index in range((last - first).days + 1))
