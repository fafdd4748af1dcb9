"""``inquiries`` in site.yaml: where the inquiries of a microsite stand, one source or a list of them.

A source is a file or folder beside site.yaml, or a mailbox (``imaps://user@host/INBOX``), whose password comes from the
environment of the audit and must never stand in a file that is committed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator

_MAILBOX = ("imap://", "imaps://")


def _as_several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else () if value is None else value


def check_source(value: str) -> str:
    """``value`` unchanged; ValueError with a German sentence for a mailbox address that is none or holds a password."""
    if value.lower().startswith(_MAILBOX):
        parts = urlsplit(value)
        if parts.password is not None:
            raise ValueError(
                "Das Kennwort darf nicht in der Adresse stehen: Wer die Datei liest, liest dann auch das Postfach. "
                "Bitte löschen, im Postfach ändern und in die Umgebungsvariable DREIKLICK_IMAP_PASSWORD schreiben."
            )
        if not parts.username or not parts.hostname:
            raise ValueError("So sieht ein Postfach aus: imaps://postfach@mail.musterstadt.example/INBOX")
    return value


InquirySources = Annotated[
    tuple[Annotated[str, AfterValidator(check_source)], ...], BeforeValidator(_as_several)
]


def from_project(sources: Iterable[str], folder: str) -> str | list[str] | None:
    """The sources as the audit finds them: files and folders from the project's folder, mailboxes as they are.

    One source is a text, several are a list, none is None.
    """
    found = [one if one.lower().startswith(_MAILBOX) else f"{folder}/{one}" for one in sources]
    return found if len(found) > 1 else next(iter(found), None)
