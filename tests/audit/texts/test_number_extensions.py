"""Numbers told by their end alone belong to the number before; rooms, times and postcodes do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.texts.phone_numbers import numbers_in

_ROOT = "+493023125"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("030 23125-0, Durchwahl -12", ["0", "12"]),
        ("030 23125-0 (DW 23)", ["0", "23"]),
        ("030 23125-0, Apparat 128 oder 129", ["0", "128", "129"]),
        ("030 231250, Nebenst. 122", ["0", "122"]),
        ("+49 30 23125-0, extension 136", ["0", "136"]),
        ("Tel. 030 23125 ext. 137", ["137"]),  # the whole number is told in two parts
        ("030 23125-110 oder 23125-112", ["110", "112"]),
        ("030 23125 151; Fax: 23125 199", ["151", "199"]),
        ("030 23125-110 (Frau Muster), -111 (Herr Beispiel)", ["110", "111"]),
        ("Zentrale 030 23125-0\nFrau Muster -104\nHerr Beispiel -105", ["0", "104", "105"]),
        ("030 23125-101, 102, 103", ["101", "102", "103"]),
        ("030 23125 - 113 / 114", ["113", "114"]),
        ("030 23125 - 1 10 / 1 11", ["110", "111"]),
        ("030/23125-110+111", ["110", "111"]),
        ("030 23125-110 bis -115", ["110"]),
        ("030 23125-110 – 114", ["110"]),
        ("030 23125-110, 214, 12 Personen", ["110"]),  # a room
        ("030 23125-110 / 20095 Hamburg", ["110"]),
        ("030 23125-110. Temperatur: -12 °C", ["110"]),
        ("030 23125-110 / 08:00-12:00", ["110"]),
        ("030 23125-110 und 12 Mitarbeitende", ["110"]),
    ],
)
def test_ends_belong_to_the_number_before(text: str, ends: list[str]) -> None:
    assert [mention.value for mention in numbers_in(text)] == [f"{_ROOT}{end}" for end in ends]


@given(
    st.lists(
        st.sampled_from(
            ["-111", "-1 11", "DW 12", "Fax", " ", "/", ",", ";", "–", "0", "oder ", "\n", "²", "٣"]
        )
    )
)
def test_no_tail_breaks_it_and_the_number_stays(tail: list[str]) -> None:
    text = "Tel. 030 23125-110, Zentrale " + "".join(tail)
    values = [mention.value for mention in numbers_in(text)]
    assert values[0] == f"{_ROOT}110"
    assert all(value.startswith("+49") for value in values)
