from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.config import Settings
from audit.errors import UsageError
from audit.model import Light
from audit.probes.moments import BERLIN
from audit.responses.details import as_csv, light, published, wilson
from audit.responses.inquiry import Inquiry, Intake, Unclear
from audit.responses.measure import Choice, measure
from audit.responses.times import Group, as_json

TODAY = date(2026, 11, 20)


def inquiry(
    number: int, received: str, hours: int | None = 1, area: str = "mitte", **more: object
) -> Inquiry:
    at = datetime.fromisoformat(received).replace(tzinfo=BERLIN)
    reaction = None if hours is None else at + timedelta(hours=hours)
    return replace(Inquiry(f"m-{number}", at, reaction, "mail", area, None, "", 0, "post.mbox"), **more)


def of(*inquiries: Inquiry, unclear: tuple[Unclear, ...] = ()) -> dict:
    return published(measure(Intake(inquiries, unclear, {"unlesbare Mails": 1}), Settings(), TODAY))


def test_wilson_is_the_textbook_interval() -> None:
    assert [round(end, 3) for end in wilson(8, 10)] == [0.49, 0.943]
    assert [round(end, 3) for end in wilson(0, 5)] == [0, 0.434]
    assert [round(end, 3) for end in wilson(5, 5)] == [0.566, 1]


@given(st.integers(1, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_an_interval_holds_the_share_and_stays_within_0_and_1(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts)
    assert 0 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1


def test_the_first_names_stay_and_all_else_stands_beside_them() -> None:
    times = measure(Intake((inquiry(1, "2026-11-02 09:00"),)), Settings(), TODAY)
    data = published(times)
    assert {name: data[name] for name in as_json(times)} == as_json(times)
    assert data["left_out"] == {}
    assert data["unclear"] == {"number": 0, "places": []}


def test_intervals_only_under_fifty() -> None:
    few = of(*(inquiry(n, "2026-11-02 09:00") for n in range(49)))["details"]["total"]
    many = of(*(inquiry(n, "2026-11-02 09:00") for n in range(50)))["details"]["total"]
    assert few["within_target_interval"] == [0.927, 1]
    assert many["within_target_interval"] is None
    assert of()["details"]["total"]["within_target_interval"] is None


def test_office_hours_leave_out_days_without_a_time() -> None:
    detail = of(
        inquiry(1, "2026-11-06 15:00", 67),  # Friday 15:00 to Monday 10:00: one hour and one
        inquiry(2, "2026-11-02 09:00", 4),
        inquiry(3, "2026-11-02 00:00", 200, is_timed=False),
    )["details"]["total"]
    assert (detail["office_hours_median"], detail["office_hours_p90"]) == (3.0, 4.0)
    assert detail["max_days"] == 6


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (Group(), Light.GREY),
        (Group(received=5, within_target=5, within_limit=5), Light.GREEN),
        (Group(received=5, within_target=3, within_limit=5), Light.YELLOW),
        (
            Group(received=6, within_target=5, within_limit=5, open_in_time=1, open_past_target=1),
            Light.YELLOW,
        ),
        (Group(received=6, within_target=5, within_limit=5, open_in_time=1, doubtful=1), Light.YELLOW),
        (Group(received=1, late=1, missed=(inquiry(1, "2026-11-02 09:00"),)), Light.RED),
    ],
)
def test_lights(group: Group, expected: Light) -> None:
    assert light(group) is expected


def test_small_months_are_merged() -> None:
    rows = [inquiry(n, "2026-10-05 09:00") for n in range(6)]
    rows += [inquiry(10 + n, f"2026-0{n}-05 09:00") for n in range(1, 6)]
    assert {name: group["received"] for name, group in of(*rows)["months"].items()} == {
        "2026-10": 6,
        "sonstige": 5,
    }


@pytest.mark.parametrize(("late", "change"), [(0, "same"), (3, "same"), (20, "worse")])
def test_a_trend_is_only_called_one_if_it_is_certain(late: int, change: str) -> None:
    before = [inquiry(n, "2026-06-01 09:00") for n in range(30)]
    recent = [inquiry(100 + n, "2026-09-01 09:00", 150 if n < late else 1) for n in range(30)]
    assert of(*before, *recent)["trend"] == {"change": change, "recent": [30 - late, 30], "before": [30, 30]}
    assert of(*before)["trend"] is None


def test_what_is_unclear_and_left_out_is_told() -> None:
    data = of(
        inquiry(1, "2026-11-02 09:00"), unclear=(Unclear("A-1", "Diesen Tag gibt es nicht.", "a.csv", 3),)
    )
    assert data["unclear"]["places"] == [
        {"id": "A-1", "file": "a.csv", "line": 3, "reason": "Diesen Tag gibt es nicht."}
    ]
    assert data["left_out"] == {"unlesbare Mails": 1}
    assert data["total"]["received"] == 1


def test_csv_has_a_line_for_each_group_and_no_formula() -> None:
    data = of(*(inquiry(n, "2026-11-02 09:00", area="=1+1") for n in range(5)))
    rows = list(csv.DictReader(io.StringIO(as_csv(data).removeprefix("\ufeff")), delimiter=";"))
    assert [(row["kind"], row["name"]) for row in rows] == [
        ("total", "gesamt"),
        ("areas", "'=1+1"),
        ("channels", "mail"),
        ("months", "2026-11"),
    ]
    assert (rows[0]["received"], rows[0]["light"], rows[0]["within_target_interval_low"]) == (
        "5",
        "green",
        "0.566",
    )


def test_a_choice_of_period_and_area() -> None:
    intake = Intake(
        tuple(inquiry(n, f"2026-11-0{n} 23:30", area="nord" if n == 3 else "mitte") for n in range(1, 6))
    )
    chosen = Choice(date(2026, 11, 2), date(2026, 11, 4), ("Mitte",)).of(intake)
    assert [one.id for one in chosen.inquiries] == ["m-2", "m-4"]
    with pytest.raises(UsageError, match=r"„süd“ gibt es in den Quellen nicht. Vorhanden: mitte, nord"):
        Choice(areas=("Süd",)).of(intake)
