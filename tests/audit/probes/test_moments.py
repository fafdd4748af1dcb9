from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.probes.moments import BERLIN, NoMoment, moment

TODAY = date(2026, 11, 22)


@settings(deadline=None)  # a busy machine is no fault
@given(st.datetimes(datetime(1990, 1, 1), datetime(2026, 11, 22, 23, 59)))
def test_german_and_iso_writing_mean_the_same(at: datetime) -> None:
    at = at.replace(microsecond=0)
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
        ("29.03.2026 02:10", "29.03.2026 02:40", False),  # an hour that does not exist; not certain
        ("25.10.2026 01:50", "25.10.2026 02:10", True),
    ],
)
def test_before_only_if_certain(earlier: str, later: str, before: bool) -> None:
    assert moment(earlier, TODAY).is_before(moment(later, TODAY)) is before
