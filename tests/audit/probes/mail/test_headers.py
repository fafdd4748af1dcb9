from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import UsageError
from audit.probes.mail.headers import Reader, Unreadable, own_domains
from audit.probes.mail.message import Direction, Kind, Message
from audit.probes.mail.pseudonyms import Pseudonyms
from tests.audit.probes.mail.letters import CITIZEN, DESK, answer, at, letter

NAMES = Pseudonyms(b"a salt for the tests")
READER = Reader(own_domains(["stadt.example"]), NAMES)


def read(raw: bytes) -> Message:
    return READER.message(raw)


def kind(extra: str, **more: str) -> Kind:
    return read(letter("1@x", extra=extra, **more)).kind


def test_a_citizen_writes() -> None:
    found = read(letter("1@post.example", "2026-11-02 09:00"))
    assert (found.direction, found.kind, found.channel) == (Direction.IN, Kind.PERSON, "mail")
    assert (found.at, found.by_sender) == (at("2026-11-02 09:00"), False)
    assert found.parties == (NAMES.of("address", CITIZEN),)


def test_an_answer_refers_and_has_the_same_subject() -> None:
    found = read(answer("2@x", "2026-11-03 09:00", ["0@x", "1@x"], subject="AW: Re[2]: Frage  zur Pflege"))
    assert found.direction is Direction.OUT
    assert found.refs == (NAMES.of("id", "0@x"), NAMES.of("id", "1@x"))
    assert found.subject == read(letter("1@x")).subject
    assert found.by_sender


def test_the_receiving_server_sets_the_time_not_the_sender() -> None:
    raw = letter("1@x", "2026-11-02 09:00").replace(b"Date: Mon, 02 Nov 2026", b"Date: Mon, 02 Nov 2020")
    earlier = b"Received: from a by b; Sun, 01 Nov 2026 08:00:00 +0000\n"
    first, rest = raw.split(b"\n", 1)
    assert read(first + b"\n" + earlier + rest).at == at("2026-11-02 09:00")
    assert READER.message(raw, at("2026-11-05 10:00")).at == at("2026-11-05 10:00")


@pytest.mark.parametrize(
    "stamp",
    [
        "Tue, 31 Feb 2026 09:00:00 +0100",
        "",
        "gestern",
        "Mon, 02 Nov 1970 09:00:00 +0000",
        "Mon, 02 Nov 2026 25:00:00",
    ],
)
def test_a_time_that_cannot_be_is_no_time(stamp: str) -> None:
    raw = letter("1@x", received=False)
    assert read(b"Received: from a by b; " + stamp.encode() + b"\n" + raw).at is None


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("Auto-Submitted: no", Kind.PERSON),
        ("Auto-Submitted: auto-replied", Kind.AUTOMATIC),
        ("Auto-Submitted: auto-generated; owner-email=x", Kind.AUTOMATIC),
        ("X-Auto-Response-Suppress: OOF", Kind.AUTOMATIC),
        ("Precedence: Bulk", Kind.AUTOMATIC),
        ("Precedence: first-class", Kind.PERSON),
        ("X-Autoreply: yes", Kind.AUTOMATIC),
        ("Return-Path: <>", Kind.BOUNCE),
        ("Return-Path: <a@post.example>", Kind.PERSON),
        ("Content-Type: multipart/report; report-type=delivery-status", Kind.BOUNCE),
        ("List-Id: <rundbrief.post.example>", Kind.LIST),
        ("List-Unsubscribe: <mailto:weg@post.example>", Kind.LIST),
    ],
)
def test_machines_are_known_by_their_headers(extra: str, expected: Kind) -> None:
    assert kind(extra) is expected
    assert read(answer("2@x", "2026-11-03 09:00", ["1@x"], extra=extra)).kind is expected


def test_a_mailer_daemon_is_a_bounce() -> None:
    assert kind("", sender="MAILER-DAEMON@mx.post.example") is Kind.BOUNCE


def test_a_web_form_is_written_by_a_person_outside() -> None:
    raw = letter(
        "1@x",
        sender=f"noreply@{'stadt.example'}",
        extra=f"Reply-To: {CITIZEN}\nAuto-Submitted: auto-generated",
    )
    found = read(raw)
    assert (found.direction, found.kind, found.channel) == (Direction.IN, Kind.PERSON, "formular")
    assert found.parties == read(letter("2@x")).parties


def test_mail_within_the_house_and_from_subdomains() -> None:
    assert read(letter("1@x", sender=DESK, to="amt@soziales.stadt.example")).direction is Direction.INTERNAL
    assert read(letter("1@x", sender="x@nichtstadt.example")).direction is Direction.IN


def test_copies_in_two_folders_are_one_mail_even_without_an_id() -> None:
    assert read(letter()).identity == read(letter()).identity
    assert read(letter()).identity != read(letter(when="2026-11-02 09:01")).identity


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\nText",
        b"From: \xff\xfe\n\n",
        b"Subject: nur ein Betreff\n\n",
        b"From: undisclosed-recipients:;\n\n",
        b"\x00" * 1000,
    ],
)
def test_without_a_sender_it_is_unreadable(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read(raw)


@pytest.mark.parametrize(
    "extra",
    [
        "Subject: =?no-such-charset?Q?x?=",
        "Subject: =?utf-8?B?####?=",
        'Content-Type: multipart/mixed; boundary*0="a"; boundary*x=',
        "References: " + "<" * 5000,
        "Cc: " + "(" * 5000,
        "To: \udcff\udcfe@x",
        "X-Long: " + "a" * 300_000,
    ],
)
def test_broken_headers_spoil_neither_mail_nor_run(extra: str) -> None:
    try:
        assert read(letter("1@x", extra=extra)).kind is Kind.PERSON
    except Unreadable:
        assert "Cc" in extra


HEADERS = st.sampled_from(
    [
        "From",
        "To",
        "Subject",
        "Date",
        "Received",
        "Content-Type",
        "Message-ID",
        "References",
        "Reply-To",
        "Return-Path",
    ]
)
LINES = st.lists(
    st.tuples(
        HEADERS, st.one_of(st.text(max_size=40), st.sampled_from(["<", "=?utf-8?q?", '"', "(", ";", "@"]))
    )
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        LINES.map(lambda rows: "\n".join(f"{n}: {v}" for n, v in rows).encode("utf-8", "replace")),
    )
)
def test_any_bytes_give_a_mail_or_unreadable(raw: bytes) -> None:
    for prefix in (b"", b"From: a@post.example\n"):
        try:
            read(prefix + raw)
        except Unreadable:
            continue


def test_own_domains_are_checked() -> None:
    assert own_domains([" @Stadt.example ", "münchen.example"]) == {"stadt.example", "xn--mnchen-3ya.example"}
    for wrong in ("", "stadt", "a b.example", "x" * 70 + ".example"):
        with pytest.raises(UsageError, match="keine Domain"):
            own_domains([wrong])
