"""Opening hours: what the check accepts can be said in German and told to machines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.opening_hours import Hours, check_opening_hours, describe, specification

DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """A week cut into runs of days, some of them open once or twice a day."""
    cuts = sorted(draw(st.sets(st.integers(1, 6), max_size=4)))
    runs = [DAYS[start:end] for start, end in zip([0, *cuts], [*cuts, 7], strict=True)]
    rules = []
    for run in draw(st.lists(st.sampled_from(runs), min_size=1, max_size=len(runs), unique_by=tuple)):
        days = draw(st.sampled_from([",".join(run), f"{run[0]}-{run[-1]}" if len(run) > 1 else run[0]]))
        points = sorted(draw(st.sets(st.integers(0, 95), min_size=4, max_size=4)))
        clock = [f"{point // 4:02}:{point % 4 * 15:02}" for point in points]
        spans = [f"{clock[0]}-{clock[1]}", f"{clock[2]}-{clock[3]}"][: draw(st.integers(1, 2))]
        rules.append(f"{days} {','.join(spans)}")
    return "; ".join(rules + draw(st.sampled_from([[], ["PH off"]])))


@given(expressions())
def test_every_ordinary_week_is_accepted_and_said(value: str) -> None:
    assert check_opening_hours(value) == value
    hours, note = describe(value)
    rules = [rule for rule in value.split("; ") if rule != "PH off"]
    assert len(hours) == len(rules)
    assert bool(note) == value.endswith("PH off")
    assert all(
        row.times.endswith(" Uhr") and row.days.split()[0].endswith(("tag", "tag,", "woch", "woch,"))
        for row in hours
    )
    assert len(specification(value)) == value.count(":") // 2


TOKENS = [
    *DAYS,
    "PH",
    "off",
    "24/7",
    "-",
    ",",
    ";",
    " ",
    " ",
    "09:00",
    "12:30",
    "24:00",
    "25:00",
    "9",
    "Jan",
    "Do",
]


@given(st.lists(st.sampled_from(TOKENS), max_size=12).map("".join) | st.text(max_size=30))
def test_what_is_accepted_can_always_be_said(value: str) -> None:
    try:
        check_opening_hours(value)
    except ValueError as error:
        assert str(error).endswith((".", ")."))
        return
    describe(value)
    specification(value)


@pytest.mark.parametrize(
    "value",
    [
        "Mo-Do 9-16 Uhr",
        "Mo-Fr",
        "Mo-Fr 09:00",
        "Mo-Fr 09:00-12:00; Mo 14:00-16:00",
        "Mo,Mo 09:00-12:00",
        "Mo-We,Tu 09:00-12:00",
        "Mo 16:00-09:00",
        "Mo 09:00-09:00",
        "Jan-Mar Mo 09:00-12:00",
        "nach Vereinbarung",
    ],
)
def test_what_cannot_be_said_in_one_line_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"Erlaubt sind|endet, bevor|kommt zweimal"):
        check_opening_hours(value)


@pytest.mark.parametrize(
    ("value", "hours", "note"),
    [
        ("24/7", (Hours("Täglich", "rund um die Uhr"),), ""),
        ("Mo 08:30-12:00,14:00-17:30", (Hours("Montag", "8:30 bis 12 Uhr und 14 bis 17:30 Uhr"),), ""),
        ("Mo,We,Fr 09:00-12:00", (Hours("Montag, Mittwoch und Freitag", "9 bis 12 Uhr"),), ""),
        ("Mo-We,Fr 09:00-12:00", (Hours("Montag bis Mittwoch und Freitag", "9 bis 12 Uhr"),), ""),
        ("Fr-Mo 20:00-24:00", (Hours("Freitag bis Montag", "20 bis 24 Uhr"),), ""),
        ("PH off", (), "An Feiertagen geschlossen"),
    ],
)
def test_german_lines(value: str, hours: tuple[Hours, ...], note: str) -> None:
    assert describe(check_opening_hours(value)) == (hours, note)


def test_no_hours_say_nothing() -> None:
    assert describe("") == ((), "")
    assert specification("") == []
