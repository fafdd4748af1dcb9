"""Headers of a mail -> Message. Reads no body, keeps no text, and survives whatever a header may hold.

What counts as automatic: RFC 3834 (``Auto-Submitted``), RFC 2919 and 2369 (``List-*``), RFC 3462 (multipart/report),
RFC 5321 4.5.5 (empty return path), and the older signs that mail servers still set.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message as Headers
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from audit.errors import UsageError
from audit.probes.mail.message import Direction, Kind, Message
from audit.probes.mail.pseudonyms import Pseudonyms
from audit.probes.moments import FIRST_YEAR

#: All the headers this module looks at; more is never asked for.
FIELDS = (
    *("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Received", "Subject", "Content-Type"),
    *("Message-ID", "In-Reply-To", "References", "Return-Path", "Auto-Submitted", "X-Auto-Response-Suppress"),
    *("Precedence", "X-Autoreply", "X-Autorespond", "List-Id", "List-Unsubscribe", "List-Post", "List-Help"),
)
#: A header block beyond this is an attack or a fault; what stands behind is not read.
MAX_BYTES = 256 * 1024

_LISTS = ("List-Id", "List-Unsubscribe", "List-Post", "List-Help")
_BULK = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})
_DAEMONS = frozenset({"mailer-daemon", "postmaster"})
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,900})>")
_REPLY = re.compile(r"^\s*(?:(?:re|aw|antw|antwort|sv)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_DOMAIN = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+")
#: What the parsers of the standard library raise on headers made to harm (measured with fuzzed headers).
_PARSER_FAULTS = (ValueError, LookupError, TypeError, AttributeError, RecursionError, HeaderParseError)


class Unreadable(ValueError):
    """The headers say neither who wrote nor to whom; the mail is counted as unreadable."""


def own_domains(names: Iterable[str]) -> frozenset[str]:
    """The domains as they stand in addresses, lower case, umlauts in IDNA; UsageError for what is no domain."""
    found = set()
    for name in names:
        plain = name.strip().lower().lstrip("@")
        try:
            ascii_name = plain.encode("idna").decode("ascii")
        except UnicodeError:
            ascii_name = ""
        if not _DOMAIN.fullmatch(ascii_name):
            raise UsageError(
                f"„{name}“ ist keine Domain. Bitte so schreiben: --own-domain musterstadt.example"
            )
        found.add(ascii_name)
    return frozenset(found)


class Reader:
    """Reads headers with one set of own domains and pseudonyms."""

    def __init__(self, own: Collection[str], names: Pseudonyms) -> None:
        self._own = own
        self._names = names

    def message(self, raw: bytes, internal_date: datetime | None = None) -> Message:
        """The mail with these headers; ``internal_date`` is the server's own time stamp (IMAP), if it has one.

        Raises Unreadable, whatever the bytes are.
        """
        try:
            return self._message(
                BytesHeaderParser(policy=compat32).parsebytes(raw[:MAX_BYTES]), internal_date
            )
        except Unreadable:
            raise
        except _PARSER_FAULTS as error:
            raise Unreadable("the header parser gave up") from error

    def _message(self, headers: Headers, internal_date: datetime | None) -> Message:
        senders = _addresses(headers, "From") or _addresses(headers, "Sender")
        if not senders:
            raise Unreadable("no sender")
        answer_to = self._outside(_addresses(headers, "Reply-To"))
        to = self._outside(_addresses(headers, "To", "Cc", "Bcc"))
        direction, is_form = self._direction(senders, answer_to, to)
        outside = to if direction is Direction.OUT else [*self._outside(senders), *answer_to]
        at, by_sender = (internal_date, False) if internal_date else _time(headers)
        subject = _subject(headers)
        parties = tuple(sorted({self._names.of("address", address) for address in outside}))
        subject = self._names.of("subject", subject) if subject else ""
        ids = _MESSAGE_ID.findall(_text(headers, "Message-ID"))
        stamp = at.isoformat() if at else ""
        own_id = ("id", ids[0]) if ids else ("no id", subject, stamp, *parties)
        return Message(
            id=self._names.of(*own_id),
            refs=self._references(headers),
            at=at,
            by_sender=by_sender,
            direction=direction,
            kind=_kind(headers, senders, is_form),
            channel="formular" if is_form else "mail",
            parties=parties,
            subject=subject,
        )

    def _direction(self, senders: list[str], answer_to: list[str], to: list[str]) -> tuple[Direction, bool]:
        """The direction, and whether it is a web form: from us to us, to be answered to somebody outside."""
        if self._outside(senders[:1]):
            return Direction.IN, False
        if to:
            return Direction.OUT, False
        return (Direction.IN, True) if answer_to else (Direction.INTERNAL, False)

    def _outside(self, addresses: list[str]) -> list[str]:
        domains = ((address, address.rpartition("@")[2]) for address in addresses)
        return [
            address
            for address, domain in domains
            if not any(domain == own or domain.endswith(f".{own}") for own in self._own)
        ]

    def _references(self, headers: Headers) -> tuple[str, ...]:
        """References, then In-Reply-To: the nearest last, each once."""
        ids = _MESSAGE_ID.findall(_text(headers, "References"))[-50:]
        ids += _MESSAGE_ID.findall(_text(headers, "In-Reply-To"))[-5:]
        return tuple(reversed(dict.fromkeys(self._names.of("id", one) for one in reversed(ids))))


def _text(headers: Headers, name: str) -> str:
    """The first header of the name; empty without one. Raw bytes in it come as ``email.header.Header``."""
    value = headers.get(name)
    return "" if value is None else str(value)


def _addresses(headers: Headers, *names: str) -> list[str]:
    values = [str(value) for name in names for value in headers.get_all(name, [])]
    found = (address.strip().casefold() for _, address in getaddresses(values))
    return [address for address in found if address.count("@") == 1 and not address.startswith("@")]


def _subject(headers: Headers) -> str:
    """The subject, decoded, without „Re:“ and „AW:“, so that a reply has that of its inquiry."""
    raw = _text(headers, "Subject")
    try:
        text = str(make_header(decode_header(raw)))
    except _PARSER_FAULTS:
        text = raw  # a charset that does not exist: compared as it stands
    return " ".join(_REPLY.sub("", text).split()).casefold()


def _time(headers: Headers) -> tuple[datetime | None, bool]:
    """The time of the topmost Received header, which our own server wrote; else the sender's Date, and that it is."""
    received = headers.get("Received")
    if received is not None:
        return _parsed(str(received).rpartition(";")[2]), False
    return _parsed(_text(headers, "Date")), True


def _parsed(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)  # -0000: UTC (RFC 5322, 3.3)
    except (*_PARSER_FAULTS, OverflowError):
        return None
    return at if at.year >= FIRST_YEAR else None


def _kind(headers: Headers, senders: list[str], is_form: bool) -> Kind:
    content = _text(headers, "Content-Type").partition(";")[0].strip().lower()
    returns_nowhere = _text(headers, "Return-Path").strip() == "<>"
    if content == "multipart/report" or senders[0].partition("@")[0] in _DAEMONS:
        return Kind.BOUNCE
    if returns_nowhere and not is_form:
        return Kind.BOUNCE
    submitted = _text(headers, "Auto-Submitted").partition(";")[0].strip().lower()
    if is_form and submitted in ("auto-generated", ""):
        return Kind.PERSON  # a person filled the form in; that a program sent it is the nature of forms
    if any(name in headers for name in _LISTS):
        return Kind.LIST
    bulk = _text(headers, "Precedence").strip().lower() in _BULK
    signs = ("X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond")
    if submitted not in ("", "no") or bulk or any(name in headers for name in signs):
        return Kind.AUTOMATIC
    return Kind.PERSON
