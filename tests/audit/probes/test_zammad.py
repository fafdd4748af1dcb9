from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from audit.errors import DataError
from audit.probes import zammad
from audit.probes.mail.pseudonyms import Pseudonyms
from audit.probes.mail.threads import ANSWER_TO_US
from audit.responses.inquiry import Inquiry, Intake

NAMES = Pseudonyms(b"a salt for the tests")
TODAY = date(2026, 11, 20)


def article(at: str, sender: str = "Customer", kind: str = "email", **more: Any) -> dict[str, Any]:
    return {"created_at": f"{at}:00.000Z", "sender": sender, "type": kind, "internal": False, **more}


def ticket(*articles: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": 1,
        "number": "20001",
        "group": "Wohnberatung",
        "created_at": "2026-11-02T09:00:00Z",
        "articles": articles,
    } | more


def read(tmp_path: Path, data: Any) -> Intake:
    file = tmp_path / "zammad.json"
    file.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return zammad.read(file, NAMES, TODAY)


def the_one(tmp_path: Path, *articles: dict[str, Any], **more: Any) -> Inquiry:
    (inquiry,) = read(tmp_path, [ticket(*articles, **more)]).inquiries
    return inquiry


ASKED = article("2026-11-02T09:00")
ANSWERED = article("2026-11-04T10:00", "Agent")


def test_the_first_article_to_the_person_is_the_reaction(tmp_path: Path) -> None:
    found = the_one(tmp_path, ANSWERED, ASKED)
    assert found.received == datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert found.first_reaction == datetime(2026, 11, 4, 10, tzinfo=UTC)
    assert (found.area, found.channel, found.line) == ("Wohnberatung", "mail", 0)
    assert found.id.startswith("z-")
    assert "20001" not in found.id


@pytest.mark.parametrize(
    "no_answer",
    [
        article("2026-11-03T09:00", "Agent", internal=True),
        article("2026-11-03T09:00", "Agent", "note"),
        article("2026-11-03T09:00", "System"),
        article("2026-11-03T09:00", "Agent", preferences={"is-auto-response": True}),
        article("2026-11-25T09:00", "Agent"),
    ],
)
def test_notes_machines_and_the_future_are_no_reaction(tmp_path: Path, no_answer: dict[str, Any]) -> None:
    assert the_one(tmp_path, ASKED, no_answer).first_reaction is None
    assert the_one(tmp_path, ASKED, no_answer, ANSWERED).first_reaction.day == 4


def test_a_logged_call_is_a_reaction(tmp_path: Path) -> None:
    assert the_one(tmp_path, ASKED, article("2026-11-03T09:00", "Agent", "phone")).first_reaction.day == 3


def test_what_begins_with_us_and_what_was_merged_is_excluded(tmp_path: Path) -> None:
    assert the_one(tmp_path, article("2026-11-01T09:00", "Agent"), ASKED).excluded_reason == ANSWER_TO_US
    assert the_one(tmp_path, ANSWERED).excluded_reason == ANSWER_TO_US
    assert "zusammengelegt" in the_one(tmp_path, ASKED, state="merged").excluded_reason


def test_numbers_in_place_of_names(tmp_path: Path) -> None:
    raw = [
        {"created_at": f"2026-11-0{day}T09:00:00Z", "sender_id": sender, "type_id": 1}
        for day, sender in ((2, 2), (3, 1))
    ]
    found = the_one(tmp_path, *raw, group=None, group_id=3)
    assert (found.first_reaction.day, found.area) == (3, "Gruppe 3")


def test_all_shapes_of_the_interface_say_the_same(tmp_path: Path) -> None:
    articles = [one | {"ticket_id": 1} for one in (ASKED, ANSWERED)]
    bare = {key: value for key, value in ticket().items() if key != "articles"}
    shapes = [
        [ticket(ASKED, ANSWERED)],
        {"tickets": [bare], "articles": articles},
        {"tickets": [bare], "ticket_articles": articles},
        {"assets": {"Ticket": {"1": bare}, "TicketArticle": {"1": articles[0], "2": articles[1]}}},
    ]
    assert len({read(tmp_path, shape).inquiries for shape in shapes}) == 1


def test_first_response_at_is_only_compared(tmp_path: Path) -> None:
    found = read(tmp_path, [ticket(ASKED, ANSWERED, first_response_at="2026-11-02T09:01:00Z")])
    assert found.inquiries[0].first_reaction.day == 4
    assert sum(found.left_out.values()) == 1
    assert read(tmp_path, [ticket(ASKED, ANSWERED, first_response_at="2026-11-04T10:00:30Z")]).left_out == {}


@pytest.mark.parametrize(
    "at", ["2026-02-31T09:00:00Z", "2026-11-02T09:00:00", "gestern", None, 7, ["x"], "0001-01-01T00:00:00Z"]
)
def test_a_time_that_cannot_be_makes_the_ticket_unclear(tmp_path: Path, at: Any) -> None:
    found = read(tmp_path, [ticket(ASKED), ticket({**ASKED, "created_at": at}, number="2")])
    assert len(found.inquiries) == 1
    assert "Ticket an Stelle 2" in found.unclear[0].reason


@pytest.mark.parametrize(
    "broken", [None, 5, "x", [], {}, {"articles": 5}, {"articles": [None, 3]}, {"id": [], "articles": {}}]
)
def test_a_broken_ticket_is_unclear_and_the_others_count(tmp_path: Path, broken: Any) -> None:
    for data in (
        [ticket(ASKED), broken],
        {"tickets": [ticket(ASKED), broken], "articles": [{"ticket_id": []}, 3]},
    ):
        found = read(tmp_path, data)
        assert (len(found.inquiries), len(found.unclear)) == (1, 1)


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b"7", b'{"error": "x"}', b'["x"]'])
def test_what_is_no_export_is_explained(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DataError, match=r"zammad\.json"):
        read(tmp_path, data)


def test_copies_count_once(tmp_path: Path) -> None:
    found = read(tmp_path, [ticket(ASKED), ticket(ASKED)])
    assert (len(found.inquiries), found.left_out) == (1, {"doppelte Tickets": 1})
