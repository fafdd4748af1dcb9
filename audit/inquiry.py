"""An inquiry as data: when somebody wrote, and when somebody reacted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

#: What the sum over all areas is called; no area or channel may have this name.
TOTAL = "gesamt"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One line of the list. Times are in Europe/Berlin, a day without time is its midnight.

    ``line`` is 1-based, where the record starts.
    """

    id: str
    received: datetime
    first_reaction: datetime | None
    channel: str
    area: str
    closed: datetime | None
    excluded_reason: str
    line: int
