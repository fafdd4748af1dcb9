from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.texts.german_dates import dates_in, sentences

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


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)), st.booleans())
def test_finds_each_day_in_each_spelling(day: date, in_words: bool) -> None:
    written = f"{day.day}. {MONTHS[day.month - 1]} {day.year}" if in_words else f"{day:%d.%m.%Y}"
    text = f"Bis zum {written}, 12 Uhr."
    (found,) = dates_in(text)
    assert (found.day, found.written, text[found.start : found.end]) == (day, written, written)


@pytest.mark.parametrize(
    "text", ["30.02.2025", "1.13.2025", "12.1.25", "1.2.20255", "127.0.0.1.2025", "Version 1.2.3"]
)
def test_what_is_no_day(text: str) -> None:
    assert list(dates_in(text)) == []


@given(st.text())
def test_sentences_lose_nothing_but_the_space_between(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_sentences_end_where_people_end_them() -> None:
    text = "Das gilt bis 31. Dezember 2026. Danach, z. B. ab 1. Januar, nicht! „Warum?“ Darum."
    assert list(sentences(text)) == [
        "Das gilt bis 31. Dezember 2026.",
        "Danach, z. B. ab 1. Januar, nicht!",
        "„Warum?“",
        "Darum.",
    ]
