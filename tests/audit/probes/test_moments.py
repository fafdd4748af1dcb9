from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from audit.probes.moments import BERLIN, NoMoment, moment

TODAY = date(2026, 11, 22)


@settings(deadline=None)  # a busy machine is no fault
@given(st.datetimes(datetime(1990, 1, 1), datetime(2026, 11, 22, 23, 59)))
def test_german_and_iso_writing_mean_the_same(at: datetime) -> None:
    at = at.replace(microsecond=0)
    assume((at.month, at.hour) != (3, 2))  # the hour that clocks leave out is refused
    german = moment(f"{at:%d.%m.%Y %H:%M:%S}", TODAY)
    assert german == moment(at.isoformat(), TODAY)
    assert german.at == at.replace(tzinfo=BERLIN)


@settings(deadline=None)  # a busy machine is no fault
@given(st.text())
def test_any_text_gives_a_moment_or_a_reason(text: str) -> None:
    try:
        found = moment(text, TODAY)
    except NoMoment as reason:
        assert str(reason).endswith(".")
    else:
        assert found.at.date() <= TODAY


@pytest.mark.parametrize(
    ("earlier", "later", "before"),
    [
        ("05.03.2026 09:59", "05.03.2026 10:00", True),
        ("05.03.2026 10:00", "05.03.2026 10:00", False),
        ("05.03.2026", "05.03.2026 10:00", False),
        ("04.03.2026", "05.03.2026 10:00", True),
        ("25.10.2026 02:10", "25.10.2026 02:50", False),  # may be the second time round
        ("25.10.2026 01:50", "25.10.2026 02:10", True),
    ],
)
def test_before_only_if_certain(earlier: str, later: str, before: bool) -> None:
    assert moment(earlier, TODAY).is_before(moment(later, TODAY)) is before


@pytest.mark.parametrize("text", ["29.03.2026 02:00", "29.03.2026 02:59:59", "2026-03-29T02:30"])
def test_the_hour_that_clocks_leave_out_does_not_exist(text: str) -> None:
    with pytest.raises(NoMoment, match="auf Sommerzeit vorgestellt"):
        moment(text, TODAY)


@pytest.mark.parametrize(
    "text", ["29.03.2026 01:59", "29.03.2026 03:00", "2026-03-29T02:30Z", "25.10.2026 02:30"]
)
def test_the_hours_around_it_do(text: str) -> None:
    assert moment(text, TODAY).timed
