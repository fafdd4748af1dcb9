"""Nothing personal of any source is in any output, log, cache or report: canaries in every field of the fixtures."""

from __future__ import annotations

import json
import logging
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit.checks.service import inquiry_response_time, unclear_inquiry
from audit.commands import sla as command
from audit.config import Settings
from audit.probes import inquiry_sources
from audit.probes.mail import checkpoint
from audit.reports import response_times_html
from audit.responses.details import published
from audit.responses.measure import measure
from tests.audit.probes.mail.letters import DESK, as_mbox, letter

TODAY = date(2026, 11, 20)
CANARIES = ("canary", "kanarienvogel", "2312599")
PERSON = '"Canary Kanarienvogel, Tel. 030 2312599" <canary.kanarienvogel@canary.example>'
SUBJECT = "Canary: Kanarienvogel braucht Pflege, 030 2312599"


def canary_letter(number: int, **more: str) -> bytes:
    extra = "\n".join(
        [
            f"Cc: {PERSON}",
            f"Sender: {PERSON}",
            "X-Canary: canary",
            "List-Help: <mailto:canary@canary.example>" if number == 3 else "X-No: canary",
            "Content-Type: text/plain; name=canary.pdf",
        ]
    )
    return letter(
        f"canary-{number}@canary.example",
        sender=PERSON,
        to=f"Canary <{DESK}>",
        subject=SUBJECT,
        extra=extra,
        **more,
    )


def canary_answer(number: int, to: str = PERSON) -> bytes:
    return letter(
        f"canary-r{number}@stadt.example",
        "2026-11-04 09:00",
        sender=f"Canary Amt <canary@{'stadt.example'}>",
        to=to,
        refs=[f"canary-{number}@canary.example"],
        subject=f"AW: {SUBJECT}",
    )


def canary_ticket(number: int, *times: str) -> dict:
    personal = {
        "title": SUBJECT,
        "customer": PERSON,
        "owner": PERSON,
        "note": SUBJECT,
        "organization": "Canary",
    }
    article = {
        "from": PERSON,
        "to": PERSON,
        "subject": SUBJECT,
        "body": SUBJECT,
        "message_id": "<canary@x>",
        "created_by": PERSON,
    }
    articles = [
        article | {"sender": sender, "type": "email", "internal": False, "created_at": at}
        for sender, at in zip(("Customer", "Agent"), times, strict=False)
    ]
    return personal | {
        "id": number,
        "number": f"CANARY{number}",
        "created_at": "x",
        "group": "Pflege",
        "articles": articles,
    }


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A mailbox and an export with late, open, doubtful, unclear, broken and machine-made mail."""
    monkeypatch.chdir(tmp_path)
    broken = b"Received: canary; Tue, 31 Feb 2026 09:00:00 +0000\n" + canary_letter(5, received=False)
    letters = [
        *(canary_letter(number) for number in range(4)),
        canary_answer(1),
        canary_answer(2, to="canary@anderswo.example"),
        broken,
        b"Subject: canary without sender\n\ncanary\n",
    ]
    Path("pflege.mbox").write_bytes(as_mbox(letters))
    tickets = [
        canary_ticket(1, "2026-11-02T09:00:00Z", "2026-11-19T09:00:00Z"),
        canary_ticket(2, "2026-11-02T09:00:00Z"),
        canary_ticket(3, "canary"),
        *(canary_ticket(number, "2026-11-02T09:00:00Z", "2026-11-03T09:00:00Z") for number in range(4, 9)),
    ]
    Path("tickets.json").write_text(json.dumps(tickets), encoding="utf-8")
    return ["pflege.mbox", "tickets.json"]


def assert_clean(name: str, text: str) -> None:
    found = [canary for canary in CANARIES if canary in text.casefold()]
    assert not found, f"{found} in {name}: {text[:2000]}"


def test_nothing_personal_leaves_the_importer(
    sources: list[str], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    arguments = [
        *sources,
        "--own-domain",
        "stadt.example",
        "--today",
        "2026-11-20",
        "--json",
        "out.json",
        "--csv",
        "out.csv",
    ]
    result = CliRunner().invoke(command.sla, arguments)
    assert result.exit_code == 1, result.output
    assert "Unklar, in keiner Zahl enthalten: 2." in result.output
    assert "unlesbare Mails 1" in result.output.replace("\n", " ")
    assert_clean("terminal", result.output)
    assert_clean("log", caplog.text)
    reading = inquiry_sources.Reading(tmp_path, TODAY, ["stadt.example"])
    intake = inquiry_sources.read(sources, reading)
    assert_clean("inquiries", repr(intake))
    times = measure(intake, Settings(), TODAY)
    assert_clean("report", response_times_html.render(published(times)))
    for rule in (inquiry_response_time, unclear_inquiry):
        facts = type("Facts", (), {"inquiries": times})
        found = [finding for subject in rule.applies_to(facts) for finding in rule.check(subject, facts)]
        assert found
        assert_clean(rule.RULE.id, repr(found))
    written = [file for file in tmp_path.rglob("*") if file.is_file() and file.name not in sources]
    assert {file.name for file in written} >= {"out.json", "out.csv", "sla.salt"}
    for file in written:
        assert_clean(file.name, file.read_bytes().decode("utf-8", "replace"))


def test_nothing_personal_is_in_the_checkpoint_of_a_mailbox(sources: list[str], tmp_path: Path) -> None:
    reading = inquiry_sources.Reading(tmp_path, TODAY, ["stadt.example"])
    reader, _ = inquiry_sources._reader(reading)
    with checkpoint.opened(tmp_path) as kept:
        kept.last_uid("key", 1)
        kept.keep("key", [(n, reader.message(canary_letter(n))) for n in range(5)], 5, 0)
    assert_clean("checkpoint", (tmp_path / checkpoint.FILE).read_bytes().decode("utf-8", "replace"))


def test_errors_repeat_nothing_personal(sources: list[str]) -> None:
    Path("broken.json").write_text('[{"title": "canary",, "created_at"', encoding="utf-8")
    for arguments in (
        ["broken.json"],
        ["imap://canary:kanarienvogel@127.0.0.1:1/INBOX", "--own-domain", "a.example"],
    ):
        result = CliRunner().invoke(command.sla, arguments)
        assert result.exception is not None
        assert_clean("error", f"{result.output} {result.exception}")
