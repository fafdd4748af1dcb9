"""Only the named fields change: comments, order, quotes and line ends of everything else stay byte for byte."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.yaml_edit import with_fields
from plugins.yaml_source import parse_markdown, parse_yaml

DAY = date(2026, 11, 22)
PAGE = """---
# Kopf
title: "Pflege: was tun?"
last_reviewed_on: 2026-10-01   # telefonisch
review_in: 6 Monate
---
Text mit last_reviewed_on: 2020-01-01
"""
CONTACTS = """contacts:
  zentrale:
    role: Zentrale
    verified_on: 2026-10-05  # Anruf
    interval: 6 Monate
  notruf: {role: Notruf, verified_on: 2026-10-05, interval: 1 Jahr}
  letzte:
    role: Letzte
    verified_on: 2026-10-05 # ohne Ende"""


def reviewed(text: str) -> str:
    values = {"last_reviewed_on": DAY, "reviewed_by": "Amt"}
    return with_fields(text, (), values, below="last_reviewed_on", markdown=True)


def test_changes_the_day_and_adds_the_role_below_the_whole_line() -> None:
    assert reviewed(PAGE) == PAGE.replace(
        "2026-10-01   # telefonisch\n", "2026-11-22   # telefonisch\nreviewed_by: Amt\n"
    )


def test_a_second_time_changes_both_in_place() -> None:
    assert reviewed(reviewed(PAGE)) == reviewed(PAGE)


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(line_end: str, mark: str) -> None:
    text = mark + PAGE.replace("\n", line_end)
    assert reviewed(text) == mark + reviewed(PAGE).replace("\n", line_end)


def test_mixed_line_ends_stay_each_as_it_is() -> None:
    text = PAGE.replace("# Kopf\n", "# Kopf\r\n").replace("telefonisch\n", "telefonisch\r\n")
    changed = reviewed(text)
    assert changed == text.replace(
        "2026-10-01   # telefonisch\r\n", "2026-11-22   # telefonisch\r\nreviewed_by: Amt\r\n"
    )


@pytest.mark.parametrize(
    ("contact", "old", "new"),
    [
        ("zentrale", "2026-10-05  # Anruf\n", "2026-11-22  # Anruf\n    verified_by: Amt\n"),
        ("notruf", "2026-10-05, interval: 1", "2026-11-22, verified_by: Amt, interval: 1"),
        ("letzte", "2026-10-05 # ohne Ende", "2026-11-22 # ohne Ende\n    verified_by: Amt"),
    ],
)
def test_contacts_in_lines_and_in_braces(contact: str, old: str, new: str) -> None:
    values = {"verified_on": DAY, "verified_by": "Amt"}
    changed = with_fields(CONTACTS, ("contacts", contact), values, below="verified_on", markdown=False)
    assert changed == CONTACTS.replace(old, new)


def test_quoted_values_and_keys() -> None:
    text = PAGE.replace("last_reviewed_on: 2026-10-01", "'last_reviewed_on': \"2026-10-01\"")
    assert "'last_reviewed_on': 2026-11-22   # telefonisch" in reviewed(text)


def test_what_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        with_fields(CONTACTS, ("contacts", "weg"), {"verified_on": DAY}, below="verified_on", markdown=False)
    with pytest.raises(KeyError):
        with_fields(PAGE, (), {"reviewed_by": "Amt"}, below="reviewed_by", markdown=True)


WORDS = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]), min_size=1
)


@given(role=WORDS.map(str.strip).filter(bool), comment=WORDS)
def test_any_role_survives_and_any_comment_stays(role: str, comment: str) -> None:
    values = {"last_reviewed_on": DAY, "reviewed_by": role}
    text = PAGE.replace("telefonisch", comment)
    changed = with_fields(text, (), values, below="last_reviewed_on", markdown=True)
    before, after = (parse_markdown(version, "a.md").meta.data for version in (text, changed))
    assert after == {**before, **values}
    assert comment in changed


@given(role=WORDS.map(str.strip).filter(bool))
def test_any_role_survives_between_braces(role: str) -> None:
    values = {"verified_on": DAY, "verified_by": role}
    changed = with_fields(CONTACTS, ("contacts", "notruf"), values, below="verified_on", markdown=False)
    assert parse_yaml(changed, "c.yaml", 1).data["contacts"]["notruf"] == {
        "role": "Notruf", "interval": "1 Jahr", **values,
    }  # fmt: skip
