"""A mail as the importer keeps it: pseudonyms, one time stamp and what kind of mail it is. Nothing personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Direction(StrEnum):
    """Who wrote to whom, by the town's own domains."""

    IN = "in"
    OUT = "out"
    INTERNAL = "internal"


class Kind(StrEnum):
    """Whether a person wrote it. Only those count, as inquiry and as reaction."""

    PERSON = "person"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Message:
    """One mail.

    ``id`` and ``refs`` are pseudonyms of message ids (RFC 5322, 3.6.4), ``refs`` the nearest last; ``parties`` those of
    the addresses outside: who wrote, or whom we wrote to; ``subject`` that of the subject, empty without one.
    ``at`` is when the receiving server had it (UTC), None if that time cannot be; ``by_sender`` where only the
    sender's clock is known.
    """

    id: str
    refs: tuple[str, ...]
    at: datetime | None
    by_sender: bool
    direction: Direction
    kind: Kind
    channel: str
    parties: tuple[str, ...]
    subject: str
    area: str = ""
    file: str = ""

    @property
    def identity(self) -> tuple[object, ...]:
        """Equal for copies of one mail; broken senders give different mails one id."""
        return self.id, self.direction, self.parties, self.subject
