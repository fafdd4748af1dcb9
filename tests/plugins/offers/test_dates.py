"""Days and weeks of offers, on every calendar that hypothesis can think of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plugins.offers.dates import days_of, holiday_weeks, is_in, weeks_of
from plugins.offers.schema import WEEKDAYS, OfferMeta
from plugins.offers.settings import HolidayMeta
from tests.plugins.offers.test_schema import OFFER, read

DAY = timedelta(days=1)
CHRISTMAS = HolidayMeta(name="Weihnachtsferien", starts=date(2026, 12, 23), ends=date(2027, 1, 9))
SUMMER = HolidayMeta(name="Sommerferien", starts=date(2027, 7, 29), ends=date(2027, 9, 11))
HOLIDAYS = (CHRISTMAS, SUMMER)


def offer(**fields: object) -> OfferMeta:
    return OfferMeta.model_validate(read(OFFER).model_dump(exclude_unset=True) | fields)


@st.composite
def holidays(draw: Callable[..., date]) -> HolidayMeta:
    first = draw(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    return HolidayMeta(name="Ferien", starts=first, ends=first + draw(st.integers(0, 60)) * DAY)


@given(holidays())
def test_weeks_cover_every_day_of_the_holidays_once(holiday: HolidayMeta) -> None:
    weeks = holiday_weeks([holiday])
    days = [
        day
        for week in weeks
        for day in (week.starts + n * DAY for n in range((week.ends - week.starts).days + 1))
    ]
    assert days == [holiday.starts + n * DAY for n in range((holiday.ends - holiday.starts).days + 1)]
    assert [week.number for week in weeks] == list(range(1, len(weeks) + 1))
    assert all(week.starts.isocalendar()[:2] == week.ends.isocalendar()[:2] for week in weeks)
    assert len({week.slug for week in weeks}) == len(weeks)


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(0, 40))
def test_an_offer_is_in_every_week_that_it_touches_and_in_no_other(first: date, length: int) -> None:
    meta = offer(
        starts=first, ends=first + length * DAY, registration_opens_on=None, registration_deadline=None
    )
    days = days_of(meta, HOLIDAYS)
    assert len(days) == length + 1
    weeks = holiday_weeks(HOLIDAYS)
    found = weeks_of(days, weeks)
    assert [week for week in weeks if week.starts <= days[-1] and days[0] <= week.ends] == list(found)


@given(st.sets(st.sampled_from(WEEKDAYS), min_size=1), st.booleans())
def test_offers_of_every_week_pause_in_the_holidays(weekdays: set[str], in_holidays: bool) -> None:
    meta = offer(
        starts=date(2026, 12, 1),
        ends=date(2027, 9, 30),
        weekdays=tuple(weekdays),
        in_holidays=in_holidays,
        registration_deadline=None,
    )
    days = days_of(meta, HOLIDAYS)
    assert {WEEKDAYS[day.weekday()] for day in days} == weekdays
    assert any(is_in(day, holiday) for day in days for holiday in HOLIDAYS) == in_holidays
    assert bool(weeks_of(days, holiday_weeks(HOLIDAYS))) == in_holidays


def test_days_left_out() -> None:
    days = days_of(offer(not_on=(date(2027, 1, 6),)), HOLIDAYS)
    assert [day.day for day in days] == [4, 5, 7, 8]


def test_slugs_tell_the_years() -> None:
    weeks = [week.slug for week in holiday_weeks(HOLIDAYS)]
    assert weeks[:4] == [
        "weihnachtsferien-2026-27-woche-1",
        "weihnachtsferien-2026-27-woche-2",
        "weihnachtsferien-2026-27-woche-3",
        "sommerferien-2027-woche-1",
    ]
