"""Against pymap, a real IMAP server, as a child process; faults of the line by a proxy before it."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import pytest
from imapclient import IMAPClient

from audit.errors import ProbeError, UsageError
from audit.probes.mail import checkpoint, imap
from audit.probes.mail.headers import Reader, own_domains
from audit.probes.mail.message import Message
from audit.probes.mail.pseudonyms import Pseudonyms
from tests.audit.probes.mail.letters import answer, at, letter

READER = Reader(own_domains(["stadt.example"]), Pseudonyms(b"a salt for the tests"))
OLDEST = date(2026, 1, 1)
SECRET = "CANARY-PASSWORD"
USER = "canary-user"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def port() -> Iterator[int]:
    """The port of an IMAP server with one empty INBOX."""
    number = free_port()
    command = [
        sys.executable,
        "-c",
        "from pymap.main import main; main()",
        "--host",
        "127.0.0.1",
        "--port",
        str(number),
    ]
    command += ["--no-tls", "dict", "--demo-user", USER, "--demo-password", SECRET]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", number), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield number
    finally:
        server.kill()
        server.wait()


@pytest.fixture
def inbox(port: int) -> Iterator[IMAPClient]:
    with IMAPClient("127.0.0.1", port, ssl=False, timeout=20) as client:
        client.login(USER, SECRET)
        yield client


def fetch(
    tmp_path: Path, port: int, oldest: date = OLDEST, password: str = SECRET, name: str = "INBOX"
) -> list[Message]:
    with checkpoint.opened(tmp_path) as kept:
        where = imap.folder(f"imap://{USER}@127.0.0.1:{port}/{name}")
        return imap.read(where, READER, kept, "key", oldest, {imap.PASSWORD: password})[0]


def add(inbox: IMAPClient, raw: bytes, when: str = "2026-11-02 09:00", flags: tuple[bytes, ...] = ()) -> None:
    inbox.append("INBOX", raw.replace(b"\n", b"\r\n"), flags, at(when))


def test_reads_headers_at_the_time_of_the_server_and_changes_nothing(
    tmp_path: Path, port: int, inbox: IMAPClient
) -> None:
    add(inbox, letter("1@x", "2020-01-01 09:00"))
    add(inbox, answer("2@s", "2026-11-03 09:00", ["1@x"]), "2026-11-03 09:00")
    add(inbox, answer("3@s", "2026-11-03 09:00", ["1@x"]), flags=(b"\\Draft",))
    add(inbox, letter("4@x"), "2025-11-02 09:00")
    first, reply = fetch(tmp_path, port)
    assert first.at == at("2026-11-02 09:00")
    assert reply.refs == (first.id,)
    inbox.select_folder("INBOX", readonly=True)
    assert all(b"\\Seen" not in flags for flags in inbox.get_flags([101, 102, 103, 104]).values())


def test_goes_on_behind_the_last_uid(
    tmp_path: Path, port: int, inbox: IMAPClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[range] = []
    plain = imap._mails
    monkeypatch.setattr(
        imap, "_mails", lambda client, batch, *rest: asked.append(batch) or plain(client, batch, *rest)
    )
    monkeypatch.setattr(imap, "BATCH", 2)
    for number in range(5):
        add(inbox, letter(f"{number}@x"))
    assert len(fetch(tmp_path, port)) == 5
    add(inbox, letter("6@x"))
    assert len(fetch(tmp_path, port)) == 6
    assert asked == [range(1, 3), range(3, 5), range(5, 6), range(6, 7)]


def test_a_new_uidvalidity_reads_everything_again(tmp_path: Path, port: int, inbox: IMAPClient) -> None:
    add(inbox, letter("1@x"))
    fetch(tmp_path, port)
    with checkpoint.opened(tmp_path) as kept:
        kept.last_uid("key", 1)  # the folder had other UIDs once
        kept.keep("key", [(9000, READER.message(letter("old@x")))], 9000, 0)
    assert [mail.id for mail in fetch(tmp_path, port)] == [READER.message(letter("1@x")).id]


@contextmanager
def proxy(port: int, cut_after: list[int]) -> Iterator[int]:
    """A way to the server that breaks after so many bytes of answers, once for each number; then it holds."""
    listener = socket.create_server(("127.0.0.1", 0))

    def carry(source: socket.socket, sink: socket.socket, limit: int | None) -> None:
        try:
            while data := source.recv(4096):
                if limit is not None and (limit := limit - len(data)) < 0:
                    break
                sink.sendall(data)
        except OSError:
            pass  # the other end is gone, which is the point
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", port))
            limit = cut_after.pop(0) if cut_after else None
            threading.Thread(target=carry, args=(client, server, None), daemon=True).start()
            threading.Thread(target=carry, args=(server, client, limit), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def test_a_dropped_connection_loses_and_doubles_nothing(
    tmp_path: Path, port: int, inbox: IMAPClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "BATCH", 3)
    for number in range(12):
        add(inbox, letter(f"{number}@x"))
    with proxy(port, [2500, 100, 3500, 0, 2500]) as through:
        found = fetch(tmp_path, through)
    assert [mail.id for mail in found] == [READER.message(letter(f"{number}@x")).id for number in range(12)]


def test_a_line_that_stays_broken_ends_the_try_and_keeps_what_is_there(
    tmp_path: Path, port: int, inbox: IMAPClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "BATCH", 3)
    for number in range(9):
        add(inbox, letter(f"{number}@x"))
    with proxy(port, [2500, *[50] * 20]) as through, pytest.raises(ProbeError, match="4-mal"):
        fetch(tmp_path, through)
    with checkpoint.opened(tmp_path) as kept:
        assert 0 < len(kept.messages("key")[0]) < 9


def test_a_wrong_password_is_told_without_it(tmp_path: Path, port: int) -> None:
    with pytest.raises(UsageError) as caught:
        fetch(tmp_path, port, password="CANARY-WRONG")
    assert "lehnt die Anmeldung ab" in str(caught.value)
    assert not any(word in str(caught.value) for word in ("CANARY", USER))
    assert caught.value.__cause__ is None


def test_without_a_password_nobody_is_asked(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="DREIKLICK_IMAP_PASSWORD"):
        fetch(tmp_path, 1, password="")


def test_a_folder_that_is_not_there(tmp_path: Path, port: int) -> None:
    with pytest.raises(UsageError, match="Diesen Ordner gibt es im Postfach nicht"):
        fetch(tmp_path, port, name="Nirgends")


def test_no_server(tmp_path: Path) -> None:
    with pytest.raises(ProbeError, match="ConnectionRefusedError"):
        fetch(tmp_path, free_port())


def test_a_server_that_talks_nonsense(tmp_path: Path) -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def babble() -> None:
        for _ in range(imap.TRIES):
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.close()

    threading.Thread(target=babble, daemon=True).start()
    try:
        with pytest.raises(ProbeError):
            fetch(tmp_path, listener.getsockname()[1])
    finally:
        listener.close()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "imaps://post%40stadt.example@mail.stadt.example/INBOX/Pflege",
            ("mail.stadt.example", 993, "post@stadt.example", "INBOX/Pflege", True),
        ),
        ("imap://post@mail.stadt.example:1143", ("mail.stadt.example", 1143, "post", "INBOX", False)),
    ],
)
def test_addresses(url: str, expected: tuple) -> None:
    found = imap.folder(url)
    assert (found.host, found.port, found.user, found.name, found.tls) == expected
    assert "post@" not in found.address


@pytest.mark.parametrize(
    "url",
    [
        "imap://u:CANARY@h/INBOX",
        "imap://host/INBOX",
        "imap://",
        "imap://u@h:99999/x",
        "imap://u@h/a%0d%0ab",
        "imap://u@[::",
    ],
)
def test_wrong_addresses_are_told_and_not_repeated(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        imap.folder(url)
    assert "CANARY" not in str(caught.value)


def test_a_password_never_travels_in_clear() -> None:
    class Server:
        def has_capability(self, name: str) -> bool:
            return False

        def login(self, user: str, password: str) -> None:
            raise AssertionError("the password was sent")

    with pytest.raises(UsageError, match="mitzulesen"):
        imap._log_in(Server(), imap.folder("imap://u@mail.stadt.example/INBOX"), SECRET)
