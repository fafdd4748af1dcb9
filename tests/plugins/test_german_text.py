"""German dates, anchors and typography."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.german_text import anchor, bind_typography, german_date, german_span
from plugins.page_text import PageText


@pytest.mark.parametrize(
    ("starts", "ends", "text"),
    [
        (date(2026, 12, 8), None, "Dienstag, 8. Dezember 2026"),
        (date(2026, 12, 8), date(2026, 12, 8), "Dienstag, 8. Dezember 2026"),
        (date(2026, 12, 8), date(2026, 12, 9), "Dienstag, 8. Dezember 2026 bis Mittwoch, 9. Dezember 2026"),
        (datetime(2026, 12, 8, 17, 30), None, "Dienstag, 8. Dezember 2026, 17:30 Uhr"),
        (datetime(2026, 12, 8, 17), datetime(2026, 12, 8, 19), "Dienstag, 8. Dezember 2026, 17 bis 19 Uhr"),
        (date(2026, 12, 8), datetime(2026, 12, 8, 19), "Dienstag, 8. Dezember 2026, bis 19 Uhr"),
        (datetime(2026, 12, 8, 17), date(2026, 12, 8), "Dienstag, 8. Dezember 2026, 17 Uhr"),
        (
            datetime(2026, 12, 8, 17),
            datetime(2026, 12, 9, 9, 5),
            "Dienstag, 8. Dezember 2026, 17 Uhr bis Mittwoch, 9. Dezember 2026, 9:05 Uhr",
        ),
    ],
)
def test_spans_as_one_reads_them_out(starts: date, ends: date | None, text: str) -> None:
    assert german_span(starts, ends) == text


@given(st.dates())
def test_german_date_names_the_day(day: date) -> None:
    number, month, year = german_date(day).split()
    assert (number, year) == (f"{day.day}.", str(day.year))
    assert month[0].isupper()


@given(st.text())
def test_anchor_is_always_an_address(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", anchor(text))


def bound(text: str) -> str:
    page = PageText(f"<p>{escape(text)}</p>")
    bind_typography(page)
    return BeautifulSoup(page.html(), "html.parser").text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nach § 37 SGB XI", "nach §~37 SGB XI"),
        ("§§ 37 bis 39", "§§~37 bis 39"),
        ("§ 37 Abs. 3", "§~37 Abs.~3"),
        ("347 Euro, 5 % und 3 Prozent", "347~Euro, 5~% und 3~Prozent"),
        ("um 17 Uhr, 90 Minuten", "um 17~Uhr, 90~Minuten"),
        ("1 Tag, 2 Tage, in 3 Tagen", "1~Tag, 2~Tage, in 3~Tagen"),
        ("1 Monat, 6 Monate, 2 Jahre", "1~Monat, 6~Monate, 2~Jahre"),
        ("am 5. Oktober 2026", "am 5.~Oktober 2026"),
        ("z. B. und d. h.", "z.~B. und d.~h."),
        ("347\nEuro", "347~Euro"),
        ("5 Tagesmütter, 5 Eurovisionen", "5 Tagesmütter, 5 Eurovisionen"),
        ("am 5. Ort", "am 5. Ort"),
    ],
)
def test_what_belongs_together_stays_together(text: str, expected: str) -> None:
    assert bound(text) == expected.replace("~", "\N{NO-BREAK SPACE}")


PIECES = [
    "§",
    "§§",
    "5",
    "5.",
    "Euro",
    "%",
    "Uhr",
    "Oktober",
    "z.",
    "B.",
    "Abs.",
    " ",
    " ",
    "\n",
    "<",
    "&",
    "ä",
]


@given(
    st.lists(st.sampled_from(PIECES)).map("".join) | st.text(st.characters(exclude_categories=["Cs", "Cc"]))
)
def test_typography_never_changes_a_sign(text: str) -> None:
    assert bound(text).split() == text.split()
