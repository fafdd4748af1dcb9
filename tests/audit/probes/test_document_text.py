from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from audit.probes.document_text import contact_lines
from audit.texts.contact_text import contacts_in

FILL = "Im Jahr 2026 zahlt das Amt 125 Euro je Monat für Hilfe im Haushalt. "


def values(text: str) -> list[str]:
    return [found.value for _, line in contact_lines([(1, text)]) for found in contacts_in(line)]


def test_long_paragraphs_pass_on_what_stands_around_a_contact() -> None:
    text = (
        FILL * 9 + "Fragen: Tel. 030 23125-110, Fax -119. " + FILL * 9 + "Mail: amt@stadt.example " + FILL * 3
    )
    pieces = contact_lines([(7, text)])
    assert [number for number, _ in pieces] == [7, 7]
    assert all(len(piece) < 300 for _, piece in pieces)
    assert values(text) == ["+493023125110", "+493023125119", "amt@stadt.example"]


@given(st.integers(0, 400), st.integers(0, 400))
def test_no_place_in_a_long_line_hides_or_changes_a_number(before: int, after: int) -> None:
    assert values("x " * before + "030 23125-110" + " y" * after) == ["+493023125110"]


def test_a_long_row_of_numbers_is_cut_between_them() -> None:
    row = "; ".join(f"030 23125-{number}" for number in range(100, 200))
    assert values(row) == [f"+493023125{number}" for number in range(100, 200)]


def test_hostile_lines_take_no_time_and_little_room() -> None:
    started = time.process_time()
    pieces = contact_lines([(1, "0 " * 1_000_000), (2, "@" * 1_000_000), (3, "1234567890" * 100_000)])
    assert time.process_time() - started < 3
    assert len(pieces) == 1_000
    assert max(len(piece) for _, piece in pieces) <= 500
