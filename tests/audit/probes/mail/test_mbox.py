from __future__ import annotations

import mailbox
from pathlib import Path

import pytest

from audit.errors import DataError
from audit.probes.mail import maildir, mbox
from audit.probes.mail.headers import MAX_BYTES
from tests.audit.probes.mail.letters import as_mbox, letter


def blocks(tmp_path: Path, content: bytes) -> list[bytes]:
    file = tmp_path / "post.mbox"
    file.write_bytes(content)
    return list(mbox.header_blocks(file))


def test_gives_headers_and_no_text(tmp_path: Path) -> None:
    found = blocks(tmp_path, as_mbox([letter("1@x"), letter("2@x")]))
    assert [b"Message-ID: <1@x>" in found[0], b"Message-ID: <2@x>" in found[1]] == [True, True]
    assert not any(b"CANARY" in block for block in found)


def test_reads_what_the_standard_library_writes(tmp_path: Path) -> None:
    box = mailbox.mbox(str(tmp_path / "a.mbox"))
    box.add(letter("1@x"))
    box.add(letter("2@x").replace(b"Guten Tag", b"From now on\n\nFrom here"))
    box.close()
    assert len(list(mbox.header_blocks(tmp_path / "a.mbox"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        b"From now on everything is different.",
        b"From the office of 2026",
        b"text before\nFrom x@y Mon Nov  2 09:00:00 2026",  # no empty line before it
        b">From x@y Mon Nov  2 09:00:00 2026",
    ],
)
def test_a_text_line_that_begins_with_from_starts_no_mail(tmp_path: Path, text: bytes) -> None:
    body = letter("1@x") + b"\n" + text + b"\nMessage-ID: <fake@x>\n\n"
    assert len(blocks(tmp_path, as_mbox([body, letter("2@x")]))) == 2


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_either_line_end(tmp_path: Path, end: bytes) -> None:
    assert len(blocks(tmp_path, as_mbox([letter("1@x"), letter("2@x")]).replace(b"\n", end))) == 2


def test_the_separators_of_mail_programs(tmp_path: Path) -> None:
    assert mbox.is_mbox(b"From - Mon Nov 02 09:00:00 2026\r\nFrom: a@b\r\n")
    assert mbox.is_mbox(b"From MAILER-DAEMON Mon Nov  2 09:00:00 2026 +0100\n")
    assert mbox.is_mbox(b"From a b@c Mon Nov  2 09:00 CET 2026\n")
    assert not mbox.is_mbox(b"From: a@b\n")


def test_endless_headers_are_cut(tmp_path: Path) -> None:
    endless = b"X-Long: " + b"a" * 3_000_000 + b"\n" + letter("1@x")
    found = blocks(tmp_path, as_mbox([endless, letter("2@x")]))
    assert len(found) == 2
    assert len(found[0]) < MAX_BYTES + 70_000


def test_a_part_of_100_mb_is_passed_over_without_memory(tmp_path: Path) -> None:
    file = tmp_path / "post.mbox"
    with file.open("wb") as stream:
        stream.write(as_mbox([letter("1@x")]))
        stream.seek(100_000_000, 1)  # a hole of zeros: one line
        stream.write(b"\n\n" + as_mbox([letter("2@x")]))
    assert len(list(mbox.header_blocks(file))) == 2


def test_cut_off_and_empty_files(tmp_path: Path) -> None:
    assert blocks(tmp_path, b"") == []
    assert blocks(tmp_path, as_mbox([letter("1@x")])[:60])[0].startswith(b"Received")
    with pytest.raises(DataError, match="lässt sich nicht lesen"):
        list(mbox.header_blocks(tmp_path / "nirgends.mbox"))


def test_maildir_reads_cur_and_new_but_no_drafts_links_or_halves(tmp_path: Path) -> None:
    for name in ("cur", "new", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "cur" / "1.a:2,S").write_bytes(letter("1@x"))
    (tmp_path / "cur" / "2.a:2,DS").write_bytes(letter("2@x"))
    (tmp_path / "new" / "3.a").write_bytes(letter("3@x").replace(b"\n", b"\r\n"))
    (tmp_path / "tmp" / "4.a").write_bytes(letter("4@x"))
    (tmp_path / "new" / "5.a").symlink_to("/etc/hostname")
    found = list(maildir.header_blocks(tmp_path))
    assert [b"<1@x>" in found[0], b"<3@x>" in found[1], len(found)] == [True, True, 2]
    assert not any(b"CANARY" in block for block in found)
    assert maildir.is_maildir(tmp_path)
    assert not maildir.is_maildir(tmp_path / "cur")
