"""Mails go through a real server on loopback: with TLS, with a password, and with all that goes wrong."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from hypothesis import given
from hypothesis import strategies as st

from audit.commands.mailer import Server, message, send
from audit.errors import ProbeError, UsageError

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SENDER, OWNER = "web@musterstadt.example", "amt@musterstadt.example"


class Box:
    """What the server took; an address with „weg“ is refused."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], str]] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "weg" in address:
            return "550 Unbekannt"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append((envelope.rcpt_tos, envelope.content.decode("utf-8")))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_server(**options: Any) -> Iterator[tuple[Box, int]]:
    """A server with its mailbox and port."""
    box, port = Box(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def tls_of(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


def trust(authority: trustme.CA, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


def server(port: int, **changes: Any) -> Server:
    return Server(
        **{"host": "localhost", "port": port, "starttls": False, "user": "", "password": "", "seconds": 2}
        | changes
    )


def mail(to: str = OWNER, subject: str = "Wiedervorlage: 1 überfällig") -> Any:
    return message(SENDER, to, subject, "Guten Tag,\n\nSchöne Grüße\n", NOW)


def only_password(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data.login == b"web" and data.password == b"geheim", handled=False)


def test_a_mail_arrives_as_plain_text_that_no_robot_answers() -> None:
    with mail_server() as (box, port):
        assert [why for _, why in send([mail()], server(port))] == [""]
    ((to, text),) = box.mails
    assert to == [OWNER]
    assert "Auto-Submitted: auto-generated" in text and "Content-Type: text/plain" in text


def test_starttls_and_password(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(authority, tmp_path, monkeypatch)
    options = {"tls_context": tls_of(authority), "require_starttls": True, "authenticator": only_password}
    with mail_server(**options, auth_required=True) as (box, port):
        known = server(port, starttls=True, user="web", password="geheim")
        assert [why for _, why in send([mail()], known)] == [""]
        wrong = server(port, starttls=True, user="web", password="falsch")
        with pytest.raises(ProbeError, match=r"nimmt die Anmeldung nicht an \(535 .*DREIKLICK_SMTP_PASSWORD"):
            list(send([mail()], wrong))
    assert len(box.mails) == 1


def test_a_certificate_of_nobody_known_is_not_trusted(authority: trustme.CA) -> None:
    told = pytest.raises(ProbeError, match=r"Zertifikat .* nicht zu trauen .*SSL_CERT_FILE")
    with mail_server(tls_context=tls_of(authority)) as (box, port), told:
        list(send([mail()], server(port, starttls=True)))
    assert box.mails == []


def test_a_server_without_starttls_gets_no_mail() -> None:
    with mail_server() as (box, port), pytest.raises(ProbeError, match="nimmt die Verbindung nicht an"):
        list(send([mail()], server(port, starttls=True)))
    assert box.mails == []


def test_one_refused_address_does_not_stop_the_others() -> None:
    with mail_server() as (box, port):
        answers = [why for _, why in send([mail("weg@musterstadt.example"), mail()], server(port))]
    assert answers == ["550 Unbekannt", ""]
    assert [to for to, _ in box.mails] == [[OWNER]]


def test_a_closed_port_is_told() -> None:
    with pytest.raises(ProbeError, match="ist nicht erreichbar"):
        list(send([mail()], server(free_port())))


def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(ProbeError, match=r"ist nicht erreichbar .*timed out"):
            list(send([mail()], server(port, seconds=0.3)))


def test_no_password_without_encryption() -> None:
    with pytest.raises(UsageError, match="Ohne Verschlüsselung wird kein Passwort gesendet"):
        list(send([mail()], server(25, host="mail.musterstadt.example", user="web", password="geheim")))


@given(subject=st.text(max_size=200))
def test_a_subject_never_adds_headers(subject: str) -> None:
    whole = mail(subject=f"{subject}\r\nBcc: alle@musterstadt.example\n\nText").as_bytes()
    head = whole.partition(b"\r\n\r\n")[0]
    names = {line.partition(b":")[0].lower() for line in head.split(b"\r\n") if line[:1] not in b" \t"}
    assert b"bcc" not in names


@pytest.mark.parametrize(
    "address", ["amt", "amt@stadt.example\nBcc: x@stadt.example", "a@b.example, c@d.example", ""]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="ist keine E-Mail-Adresse"):
        mail(to=address)
