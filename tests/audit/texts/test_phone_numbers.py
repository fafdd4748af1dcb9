"""What is a telephone number in German text, and above all what is none."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.texts.phone_numbers import is_plausible, number_of, numbers_in

MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]

_days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
_years = st.integers(1900, 2099).map(str)
dates = st.one_of(
    _days.map(lambda day: f"{day:%d.%m.%Y}"),
    _days.map(lambda day: f"{day.day}.{day.month}.{day.year}"),
    _days.map(lambda day: f"{day:%d.%m.%y}"),
    _days.map(lambda day: f"{day:%d.%m.}"),
    _days.map(lambda day: f"{day.day}. {MONTHS[day.month - 1]} {day.year}"),
    _days.map(lambda day: f"{day:%d. %m. %Y}"),
    _years,
)
amounts = st.builds(
    lambda euros, cents, unit: f"{euros:,}".replace(",", ".") + cents + unit,
    st.integers(0, 9_999_999),
    st.sampled_from(["", ",00", ",50", ",05"]),
    st.sampled_from([" Euro", " €", " Prozent", "\N{NO-BREAK SPACE}Euro"]),
)
paragraphs = st.builds(
    "{} {}{} {}".format,
    st.sampled_from(["§", "§§"]),
    st.integers(1, 2385),
    st.sampled_from(["", "a", "b", " bis 66a", " Absatz 1", " Abs. 2 Satz 3", " und 46", " Nummer 21"]),
    st.sampled_from(["SGB XI", "BGB", "EStG", ""]),
)
times = st.builds(
    "{:02d}{}{:02d}{}".format,
    st.integers(0, 23),
    st.sampled_from(":."),
    st.integers(0, 59),
    st.sampled_from([" Uhr", "-18:00", " bis 12.30"]),
)
separators = st.sampled_from([" ", ", ", " bis ", " – ", "-", "; ", " und ", "/", " ("])


@given(st.lists(st.tuples(st.one_of(dates, amounts, paragraphs, times), separators), min_size=1, max_size=6))
def test_no_date_amount_paragraph_or_time_is_a_number(parts: list[tuple[str, str]]) -> None:
    assert list(numbers_in("".join(text + separator for text, separator in parts))) == []


@given(
    st.sampled_from(["030 23125", "(030) 23125", "030/23125", "+49 30 23125", "0049 30 23125", "030-23125"]),
    st.sampled_from([" ", "-", "", " - "]),
    st.integers(100, 999),
    st.one_of(dates, amounts, paragraphs, st.just("Tel.")),
)
def test_every_spelling_of_a_number_is_found(start: str, separator: str, end: int, neighbour: str) -> None:
    text = f"{neighbour}, Telefon {start}{separator}{end}. {neighbour}"
    assert [mention.value for mention in numbers_in(text)] == [f"+493023125{end}"]


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert number_of(text) == "" or re.fullmatch(r"\+?\d+", number_of(text))
    assert is_plausible(text) in (True, False, None)
    assert all(mention.written in text for mention in numbers_in(text))


@pytest.mark.parametrize(
    "part",
    [
        "0 ",
        "030 23125-110 ",
        "a",
        "A-",
        "+",
        "(0",
        "1.",
        "Nr. ",
        "Az. 0",
        "0/",
        "0-",
        " -110",
        " App. 1",
        "Az. 1 A ",
        " / 110",
        " \n1",
    ],
)
def test_hostile_text_takes_no_time(part: str) -> None:
    started = time.process_time()
    numbers_in("030 23125" + part * 2_000)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tel. 030 23125-110, Fax -119", ["+493023125110", "+493023125119"]),
        ("030 23125-110/-111 oder -112", ["+493023125110", "+493023125111", "+493023125112"]),
        ("030 23125-110/111", ["+493023125110", "+493023125111"]),
        (
            "030 23125-110 bis -114",
            ["+493023125110"],
        ),  # a range: only its ends are told, and only one as a whole
        (
            "Tel. 0999 123456, aber nicht 0999 123457",
            ["+49999123456"],
        ),  # an unknown range, with and without a cue
        ("Telefon\u202f030\u00a023125\u2011110", ["+493023125110"]),
        (
            "Tel. 030 23125- \n110 oder Tel. 030\n23125-111",
            ["+493023125110", "+493023125111"],
        ),  # lines that end within
        ("Tel.: ０３０ ٢٣١٢٥-١١٠", ["+493023125110"]),  # digits of full width, Arabic digits
        ("Telefon 030 23125-110 / 1. OG, Fax 20095 Hamburg", ["+493023125110"]),
        ("030-23125-109,0171-3920071", ["+493023125109", "+491713920071"]),  # no decimal
        ("WG-0302312-511, Formular 030/2026, 0302-3125-0110", []),  # not written as telephone numbers are
        ("Az.: 50.21-WG 0302312/26\n030 23125-110", ["+493023125110"]),
        ("Kundennummer 030 23125110, Az. 030 23125-110, https://a.example/030-23125-110", []),
    ],
)
def test_numbers_in(text: str, expected: list[str]) -> None:
    assert [mention.value for mention in numbers_in(text)] == expected
