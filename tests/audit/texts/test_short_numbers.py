"""Short numbers are contacts where a text says to call them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.texts.short_numbers import called_numbers_in


@given(
    st.sampled_from(["Zimmer", "Raum", "Buslinie", "Linie", "Seite", "§", "Hauptstraße", "Artikel", "Haus"]),
    st.sampled_from(["110", "112", "115", "116 117"]),
    st.sampled_from(["", ". Notruf folgt.", ", Telefon folgt"]),
)
def test_places_and_paragraphs_are_none(before: str, number: str, after: str) -> None:
    assert list(called_numbers_in(f"{before} {number}{after}")) == []


@given(
    st.sampled_from(
        ["Notruf", "Notruf:", "Wählen Sie die", "Rufen Sie", "Telefon", "Polizei:", "unter der Nummer"]
    ),
    st.sampled_from(["110", "112", "115", "116117"]),
)
def test_what_the_text_says_to_call_is_one(before: str, number: str) -> None:
    assert [mention.value for mention in called_numbers_in(f"{before} {number}.")] == [number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("110/112 wählen", ["110", "112"]),
        ("Notruf 110 oder 112", ["110", "112"]),
        ("116 117 Menschen", []),
        ("112 Anträge, Telefon 030 23125-112", []),
        ("mail 115@stadt.example", []),
        ("Notruf 119", []),
        ("Polizei ..... 110\nFeuerwehr ..... 112", ["110", "112"]),
        ("110 Polizei\n112 Feuerwehr", ["110", "112"]),
        ("Behördennummer „115“", ["115"]),
        ("Zentrale: 115", ["115"]),
        ("Sind Sie in Gefahr? Dann 110!", ["110"]),
        ("Tel. 030 23125-110 oder 112", ["112"]),
        ("112 rufen, dann warten", ["112"]),
        ("Weißer Ring 116 006", ["116006"]),
        ("Sagen Sie Durchwahl 110 an.", []),
        ("Aufruf-Nummer 112, Schalter 3", []),
        ("Die Polizei zählte 110 Unfälle.", []),
        ("In an emergency call 112, room 110", ["112"]),
        ("Acil durumda 112'yi arayın.", ["112"]),
        ("В экстренном случае звоните 112.", ["112"]),
        ("У разі небезпеки телефонуйте 112 або 110.", ["112", "110"]),
        ("في حالة الطوارئ اتصل بالرقم 112.", ["112"]),
    ],
)
def test_called_numbers_in(text: str, expected: list[str]) -> None:
    assert [mention.value for mention in called_numbers_in(text)] == expected
