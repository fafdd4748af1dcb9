"""Contacts in links, and everything together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.texts.contact_text import contacts_in, contacts_of_link, malformed_address


@given(st.text())
def test_nothing_a_link_can_hold_breaks_it(text: str) -> None:
    for href in (f"tel:{text}", f"mailto:{text}", text):
        assert all(contacts_of_link(href))
        assert malformed_address(href) in ("", *contacts_of_link(href))
    assert all(mention.value for mention in contacts_in(text))


def test_what_nobody_sees_changes_nothing() -> None:
    text = "\u200bTel. 030\u00ad 23125-110, pflege@\u00adstadt.example, mailto:amt%40stadt.example"
    assert [mention.value for mention in contacts_in(text)] == [
        "+493023125110",
        "pflege@stadt.example",
        "amt@stadt.example",
    ]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("tel:+493023125110", ("+493023125110",)),
        ("tel:030%2023125%20110;ext=5", ("+493023125110",)),
        ("tel:+49116117", ("116117",)),
        ("tel:", ()),
        ("tel:unbekannt", ()),
        ("MAILTO:A@b.example,c@d.example?cc=e@f.example", ("a@b.example", "c@d.example")),
        ("mailto:", ()),
        ("https://stadt.example/tel:112", ()),
    ],
)
def test_contacts_of_link(href: str, expected: tuple[str, ...]) -> None:
    assert contacts_of_link(href) == expected
