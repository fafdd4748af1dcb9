from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import UsageError
from audit.responses.working_days import WorkingDays

BW = WorkingDays()
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def test_baden_wuerttemberg_has_252_working_days_in_2026_and_253_in_2027() -> None:
    assert BW.between(date(2025, 12, 31), date(2026, 12, 31)) == 252
    assert BW.between(date(2026, 12, 31), date(2027, 12, 31)) == 253


@pytest.mark.parametrize(
    ("received", "reaction", "days"),
    [
        (date(2026, 11, 2), date(2026, 11, 2), 0),  # same day
        (date(2026, 11, 2), date(2026, 11, 3), 1),
        (date(2026, 11, 6), date(2026, 11, 9), 1),  # Friday to Monday
        (date(2026, 11, 7), date(2026, 11, 9), 1),  # Saturday: Monday is day 1
        (date(2026, 11, 8), date(2026, 11, 9), 1),  # Sunday likewise
        (date(2026, 11, 6), date(2026, 11, 8), 0),  # reaction on Sunday
        (date(2026, 11, 2), date(2026, 11, 9), 5),  # one working week
        (date(2026, 4, 2), date(2026, 4, 7), 1),  # Easter: Good Friday and Monday off
        (date(2026, 1, 5), date(2026, 1, 7), 1),  # Epiphany, a holiday in BW
        (date(2026, 3, 27), date(2026, 3, 30), 1),  # clocks go forward between them
        (date(2026, 10, 23), date(2026, 10, 26), 1),  # clocks go back
        (date(2025, 12, 23), date(2026, 1, 2), 5),  # 24, 29, 30, 31 December and 2 January
    ],
)
def test_counts_working_days_after_the_day_of_receipt(received: date, reaction: date, days: int) -> None:
    assert BW.between(received, reaction) == days


def test_holidays_depend_on_the_state() -> None:
    assert not BW.is_working_day(date(2026, 1, 6))
    assert WorkingDays("HH").is_working_day(date(2026, 1, 6))


def test_own_closing_days_are_not_counted() -> None:
    christmas_eve = date(2026, 12, 24)
    calendar = WorkingDays("BW", frozenset({christmas_eve, date(2026, 12, 27)}))
    assert BW.is_working_day(christmas_eve)
    assert not calendar.is_working_day(christmas_eve)
    assert BW.between(date(2026, 12, 23), date(2026, 12, 28)) == 2
    assert calendar.between(date(2026, 12, 23), date(2026, 12, 28)) == 1


def test_refuses_a_reaction_before_the_receipt() -> None:
    with pytest.raises(ValueError, match="before receipt"):
        BW.between(date(2026, 11, 3), date(2026, 11, 2))


def test_an_unknown_state_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"„XY“ ist unbekannt.*BW"):
        WorkingDays("XY")


@settings(deadline=None)  # a busy machine is no fault
@given(DAYS, st.integers(0, 1000))
def test_equals_counting_day_by_day(received: date, length: int) -> None:
    days = [received + timedelta(n) for n in range(1, length + 1)]
    assert BW.between(received, received + timedelta(length)) == sum(map(BW.is_working_day, days))


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_is_additive_and_monotone(days: list[date]) -> None:
    first, middle, last = days
    assert BW.between(first, middle) + BW.between(middle, last) == BW.between(first, last)
    assert 0 <= BW.between(first, middle) <= BW.between(first, last)


@settings(deadline=None)  # a busy machine is no fault
@given(DAYS)
def test_a_working_day_adds_exactly_one(day: date) -> None:
    assert BW.between(day, day + timedelta(1)) == BW.is_working_day(day + timedelta(1))
