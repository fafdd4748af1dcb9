"""Hours in German text and in OSM syntax mean the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.texts.visiting_hours import contradicts, registry_week, stated_hours

_OSM = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_GERMAN = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_SPANS = st.tuples(st.integers(0, 11), st.integers(12, 24), st.sampled_from(["00", "15", "30"])).filter(
    lambda span: span[1] < 24 or span[2] == "00"
)


@given(st.integers(0, 6), st.integers(0, 6), _SPANS, st.sampled_from(["-", "–", " bis "]))
def test_what_the_registry_says_is_read_back_from_the_text(
    first: int, last: int, span: tuple[int, int, str], to: str
) -> None:
    opens, closes, minutes = span
    days = _OSM[first] if first == last else f"{_OSM[first]}-{_OSM[last]}"
    week = registry_week(f"{days} {opens:02}:{minutes}-{closes:02}:{minutes}; PH off")
    spoken = _GERMAN[first] if first == last else f"{_GERMAN[first]}{to}{_GERMAN[last]}"
    (stated,) = stated_hours(f"Wir sind da: {spoken} {opens}.{minutes}{to}{closes}.{minutes} Uhr.")
    assert week is not None and dict(stated.week) == week
    assert not contradicts(stated, week, exactly=True)


@given(st.text(alphabet="MoDiFr bis-–,.:0123456789Uhr"))
def test_no_text_breaks_it(text: str) -> None:
    for stated in stated_hours(text):
        assert stated.written in text
        assert all(0 <= opens < closes <= 24 * 60 + 59 for _, spans in stated.week for opens, closes in spans)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mo, Mi und Fr 8–12 Uhr", [0, 2, 4]),
        ("Mo.-Mi., Fr. 8-12 Uhr", [0, 1, 2, 4]),
        ("Montags bis donnerstags von 8 Uhr bis 12 Uhr", [0, 1, 2, 3]),
        ("Sonnabend 8:00-12:00", [5]),
        ("Fr–Mo 8–12 Uhr", [4, 5, 6, 0]),
        ("Di 12.03.–14.03.", []),
        ("Montag 8–12", []),  # ages, house numbers, anything
        ("Mittwoch um 14 Uhr", []),
        ("Mo 18–8 Uhr", []),  # over midnight: nothing certain
    ],
)
def test_days(text: str, days: list[int]) -> None:
    assert [day for stated in stated_hours(text) for day, _ in stated.week] == days


@pytest.mark.parametrize("value", ["24/7", "", "nach Vereinbarung", "Mo[1] 09:00-12:00"])
def test_hours_that_cannot_be_compared_are_none(value: str) -> None:
    assert registry_week(value) is None
