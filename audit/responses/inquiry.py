"""An inquiry as data: when somebody wrote, and when somebody reacted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

#: What the sum over all areas is called; no area or channel may have this name.
TOTAL = "gesamt"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One inquiry. Times are in Europe/Berlin, a day without time is its midnight (then not ``is_timed``).

    ``line`` is 1-based, where the record starts in ``file``; 0 where the source has no lines. ``doubt`` says why
    its first reaction is unclear: somebody may have answered, but not certainly, so it counts as open.
    """

    id: str
    received: datetime
    first_reaction: datetime | None
    channel: str
    area: str
    closed: datetime | None
    excluded_reason: str
    line: int
    file: str = ""
    is_timed: bool = True
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """An inquiry that no figure counts, since its times cannot be: where it stands and why, as a German sentence."""

    id: str
    reason: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Intake:
    """What all sources gave. ``left_out`` counts what is no inquiry and no reaction, by German name of its kind."""

    inquiries: tuple[Inquiry, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Intake) -> Intake:
        names = sorted({*self.left_out, *other.left_out})
        return Intake(
            self.inquiries + other.inquiries,
            self.unclear + other.unclear,
            {name: self.left_out.get(name, 0) + other.left_out.get(name, 0) for name in names},
        )
