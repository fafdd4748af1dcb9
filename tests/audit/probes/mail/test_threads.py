from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.probes.mail.headers import Reader, own_domains
from audit.probes.mail.pseudonyms import Pseudonyms
from audit.probes.mail.threads import ANSWER_TO_US, intake
from audit.responses.inquiry import Inquiry, Intake
from tests.audit.probes.mail.letters import CITIZEN, DESK, answer, at, letter

READER = Reader(own_domains(["stadt.example"]), Pseudonyms(b"a salt for the tests"))
TODAY = date(2026, 11, 20)
OTHER = "b@post.example"


def of(*letters: bytes, today: date = TODAY) -> Intake:
    return intake((READER.message(raw) for raw in letters), today)


def the_one(*letters: bytes) -> Inquiry:
    (inquiry,) = of(*letters).inquiries
    return inquiry


def reaction(*letters: bytes) -> str | None:
    """When the only inquiry was answered, in UTC."""
    found = the_one(*letters).first_reaction
    return found and found.astimezone(at("2026-01-01").tzinfo).strftime("%Y-%m-%d %H:%M")


FIRST = letter("1@x", "2026-11-02 09:00")
REPLY = answer("2@s", "2026-11-03 10:00", ["1@x"])


def test_the_first_answer_of_a_person_is_the_reaction() -> None:
    assert reaction(FIRST, REPLY, answer("3@s", "2026-11-04 10:00", ["1@x", "2@s"])) == "2026-11-03 10:00"
    assert reaction(REPLY, FIRST) == "2026-11-03 10:00"  # in whatever order they stand


def test_several_mails_of_one_conversation_are_one_inquiry() -> None:
    more = letter("4@x", "2026-11-02 12:00", refs=["1@x"])
    assert reaction(FIRST, more, answer("5@s", "2026-11-05 08:00", ["4@x"])) == "2026-11-05 08:00"
    assert (
        reaction(FIRST, REPLY, letter("6@x", "2026-11-10 09:00", refs=["1@x", "2@s"])) == "2026-11-03 10:00"
    )


def test_a_follow_up_whose_inquiry_is_not_there_joins_others_of_the_same_person() -> None:
    lost = [letter("7@x", "2026-11-02 09:00", refs=["0@x"]), letter("8@x", "2026-11-03 09:00", refs=["0@x"])]
    assert len(of(*lost).inquiries) == 1
    assert len(of(*lost, letter("9@y", sender=OTHER, refs=["0@x"])).inquiries) == 2


@pytest.mark.parametrize(
    "extra",
    [
        "Auto-Submitted: auto-replied",
        "X-Auto-Response-Suppress: All",
        "Precedence: bulk",
        "Return-Path: <>",
        "Content-Type: multipart/report",
        "List-Id: <x.stadt.example>",
    ],
)
def test_machines_never_answer_and_never_ask(extra: str) -> None:
    assert reaction(FIRST, answer("2@s", "2026-11-02 09:01", ["1@x"], extra=extra)) is None
    assert of(letter("1@x", extra=extra)).inquiries == ()
    assert sum(of(letter("1@x", extra=extra)).left_out.values()) == 1


def test_mail_within_the_house_is_no_reaction() -> None:
    found = of(FIRST, answer("2@s", "2026-11-03 10:00", ["1@x"], to="kollegin@stadt.example"))
    assert found.inquiries[0].first_reaction is None
    assert found.left_out == {"Mails innerhalb des Hauses": 1}


def test_an_answer_to_somebody_else_is_a_doubt() -> None:
    found = the_one(FIRST, answer("2@s", "2026-11-03 10:00", ["1@x"], to="dienst@anbieter.example"))
    assert (found.first_reaction, found.doubt) == (
        None,
        "Im Gespräch ging eine Antwort an eine andere Adresse.",
    )


def test_what_begins_with_us_is_no_inquiry() -> None:
    found = the_one(answer("1@s", "2026-11-01 09:00"), letter("2@x", "2026-11-02 09:00", refs=["1@s"]))
    assert found.excluded_reason == ANSWER_TO_US


def test_a_circular_to_many_joins_nobody() -> None:
    circular = answer("1@s", "2026-11-01 09:00", to=f"{CITIZEN}, {OTHER}")
    back = [
        letter(f"{n}@x", "2026-11-02 09:00", sender=who, refs=["1@s"])
        for n, who in enumerate([CITIZEN, OTHER])
    ]
    assert [one.excluded_reason for one in of(circular, *back).inquiries] == [ANSWER_TO_US] * 2
    unseen = answer("1@s", "2026-11-01 09:00", to="kunde@fern.example")  # the others stood in Bcc
    assert [one.excluded_reason for one in of(unseen, *back).inquiries] == ["", ""]


