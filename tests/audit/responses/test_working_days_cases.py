"""The calendar against cases worked by hand, and against a second, independent one for every day of 2020 to 2035."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.config import Settings
from audit.errors import UsageError
from audit.probes.moments import BERLIN
from audit.responses.business_hours import BusinessHours
from audit.responses.working_days import WorkingDays, of_settings

CASES = Path(__file__).parents[2] / "data" / "calendar" / "worked-cases-bw.csv"
BW = WorkingDays("BW")
OFFICE = BusinessHours("Mo-Fr 09:00-16:00", BW)
FIRST, LAST = date(2020, 1, 1), date(2035, 12, 31)


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["why"])
def test_worked_cases(row: dict[str, str]) -> None:
    received, reaction = berlin(row["received"]), berlin(row["reaction"])
    assert BW.between(received.date(), reaction.date()) == int(row["working_days"])
    assert OFFICE.between(received, reaction) == timedelta(hours=float(row["office_hours"]))


def test_there_are_enough_of_them_and_none_twice() -> None:
    assert len({(row["received"], row["reaction"]) for row in rows()}) == len(rows()) >= 60


def easter(year: int) -> date:
    """Easter Sunday by the formula of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holidays_of(year: int) -> list[date]:
    """Baden-Württemberg, Feiertagsgesetz § 1: twelve days."""
    fixed = [(1, 1), (1, 6), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26)]
    return [date(year, *day) for day in fixed] + [easter(year) + timedelta(n) for n in (-2, 1, 39, 50, 60)]


HOLIDAYS = np.array([day for year in range(2019, 2038) for day in holidays_of(year)], dtype="datetime64[D]")


def test_every_day_of_2020_to_2035_is_what_the_second_calendar_says() -> None:
    days = np.arange(FIRST, LAST + timedelta(1), dtype="datetime64[D]")
    theirs = np.is_busday(days, holidays=HOLIDAYS)
    ours = np.array([BW.is_working_day(day) for day in days.tolist()])
    assert len(days) == 5844
    assert days[theirs != ours].tolist() == []


@pytest.mark.parametrize("length", [1, 5, 30, 400])
def test_counts_from_every_day_are_those_of_the_second_calendar(length: int) -> None:
    starts = np.arange(FIRST, LAST + timedelta(1), dtype="datetime64[D]")
    one = np.timedelta64(1, "D")
    theirs = np.busday_count(starts + one, starts + length + one, holidays=HOLIDAYS)
    ours = [BW.between(day, day + timedelta(length)) for day in starts.tolist()]
    assert np.flatnonzero(theirs != np.array(ours)).tolist() == []


@pytest.mark.parametrize("days", [2, 5])
def test_deadlines_from_every_day_are_those_of_the_second_calendar(days: int) -> None:
    starts = np.arange(FIRST, LAST + timedelta(1), dtype="datetime64[D]")
    theirs = np.busday_offset(starts, days, roll="backward", holidays=HOLIDAYS).tolist()
    assert [BW.due(day, days) for day in starts.tolist()] == theirs


DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31), timezones=st.just(BERLIN))


@settings(deadline=None)  # a busy machine is no fault
@given(DAYS, st.integers(1, 30))
def test_a_deadline_is_the_first_day_that_counts_so_far(received: date, days: int) -> None:
    due = BW.due(received, days)
    assert BW.is_working_day(due)
    assert BW.between(received, due) == days
    assert BW.between(received, due - timedelta(1)) == days - 1


@settings(deadline=None, max_examples=60)
@given(TIMES, st.integers(0, 40 * 24), st.integers(0, 40 * 24))
def test_office_hours_add_up_and_are_never_more_than_the_clock(
    start: datetime, first: int, second: int
) -> None:
    middle = (start.astimezone(UTC) + timedelta(hours=first)).astimezone(BERLIN)
    end = (middle.astimezone(UTC) + timedelta(hours=second)).astimezone(BERLIN)
    parts = OFFICE.between(start, middle), OFFICE.between(middle, end)
    assert sum(parts, timedelta(0)) == OFFICE.between(start, end)
    assert timedelta(0) <= parts[0] <= timedelta(hours=first)
    assert OFFICE.between(start, end) <= timedelta(hours=7) * (BW.between(start.date(), end.date()) + 1)


def test_an_office_that_is_open_at_night_gains_and_loses_the_hour_of_the_clock() -> None:
    always = BusinessHours("24/7", WorkingDays("BW"))
    assert always.between(berlin("2026-03-28 12:00"), berlin("2026-03-29 12:00")) == timedelta(
        0
    )  # no working days
    night = BusinessHours("Mo-Su 00:00-24:00", BW)
    assert night.between(berlin("2026-03-27 00:00"), berlin("2026-03-31 00:00")) == timedelta(hours=48)


def test_days_the_town_closes_every_year() -> None:
    closed = of_settings(Settings(yearly_closing_days=("24.12.", "31.12.")))
    assert closed.between(date(2025, 12, 23), date(2026, 1, 2)) == 3  # 29 and 30 December, 2 January
    assert of_settings(Settings()).between(date(2025, 12, 23), date(2026, 1, 2)) == 5
    leap = of_settings(Settings(yearly_closing_days=("29.02.",)))
    assert leap.between(date(2028, 2, 28), date(2028, 3, 1)) == 1
    assert leap.between(date(2027, 2, 26), date(2027, 3, 1)) == 1


@pytest.mark.parametrize("wrong", ["31.02.", "24.12", "Heiligabend", "2026-12-24", ""])
def test_a_yearly_day_that_is_none_is_explained(wrong: str) -> None:
    with pytest.raises(UsageError, match="kein Tag im Jahr"):
        of_settings(Settings(yearly_closing_days=(wrong,)))


def test_office_hours_that_nobody_can_read_are_explained() -> None:
    with pytest.raises(UsageError, match="keine Öffnungszeiten"):
        BusinessHours("von früh bis spät", BW)
