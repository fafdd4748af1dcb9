from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from audit.errors import DataError
from audit.probes.mail import checkpoint, pseudonyms
from audit.probes.mail.headers import Reader, own_domains
from audit.probes.mail.message import Message
from tests.audit.probes.mail.letters import letter

READER = Reader(own_domains(["stadt.example"]), pseudonyms.Pseudonyms(b"a salt for the tests"))


def mail(number: int, when: str = "2026-11-02 09:00") -> Message:
    return READER.message(letter(f"{number}@x", when, refs=["0@x"]))


def test_keeps_mails_as_they_were(tmp_path: Path) -> None:
    with checkpoint.opened(tmp_path) as kept:
        assert kept.last_uid("key", 7) == 0
        kept.keep("key", [(3, mail(3)), (2, mail(2))], 3, unreadable=1)
    with checkpoint.opened(tmp_path) as kept:
        assert kept.last_uid("key", 7) == 3
        assert kept.messages("key") == ([mail(2), mail(3)], 1)
        assert kept.messages("another") == ([], 0)


def test_a_new_uidvalidity_forgets_the_folder(tmp_path: Path) -> None:
    with checkpoint.opened(tmp_path) as kept:
        kept.last_uid("key", 7)
        kept.keep("key", [(3, mail(3))], 3, 0)
        assert kept.last_uid("key", 8) == 0
        assert kept.messages("key") == ([], 0)


def test_forgets_what_is_older_and_leaves_nothing_in_the_file(tmp_path: Path) -> None:
    with checkpoint.opened(tmp_path) as kept:
        kept.last_uid("key", 7)
        kept.keep("key", [(1, mail(1, "2025-01-01 09:00")), (2, mail(2))], 2, 0)
        old = mail(1, "2025-01-01 09:00").id.encode()
        assert old in (tmp_path / checkpoint.FILE).read_bytes()
        assert kept.forget(date(2026, 1, 1)) == 1
        assert kept.messages("key")[0] == [mail(2)]
    assert old not in (tmp_path / checkpoint.FILE).read_bytes()


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    with checkpoint.opened(tmp_path):
        pseudonyms.load(tmp_path, {})
    for file in (checkpoint.FILE, pseudonyms.FILE):
        assert stat.S_IMODE((tmp_path / file).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damage", [b"no database at all, but long enough to be one" * 20, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_a_damaged_file_is_renamed_aside(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / checkpoint.FILE).write_bytes(damage)
    with checkpoint.opened(tmp_path) as kept:
        assert kept.last_uid("key", 1) == 0
    assert (tmp_path / checkpoint.FILE.with_suffix(".damaged")).read_bytes() == damage


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where a folder should be")
    with pytest.raises(DataError, match="Zwischenstand"), checkpoint.opened(tmp_path):
        pass
    with pytest.raises(DataError, match="Salz"):
        pseudonyms.load(tmp_path, {})


def test_pseudonyms_stay_with_the_salt_and_differ_without(tmp_path: Path) -> None:
    first = pseudonyms.load(tmp_path, {}).of("id", "1@x")
    assert pseudonyms.load(tmp_path, {}).of("id", "1@x") == first
    assert pseudonyms.load(tmp_path, {pseudonyms.VARIABLE: "x" * 16}).of("id", "1@x") != first
    assert pseudonyms.load(tmp_path, {}).of("id", "1@", "x") != pseudonyms.load(tmp_path, {}).of(
        "id", "1", "@x"
    )
    with pytest.raises(DataError, match="weniger als 16 Zeichen"):
        pseudonyms.load(tmp_path, {pseudonyms.VARIABLE: "kurz"})