def test_an_answer_without_references_counts_if_certain() -> None:
    loose = answer("2@s", "2026-11-03 10:00", subject="AW: Frage zur Pflege")
    assert reaction(FIRST, loose) == "2026-11-03 10:00"
    assert reaction(letter("", "2026-11-02 09:00"), loose) == "2026-11-03 10:00"  # an inquiry without id


@pytest.mark.parametrize(
    "loose",
    [
        answer("2@s", "2026-11-03 10:00", subject="Ihr Anruf"),
        answer("2@s", "2026-11-03 10:00", subject=""),
        answer("2@s", "2026-11-03 10:00", to=f"{CITIZEN}, {OTHER}"),
    ],
)
def test_else_the_inquiry_stays_open_and_doubtful(loose: bytes) -> None:
    found = the_one(FIRST, loose)
    assert found.first_reaction is None
    assert found.doubt.startswith("Eine Antwort an dieselbe Adresse")


def test_with_two_waiting_nobody_knows_which() -> None:
    found = of(FIRST, letter("9@x", "2026-11-02 10:00"), answer("2@s", "2026-11-03 10:00"))
    assert [one.first_reaction for one in found.inquiries] == [None, None]
    assert all(one.doubt for one in found.inquiries)


def test_an_answer_before_the_inquiry_is_no_doubt_about_it() -> None:
    assert the_one(FIRST, answer("2@s", "2026-11-01 10:00")).doubt == ""


def test_copies_count_once_at_their_earliest_time() -> None:
    moved = letter("1@x", "2026-11-05 09:00")
    found = of(FIRST, moved, FIRST, REPLY, REPLY)
    assert len(found.inquiries) == 1
    assert found.inquiries[0].received == at("2026-11-02 09:00")
    assert found.left_out == {"Kopien derselben Mail": 3}


def test_one_id_for_different_mails_loses_nobody() -> None:
    forms = [letter("same@form", sender=who) for who in (CITIZEN, OTHER)]
    found = of(*forms, answer("2@s", "2026-11-03 10:00", ["same@form"], to=OTHER))
    assert sorted(one.first_reaction is None for one in found.inquiries) == [False, True]
    assert len({one.id for one in found.inquiries}) == 2


def test_an_answer_before_its_inquiry_is_unclear() -> None:
    found = of(FIRST, answer("2@s", "2026-11-01 10:00", ["1@x"]))
    assert found.inquiries == ()
    assert "Uhr eines Mailservers" in found.unclear[0].reason


def test_an_inquiry_without_a_possible_time_is_unclear() -> None:
    broken = b"Received: by x; Tue, 31 Feb 2026 09:00:00 +0100\n" + letter("1@x", received=False)
    found = of(broken, REPLY)
    assert (found.inquiries, len(found.unclear)) == ((), 1)


def test_an_answer_without_a_possible_time_is_a_doubt() -> None:
    broken = b"Received: by x; nie\n" + answer("2@s", "2026-11-03 10:00", ["1@x"])
    assert the_one(FIRST, broken).doubt == "Der Zeitpunkt der Antwort ist nicht lesbar."


def test_what_came_after_the_day_is_not_there_yet() -> None:
    found = of(FIRST, REPLY, letter("9@x", "2026-11-25 09:00"), today=date(2026, 11, 2))
    assert [one.first_reaction for one in found.inquiries] == [None]
    assert found.left_out == {"Mails nach dem Stichtag": 2}


def test_a_sender_clock_is_told() -> None:
    assert of(letter("1@x", received=False)).left_out == {
        "Anfragen mit der Uhr des Absenders (kein Received)": 1
    }


NODES = st.tuples(
    st.integers(0, 5),
    st.booleans(),
    st.lists(st.integers(0, 5), max_size=3),
    st.integers(0, 200),
    st.sampled_from([CITIZEN, OTHER]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(NODES, max_size=12))
def test_whatever_refers_to_what_nothing_is_lost_or_negative(rows: list[tuple]) -> None:
    mails = []
    for number, outward, refs, hours, who in rows:
        ends = (DESK, who) if outward else (who, DESK)
        mails.append(
            READER.message(
                letter(f"{number}@x", sender=ends[0], to=ends[1], refs=[f"{ref}@x" for ref in refs])
            )
        )
        mails[-1] = replace(
            mails[-1], at=at("2026-11-02 00:00").replace(day=2 + hours // 24, hour=hours % 24)
        )
    found = intake(mails, TODAY)
    assert all(one.first_reaction is None or one.first_reaction >= one.received for one in found.inquiries)
    asked = {mail.parties for mail in mails if mail.direction == "in"}
    assert bool(asked) == bool(found.inquiries or found.unclear)
    assert found == intake(reversed(mails), TODAY)
