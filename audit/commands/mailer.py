"""Send plain mails through the town's own mail server. The password comes from the environment, never from a file."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from ipaddress import ip_address

from audit.errors import ProbeError, UsageError
from audit.reports.text import one_line
from audit.texts.mail_addresses import is_mail

PASSWORD = "DREIKLICK_SMTP_PASSWORD"
SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Server:
    """The mail server as the settings name it; ``password`` is empty where it asks for none."""

    host: str
    port: int
    starttls: bool
    user: str
    password: str
    seconds: float = SECONDS


def message(sender: str, recipient: str, subject: str, text: str, now: datetime) -> EmailMessage:
    """A plain mail that no robot answers. UsageError if an address is none; line breaks in a subject cannot add headers."""
    for address in (sender, recipient):
        if not is_mail(address):
            raise UsageError(f"„{address}“ ist keine E-Mail-Adresse. Bitte berichtigen.")
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address("Wiedervorlage der Website", addr_spec=sender)
    mail["To"] = Address(addr_spec=recipient)
    mail["Subject"] = one_line(subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence notes in return
    mail.set_content(text)
    return mail


def send(mails: Iterable[EmailMessage], server: Server) -> Iterator[tuple[EmailMessage, str]]:
    """Each mail with why the server did not take it, "" if it did.

    ProbeError if the server cannot be reached, proves no identity, or refuses the password: then no mail was taken after
    that.
    """
    with _session(server) as session:
        for mail in mails:
            try:
                session.send_message(mail)
                yield mail, ""
            except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
                yield mail, _answer(error)
            except (OSError, smtplib.SMTPException) as error:
                raise ProbeError(
                    f"{_named(server)} hat die Verbindung beendet ({_answer(error)})."
                ) from error


@contextmanager
def _session(server: Server) -> Iterator[smtplib.SMTP]:
    if server.user and not server.starttls and not _is_here(server.host):
        raise UsageError(
            "Ohne Verschlüsselung wird kein Passwort gesendet. Bitte in AUDIT smtp_starttls auf True setzen."
        )
    try:
        session = smtplib.SMTP(server.host, server.port, timeout=server.seconds)
    except (OSError, smtplib.SMTPException) as error:
        hint = "Stimmen smtp_host und smtp_port in pelicanconf.py (AUDIT)?"
        raise ProbeError(f"{_named(server)} ist nicht erreichbar ({_answer(error)}). {hint}") from error
    with session:
        _greet(session, server)
        yield session


def _greet(session: smtplib.SMTP, server: Server) -> None:
    try:
        if server.starttls:
            session.starttls(context=ssl.create_default_context())
        if server.user:
            session.login(server.user, server.password)
    except ssl.SSLError as error:
        hint = "Gehört es einer eigenen Zertifizierungsstelle, nennt SSL_CERT_FILE deren Datei."
        raise ProbeError(
            f"Dem Zertifikat von {_named(server)} ist nicht zu trauen ({error.reason}). {hint}"
        ) from error
    except smtplib.SMTPAuthenticationError as error:
        hint = f"Stimmen smtp_user und das Passwort in {PASSWORD}?"
        raise ProbeError(
            f"{_named(server)} nimmt die Anmeldung nicht an ({_answer(error)}). {hint}"
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise ProbeError(f"{_named(server)} nimmt die Verbindung nicht an ({_answer(error)}).") from error


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _named(server: Server) -> str:
    return f"Der Mailserver {server.host}:{server.port}"


def _answer(error: Exception) -> str:
    """What the server said, in one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(said)}" for code, said in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return one_line(str(error)) or type(error).__name__


def _text(said: bytes | str) -> str:
    return one_line(said.decode("utf-8", "replace") if isinstance(said, bytes) else said)
