"""The headers of an IMAP folder (RFC 3501): read only (EXAMINE), headers only (BODY.PEEK), resumable by UID.

Batches go by sequence number, which no server may change while only FETCH is used (RFC 3501, 7.4.1), and each batch is
kept with the UID it ended at. So a dropped connection or a killed run costs one batch, and 500,000 mails need neither one
line of a megabyte from the server nor memory for all. A new UIDVALIDITY means a new folder: everything is read again.
"""

from __future__ import annotations

import logging
import os
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from audit.errors import ProbeError, UsageError
from audit.probes.mail.checkpoint import Checkpoint
from audit.probes.mail.headers import FIELDS, Reader, Unreadable
from audit.probes.mail.message import Message

PASSWORD = "DREIKLICK_IMAP_PASSWORD"
BATCH = 500
TRIES = 4
SECONDS = 30
_HEADERS = f"BODY.PEEK[HEADER.FIELDS ({' '.join(FIELDS).upper()})]"
_ITEMS = ("UID", "FLAGS", "INTERNALDATE", _HEADERS)
#: What a connection that breaks or talks nonsense raises; IMAP4.error and abort are IMAPClientError.
_BROKEN = (OSError, EOFError, IMAPClientError, ValueError, KeyError)
logging.getLogger("imapclient").setLevel(logging.WARNING)  # its debug lines hold headers
_EXAMPLE = "imaps://postfach@mail.musterstadt.example/INBOX"


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the mails are. Never a password: that comes from the environment."""

    host: str
    port: int
    user: str
    name: str
    tls: bool

    @property
    def address(self) -> str:
        """As it may stand in messages: without the user, who may be a person."""
        return f"{'imaps' if self.tls else 'imap'}://{self.host}/{self.name}"


def is_imap(source: str) -> bool:
    """Whether a source is the address of an IMAP folder."""
    return source.lower().startswith(("imap://", "imaps://"))


def folder(url: str) -> Folder:
    """What the address says (RFC 5092, without its extras); UsageError, which never repeats a password."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise UsageError(f"Die Adresse des Postfachs ist falsch. Bitte so schreiben: {_EXAMPLE}") from error
    if parts.password is not None:
        raise UsageError(
            "Das Kennwort des Postfachs gehört nicht in die Adresse, denn dort wird es sichtbar. "
            f"Bitte in die Umgebungsvariable {PASSWORD} schreiben."
        )
    if not host or not parts.username:
        raise UsageError(
            f"In der Adresse des Postfachs fehlt Rechner oder Name. Bitte so schreiben: {_EXAMPLE}"
        )
    tls = parts.scheme.lower() == "imaps"
    name = unquote(parts.path.strip("/")) or "INBOX"
    if any(ord(sign) < 32 for sign in name + unquote(parts.username)):
        raise UsageError(f"Die Adresse des Postfachs enthält Steuerzeichen. Bitte so schreiben: {_EXAMPLE}")
    return Folder(host, port or (993 if tls else 143), unquote(parts.username), name, tls)


def read(
    where: Folder,
    reader: Reader,
    kept: Checkpoint,
    key: str,
    oldest: date,
    environment: Mapping[str, str] = os.environ,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[list[Message], int]:
    """The mails of the folder and how many were unreadable; what is older than ``oldest`` is left out.

    ``key`` names the folder in the checkpoint. Raises UsageError without password, with a refused one, or for a folder that
    is not there; ProbeError if the server cannot be reached or drops the connection again and again without progress.
    """
    password = environment.get(PASSWORD)
    if not password:
        raise UsageError(
            f"{where.address}: Das Kennwort fehlt. Bitte in die Umgebungsvariable {PASSWORD} schreiben."
        )
    tries, reached = 0, -1
    while tries < TRIES:
        try:
            _fetch(where, password, reader, kept, key, oldest, progress)
            return kept.messages(key)
        except _BROKEN as error:
            last = kept.progress(key)
            tries = 1 if last > reached else tries + 1
            reached, fault = last, type(error).__name__
    raise ProbeError(
        f"{where.address}: Die Verbindung kam nicht zustande oder brach {TRIES}-mal ab ({fault}). "
        "Was schon gelesen ist, bleibt; bitte später noch einmal aufrufen."
    )


def _fetch(
    where: Folder,
    password: str,
    reader: Reader,
    kept: Checkpoint,
    key: str,
    oldest: date,
    progress: Callable[[int, int], None],
) -> None:
    with IMAPClient(where.host, where.port, ssl=where.tls, timeout=SECONDS, use_uid=False) as client:
        client.normalise_times = False  # with their offset, not in the zone of this machine
        _log_in(client, where, password)
        state = _examine(client, where)
        total = state[b"EXISTS"]
        done = _position(client, total, kept.last_uid(key, state[b"UIDVALIDITY"]))
        while done < total:
            batch = range(done + 1, min(done + BATCH, total) + 1)
            mails, last, unreadable = _mails(client, batch, reader, oldest)
            kept.keep(key, mails, last, unreadable)
            done = batch[-1]
            progress(done, total)


def _log_in(client: IMAPClient, where: Folder, password: str) -> None:
    if not where.tls and client.has_capability("STARTTLS"):
        client.starttls(ssl.create_default_context())
    elif not where.tls and not _is_this_machine(where.host):
        raise UsageError(
            f"{where.address}: Der Mailserver bietet keine Verschlüsselung an, das Kennwort wäre mitzulesen. "
            "Bitte imaps:// verwenden."
        )
    try:
        client.login(where.user, password)
    except LoginError:
        # Not chained: the answer of the server may repeat what was sent.
        raise UsageError(
            f"{where.address}: Der Mailserver lehnt die Anmeldung ab. Bitte Namen und Kennwort ({PASSWORD}) "
            "prüfen; vielleicht ist das Kennwort abgelaufen."
        ) from None


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _examine(client: IMAPClient, where: Folder) -> Mapping[bytes, int]:
    try:
        return client.select_folder(where.name, readonly=True)
    except IMAPClient.AbortError:
        raise
    except IMAPClientError:
        raise UsageError(
            f"{where.address}: Diesen Ordner gibt es im Postfach nicht. Bitte den Namen hinter dem Rechner prüfen."
        ) from None


def _position(client: IMAPClient, total: int, last_uid: int) -> int:
    """How many mails at the start of the folder have a UID up to ``last_uid``; UIDs rise, so by halving."""
    low, high = 0, total if last_uid else 0
    while low < high:
        middle = (low + high + 1) // 2
        if client.fetch([middle], ["UID"])[middle][b"UID"] <= last_uid:
            low = middle
        else:
            high = middle - 1
    return low


def _mails(
    client: IMAPClient, batch: range, reader: Reader, oldest: date
) -> tuple[list[tuple[int, Message]], int, int]:
    """The mails of one batch with their UIDs, the last UID, and how many were unreadable."""
    found, last, unreadable = [], 0, 0
    for _, data in sorted(client.fetch(batch, _ITEMS).items()):
        uid, at = data[b"UID"], _utc(data.get(b"INTERNALDATE"))
        last = max(last, uid)
        if b"\\Draft" in data.get(b"FLAGS", ()) or (at and at.date() < oldest):
            continue
        raw = next((value for name, value in data.items() if name.startswith(b"BODY[HEADER")), None)
        try:
            found.append((uid, reader.message(raw or b"", at)))
        except Unreadable:
            unreadable += 1
    return found, last, unreadable


def _utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at else None
