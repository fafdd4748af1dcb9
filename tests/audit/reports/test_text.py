"""Audited text loses what could act, and nothing that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.reports.text import one_line, printable, web_address


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Grüße aus Köln – „ja“", "Grüße aus Köln – „ja“"),
        ("\x1b[31mrot\x1b[0m", "rot"),
        ("\x1b]8;;https://example.org\x1b\\Verweis\x1b]8;;\x1b\\", "Verweis"),
        ("a\x00b\x08c\x9bd\x7f", "abcd"),
        ("exe.\u202egnp\u202c", "exe.gnp"),
        ("\ud800", "\ufffd"),
        ("a\tb\nc\r\nd", "a\tb\nc\nd"),
        ("👩‍🦽 مرحبا", "👩‍🦽 مرحبا"),
    ],
)
def test_printable(text: str, cleaned: str) -> None:
    assert printable(text) == cleaned


@given(st.text(st.characters(codec=None)))
def test_printable_text_can_be_written_and_stays(text: str) -> None:
    cleaned = printable(text)
    cleaned.encode("utf-8")
    assert printable(cleaned) == cleaned


def test_one_line_has_no_line_break() -> None:
    assert one_line("  a\n b\u2028c\t") == "a b c"


@pytest.mark.parametrize("address", ["https://example.org/a?b=c", "http://example.org:8080/"])
def test_web_address_is_kept(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "//example.org/",
     "/pfad/", "", "https://", "https:javascript", "http://[", "\x01javascript:x", "https://example.org/\u202e"],
)  # fmt: skip
def test_everything_else_is_no_link(address: str) -> None:
    assert web_address(address) is None


@given(st.text(st.sampled_from(" \t\n\u00a0\u2028\u3000ab\x00\u202e\ud800"), max_size=6))
def test_one_line_has_single_spaces_whatever_the_white_space_was(text: str) -> None:
    assert one_line(text) == " ".join(printable(text).split())
