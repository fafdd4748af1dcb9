"""What asking for one address came to: the hops, how it ended, what the page there looks like. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Problem(StrEnum):
    """Why there is no answer to judge."""

    MALFORMED = "malformed"
    REFUSED = "refused"  # by our guard
    NO_SUCH_NAME = "no_such_name"
    NAMES = "names"  # the name service failed for this name
    OFFLINE = "offline"  # it knows no name at all
    CONNECTION = "connection"
    GARBAGE = "garbage"
    TIMEOUT = "timeout"
    HOST_DOWN = "host_down"  # given up after other addresses of the host
    EXPIRED = "expired"
    CERTIFICATE = "certificate"
    ROBOTS = "robots"
    ROBOTS_FAILED = "robots_failed"
    NOT_UNDERSTOOD = "not_understood"  # by LinkChecker, though it is an address
    DIED = "died"  # the child process, twice


@dataclass(slots=True)
class Hop:
    """One answer: address asked, status, where it points on to."""

    url: str
    status: int
    location: str = ""


@dataclass(slots=True)
class PageFacts:
    """What the page at the end says: enough to tell a real page from one that only pretends.

    ``anchors`` are those of the fragments asked about that are there.
    """

    title: str = ""
    words: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Trail:
    """``detail`` is a German half sentence where the guard says why; ``wall`` that a bot wall answered.

    ``soft_404`` says that an invented address of the host answers with the same page.
    """

    address: str
    hops: list[Hop] = field(default_factory=list)
    problem: Problem | None = None
    detail: str = ""
    content_type: str = ""
    wall: bool = False
    soft_404: bool = False
    page: PageFacts | None = None

    @property
    def status(self) -> int:
        """Of the last answer; 0 where none came."""
        return self.hops[-1].status if self.hops else 0

    @property
    def final(self) -> str:
        """The address that answered last."""
        return self.hops[-1].url if self.hops else self.address


def to_data(trail: Trail) -> dict[str, Any]:
    """As JSON can carry it."""
    return asdict(trail)


def from_data(data: Mapping[str, Any]) -> Trail:
    """The inverse of ``to_data``."""
    page = data["page"]
    return Trail(
        **{
            **data,
            "hops": [Hop(**hop) for hop in data["hops"]],
            "problem": Problem(data["problem"]) if data["problem"] else None,
            "page": PageFacts(**page) if page else None,
        }
    )
