"""Mails for the tests, written as mail servers deliver them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime

OWN = "stadt.example"
DESK = f"pflege@{OWN}"
CITIZEN = "a.canary@post.example"


def at(text: str) -> datetime:
    """``2026-11-02 09:00`` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def letter(
    id_: str = "",
    when: str = "2026-11-02 09:00",
    sender: str = CITIZEN,
    to: str = DESK,
    refs: Iterable[str] = (),
    subject: str = "Frage zur Pflege",
    received: bool = True,
    extra: str = "",
) -> bytes:
    """The headers and a short text. ``refs`` become References and In-Reply-To."""
    stamp = format_datetime(at(when))
    refs = list(refs)
    lines = [f"Received: from mx.post.example by mail.{OWN} with ESMTP; {stamp}"] if received else []
    lines += [f"From: {sender}", f"To: {to}", f"Subject: {subject}", f"Date: {stamp}"]
    lines += [f"Message-ID: <{id_}>"] if id_ else []
    if refs:
        lines += [f"References: {' '.join(f'<{one}>' for one in refs)}", f"In-Reply-To: <{refs[-1]}>"]
    lines += [extra] if extra else []
    return ("\n".join(lines) + "\n\nGuten Tag, hier schreibt CANARY-BODY.\n").encode(
        "utf-8", "surrogateescape"
    )


def answer(id_: str, when: str, refs: Iterable[str] = (), to: str = CITIZEN, **more: str) -> bytes:
    """A person of the town writes back; mail in „Gesendet“ has no Received header."""
    return letter(id_, when, sender=f"Pflegestützpunkt <{DESK}>", to=to, refs=refs, received=False, **more)


def as_mbox(letters: Iterable[bytes]) -> bytes:
    """An mbox file (mboxrd)."""
    return b"".join(b"From x@post.example Mon Nov  2 09:00:00 2026\n" + one + b"\n" for one in letters)
