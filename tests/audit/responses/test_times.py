from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import UsageError
from audit.probes.inquiries import read
from audit.probes.moments import BERLIN
from audit.responses.inquiry import Inquiry
from audit.responses.times import Group, ResponseTimes, as_json, figures
from audit.responses.working_days import WorkingDays

LIST = Path(__file__).parents[2] / "data" / "inquiries" / "every-outcome.csv"
SAMPLE = Path(__file__).parents[3] / "content" / "pflegestuetzpunkt" / "anfragen.csv"
TODAY = date(2026, 11, 20)
CALENDAR = WorkingDays()


def inquiry(number: int, days: int | None, area: str = "mitte", excluded: str = "") -> Inquiry:
    """Received on Monday 2 November 2026, answered that many calendar days later."""
    received = datetime(2026, 11, 2, 9, tzinfo=BERLIN)
    reaction = None if days is None else received + timedelta(days)
    return Inquiry(f"A-{number}", received, reaction, "mail", area, None, excluded, number + 2)


def of_days(*days: int | None) -> Group:
    return figures([inquiry(n, day) for n, day in enumerate(days)], CALENDAR, TODAY).total


def every_outcome(merge_below: int = 1) -> ResponseTimes:
    return figures(read(LIST, TODAY).inquiries, CALENDAR, TODAY, merge_below=merge_below)


def test_every_outcome_is_counted_as_by_hand() -> None:
    group = every_outcome().areas["mitte"]
    assert (group.received, group.excluded) == (10, 1)
    assert (group.within_target, group.within_limit, group.late) == (2, 4, 1)  # 0, 2 | 3, 5 | 6 days
    assert (group.open_in_time, group.open_past_target) == (2, 1)  # 5 days, A-08: 1 day
    assert (group.open_overdue, group.closed_unanswered) == (
        2,
        1,
    )  # 9 days, A-09: closed, never answered
    assert [inquiry.id for inquiry in group.missed] == ["A-05", "A-06", "A-09"]
    assert (group.median_days, group.p90_days) == (3, 6)


def test_shares_count_overdue_ones_but_not_those_whose_limit_still_runs() -> None:
    group = every_outcome().areas["mitte"]
    assert group.judged == 7
    assert group.share_within_target == 2 / 7
    assert group.share_within_limit == 4 / 7
    assert Group().share_within_target is None
    assert Group(received=1, open_in_time=1).share_within_limit is None


def test_an_open_inquiry_is_overdue_on_the_sixth_working_day() -> None:
    waiting = [inquiry(1, None)]
    on_limit = figures(waiting, CALENDAR, date(2026, 11, 9)).total
    after = figures(waiting, CALENDAR, date(2026, 11, 10)).total
    assert (on_limit.open_in_time, on_limit.open_overdue) == (1, 0)
    assert (after.open_in_time, after.open_overdue) == (0, 1)


def test_receipt_on_a_weekend_or_holiday() -> None:
    times = every_outcome()
    assert times.areas["nord"].within_target == 2  # Saturday to Monday: 1, Saturday to Sunday: 0
    assert times.areas["wohnen"].median_days == 1  # 1 November is a Sunday: 2, 1 and 0 days


def test_median_may_be_half_a_day_and_whole_ones_stay_whole() -> None:
    assert of_days(0, 1).median_days == 0.5
    assert json.dumps(of_days(1, 1).median_days) == "1"
    assert of_days(None).median_days is None


@pytest.mark.parametrize(
    ("days", "p90"), [([3], 3), ([0] * 9 + [4], 0), ([0] * 8 + [3, 4], 3), ([0] * 10 + [4], 0)]
)
def test_p90_is_the_nearest_rank(days: list[int], p90: int) -> None:
    assert of_days(*days).p90_days == p90


def test_small_groups_are_merged() -> None:
    times = every_outcome(merge_below=5)
    assert list(times.areas) == ["mitte", "sonstige"]
    assert times.areas["sonstige"].received == 5
    assert list(times.channels) == ["mail", "sonstige"]
    assert times.unlisted == Group()


def test_a_merged_group_that_is_still_small_counts_in_the_total_only() -> None:
    times = every_outcome(merge_below=6)
    assert list(times.areas) == ["mitte"]
    assert times.unlisted.received == 5
    assert times.total.received == 15


def test_an_area_called_sonstige_takes_the_small_ones_in() -> None:
    several = [inquiry(n, 1, "Sonstige") for n in range(4)] + [inquiry(9, 1, "nord")]
    assert {name: group.received for name, group in figures(several, CALENDAR, TODAY).areas.items()} == {
        "sonstige": 5
    }


def test_months_are_those_of_the_receipt() -> None:
    assert {month: group.received for month, group in every_outcome().months.items()} == {
        "2026-10": 3,
        "2026-11": 12,
    }


def test_target_and_limit_are_settings() -> None:
    assert figures([inquiry(1, 1)], CALENDAR, TODAY, target=0, limit=1).total.within_target == 0
    with pytest.raises(UsageError, match="zwischen 0 und der Frist"):
        figures([], CALENDAR, TODAY, target=6)


def test_json_has_exactly_the_published_names() -> None:
    data = as_json(every_outcome(merge_below=5))
    assert list(data) == ["schema", "today", "total", "areas", "channels"]
    assert (data["schema"], data["today"]) == (1, "2026-11-20")
    for group in (data["total"], *data["areas"].values(), *data["channels"].values()):
        assert list(group) == [
            "received",
            "within_target",
            "within_limit",
            "late",
            "open_in_time",
            "open_overdue",
            "excluded",
            "median_days",
            "p90_days",
        ]
    assert json.loads(json.dumps(data)) == data


@settings(deadline=None)  # a busy machine is no fault
@given(
    st.lists(
        st.builds(
            inquiry,
            st.integers(1, 10**9),
            st.none() | st.integers(0, 18),
            st.sampled_from("abcdefg"),
            st.sampled_from(["", "", "Spam"]),
        ),
        unique_by=lambda one: one.id,
    ),
    st.integers(0, 8),
)
def test_nothing_is_lost_or_counted_twice(inquiries: list[Inquiry], merge_below: int) -> None:
    times = figures(inquiries, CALENDAR, TODAY, merge_below=merge_below)
    for group in (times.total, times.unlisted, *times.areas.values(), *times.channels.values()):
        outcomes = group.within_limit + group.late + group.open_in_time + group.open_overdue
        assert group.received == group.excluded + outcomes
        assert 0 <= group.within_target <= group.within_limit
        assert len(group.missed) == group.late + group.open_overdue
    assert sum(group.received for group in (*times.areas.values(), times.unlisted)) == times.total.received
    assert all(group.received >= merge_below for group in times.areas.values())


def test_the_sample_keeps_the_limit_but_is_not_perfect() -> None:
    today = date(2026, 11, 22)
    times = figures(read(SAMPLE, today).inquiries, CALENDAR, today)
    assert len(times.areas) == 4
    assert not times.total.missed
    assert times.total.open_in_time == 2
    assert times.total.excluded > 0
    assert 0.9 < times.total.share_within_target < 0.95
