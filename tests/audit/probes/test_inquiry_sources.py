from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from audit.errors import DataError, UsageError
from audit.probes.inquiries import COLUMNS
from audit.probes.inquiry_sources import Reading, needs_network, read
from audit.responses.inquiry import Intake
from tests.audit.probes.mail.letters import answer, as_mbox, letter

TODAY = date(2026, 11, 20)
ASKED = letter("1@x", "2026-11-02 09:00")
ANSWERED = answer("2@s", "2026-11-03 10:00", ["1@x"])


def of(folder: Path, *sources: str, own: tuple[str, ...] = ("stadt.example",)) -> Intake:
    return read(sources, Reading(folder, TODAY, own, folder))


def test_answers_in_another_folder_are_found(tmp_path: Path) -> None:
    (tmp_path / "wohnberatung.mbox").write_bytes(as_mbox([ASKED]))
    sent = tmp_path / "Maildir" / ".Gesendet" / "cur"
    sent.mkdir(parents=True)
    (sent / "1.a:2,S").write_bytes(ANSWERED)
    (alone,) = of(tmp_path, "wohnberatung.mbox").inquiries
    (both,) = of(tmp_path, "wohnberatung.mbox", "Maildir/.Gesendet").inquiries
    assert (alone.first_reaction, both.first_reaction.day) == (None, 3)
    assert (both.area, both.channel, both.file) == ("wohnberatung", "mail", "wohnberatung.mbox")


def test_lists_and_mailboxes_together_and_each_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        f"{','.join(COLUMNS)}\nA-1,02.11.2026,,telefon,mitte,,\n", encoding="utf-8"
    )
    (tmp_path / "b.mbox").write_bytes(as_mbox([ASKED]))
    found = of(tmp_path, "a.csv", "b.mbox", "./a.csv")
    assert [one.file for one in found.inquiries] == ["a.csv", "b.mbox"]


def test_what_a_source_is_shows_in_it_not_in_its_name(tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_bytes(as_mbox([ASKED]))
    (tmp_path / "tickets").write_text(" []", encoding="utf-8-sig")
    (tmp_path / "leer.mbox").write_bytes(b"")
    assert len(of(tmp_path, "post.txt", "leer.mbox", "tickets").inquiries) == 1


def test_unreadable_mails_are_counted_and_the_others_count(tmp_path: Path) -> None:
    (tmp_path / "post.mbox").write_bytes(as_mbox([b"Subject: x\n\n", ASKED, b"\xff\xfe\x00\n\n"]))
    found = of(tmp_path, "post.mbox")
    assert (len(found.inquiries), found.left_out) == (1, {"unlesbare Mails": 2})


@pytest.mark.parametrize(
    ("label", "area"),
    [
        ("gesamt.mbox", "postfach"),
        (".Wohnen.mbox", "Wohnen"),
        ("a.b.mbox", "b"),
        ("\u202eevil.mbox", "\ufffdevil"),
    ],
)
def test_the_name_of_a_mailbox_is_its_area(tmp_path: Path, label: str, area: str) -> None:
    (tmp_path / label).write_bytes(as_mbox([ASKED]))
    assert of(tmp_path, label).inquiries[0].area == area


def test_what_is_missing_is_explained(tmp_path: Path) -> None:
    (tmp_path / "post.mbox").write_bytes(as_mbox([ASKED]))
    (tmp_path / "ordner").mkdir()
    with pytest.raises(UsageError, match="--own-domain"):
        of(tmp_path, "post.mbox", own=())
    with pytest.raises(DataError, match="kein Maildir"):
        of(tmp_path, "ordner")
    with pytest.raises(DataError, match="lässt sich nicht lesen"):
        of(tmp_path, "nirgends")


def test_which_sources_need_the_network() -> None:
    assert needs_network(["a.csv", "IMAPS://u@h/INBOX"])
    assert not needs_network(["a.csv"])
