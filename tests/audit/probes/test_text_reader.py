from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.probes.text_reader import facts

SAYS = "Sozialamt; Müller-Straße 7; 030 23125-110"


def lines(text: str | bytes, suffix: str) -> list[Any]:
    return facts(text.encode() if isinstance(text, str) else text, suffix)["contact_lines"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_reads_tables_in_the_encodings_of_town_halls(encoding: str, end: str) -> None:
    text = end.join(["Stelle;Adresse;Telefon", SAYS, ""])
    assert lines(text.encode(encoding), ".csv") == [(2, SAYS)]


def test_bytes_in_no_encoding_are_read_as_far_as_possible() -> None:
    assert lines(b"\x81\x8d amt@stadt.example", ".txt") == [
        (1, "\N{REPLACEMENT CHARACTER}" * 2 + " amt@stadt.example")
    ]


def test_address_cards_tell_properties_that_people_read() -> None:
    card = "\r\n".join(
        ["BEGIN:VCARD", "VERSION:4.0", "UID:7@werk.example", "PHOTO:data:image/png;base64,AA@A0123456789",
         'item1.TEL;VALUE=uri;TYPE="work,voice":tel:+49-30-23125-110', "EMAIL:amt@stadt", " .example",
         r"NOTE:Vertretung\, bis auf Weiteres:\n030 23125-111", "END:VCARD"]
    )  # fmt: skip
    assert lines(card, ".vcf") == [(5, "+49-30-23125-110"), (6, "amt@stadt.example"), (8, "030 23125-111")]


def test_calendars_tell_properties_that_people_read() -> None:
    event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:20260101@werk.example\nDTSTART:20260101T100000Z\n" + (
        "ORGANIZER;CN=Amt:mailto:amt@stadt.example\nDESCRIPTION:Anmelden: 030\n  23125-110\nEND:VEVENT\nEND:VCALENDAR"
    )
    assert lines(event, ".ics") == [(5, "amt@stadt.example"), (6, "Anmelden: 030 23125-110")]


@pytest.mark.parametrize(
    ("data", "suffix", "problem"),
    [
        (b"PK\x03\x04 workbook", ".csv", "ist keine Textdatei"),
        (b"\x7fELF\0\0", ".txt", "ist keine Textdatei"),
        (b"<html>Anmelden</html>", ".vcf", "ist keine .vcf-Datei"),
        (b"", ".ics", "ist keine .ics-Datei"),
    ],
)
def test_other_files_under_this_name_are_told(data: bytes, suffix: str, problem: str) -> None:
    assert facts(data, suffix) == {"problem": problem, "is_damaged": True}


def test_an_empty_file_holds_nothing() -> None:
    assert lines("", ".txt") == []


@given(st.binary(max_size=200), st.sampled_from([".txt", ".csv", ".ics", ".vcf"]))
def test_no_bytes_make_it_fail(data: bytes, suffix: str) -> None:
    assert facts(data, suffix)
    assert "contact_lines" in facts(b"BEGIN:VCARD\n" + data.replace(b"\0", b""), ".vcf")
