"""Mail addresses: plain, masked, reversed, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.texts.mail_addresses import is_private, mails_in, masked_mails_in

_PARTS = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
_AT = st.sampled_from(
    ["(at)", " (at) ", "[at]", " [ät] ", "{at}", " AT ", "(@)", " @ ", "_at_", " -at- ", "<at>"]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.b+c@x-y.stadt.example, d@e.de.", ["a.b+c@x-y.stadt.example", "d@e.de"]),
        ("bürger@müller.example", ["bürger@müller.example"]),
        ("a@b, @stadt, @a@b.example, a@@b.de, a@b.c", []),
    ],
)
def test_mails_in(text: str, expected: list[str]) -> None:
    assert [mention.value for mention in mails_in(text)] == expected


@given(_PARTS, _PARTS, _AT)
def test_every_way_to_mask_is_undone(local: str, domain: str, sign: str) -> None:
    values = [mention.value for mention in masked_mails_in(f"An {local}{sign}{domain}.example!")]
    assert values == [f"{local}@{domain}.example"]


@given(_PARTS, _PARTS)
def test_reversed_addresses_are_turned_round(local: str, domain: str) -> None:
    written = f"{local}@{domain}.example"[::-1]
    assert [mention.value for mention in masked_mails_in(written)] == [f"{local}@{domain}.example"]
    assert list(mails_in(written)) == []


@given(st.text(alphabet="ab.@()[]{}<>at punktdot-_|*„“"))
def test_no_text_breaks_it(text: str) -> None:
    assert all("@" in mention.value for mention in (*mails_in(text), *masked_mails_in(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Bürger(innen)",
        "Rat (at large)",
        "Folgen Sie uns @stadt.example",
        "3 Stück @ 5 Euro",
        "a@b",
        "https://u:p@h.example/",
    ],
)
def test_what_only_looks_like_an_address(text: str) -> None:
    assert list(masked_mails_in(text)) == [] == list(mails_in(text))


def test_private_providers_are_known_without_their_customers() -> None:
    assert is_private("a@GMX.de") and is_private("a@t-online.de")
    assert not is_private("a@gmx.stadt.example") and not is_private("gmx.de@stadt.example")


def test_hostile_text_takes_no_time() -> None:
    for part in ("a.", "a@", "a (at) ", "a punkt ", "(at", "a-", "x@x."):
        text = part * 5_000
        list(mails_in(text)), list(masked_mails_in(text))
