"""How fast inquiries get their first reaction, in working days: figures by area, channel and month.

An inquiry that nobody reacted to is judged as of the day of the audit, whether it is closed or not: closing a
case is no reaction. So nothing drops out of the figures by being left undone.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from audit.errors import UsageError
from audit.responses.business_hours import BusinessHours
from audit.responses.inquiry import Inquiry, Unclear
from audit.responses.working_days import WorkingDays

TARGET = 2
LIMIT = 5
"""Working days to the first reaction: as a rule, and at most one working week (Ulm 2021, GD 087/21, 3.2)."""

MERGE_BELOW = 5
OTHERS = "sonstige"
"""Areas, channels and months with fewer inquiries are published together, so that nobody can be recognised."""

USUAL_PERCENT = 80
"""„In der Regel“ as a share: a house rule, since the council's paper gives no number."""

TREND_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of one group of inquiries.

    ``received`` counts every line of the list, ``excluded`` (spam, misdirected) among them, so always
    ``received == excluded + within_limit + late + open_in_time + open_overdue``; ``within_limit`` includes
    ``within_target``. ``median_days`` and ``p90_days`` are working days to the first reaction of the answered
    ones (median as in statistics.median; 90th percentile by nearest rank: the smallest number of days that at
    least 90 % kept to), None without any. ``open_past_target`` is the part of ``open_in_time`` that has
    missed the target already, ``closed_unanswered`` the part of both open counts that is closed, ``doubtful`` the part
    that may have been answered, but not certainly. ``missed`` are the inquiries behind ``late`` and ``open_overdue``,
    in the order of the list. ``office_median`` and ``office_p90`` are hours within opening hours to the first reaction of
    those answered ones that have a time of day.
    """

    received: int = 0
    within_target: int = 0
    within_limit: int = 0
    late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    excluded: int = 0
    median_days: float | None = None
    p90_days: int | None = None
    open_past_target: int = 0
    closed_unanswered: int = 0
    missed: tuple[Inquiry, ...] = ()
    max_days: int | None = None
    office_median: float | None = None
    office_p90: float | None = None
    doubtful: int = 0

    @property
    def due(self) -> int:
        """All that are judged by the target, those still open beyond it included."""
        return self.judged + self.open_past_target

    @property
    def is_slow(self) -> bool:
        """Whether fewer than usual were answered within the target."""
        return self.within_target * 100 < USUAL_PERCENT * self.due

    @property
    def judged(self) -> int:
        """Answered or overdue: all but the excluded ones and those whose limit still runs."""
        return self.received - self.excluded - self.open_in_time

    @property
    def share_within_target(self) -> float | None:
        """Part of the judged ones that was answered within the target, 0 to 1; None if none is judged."""
        return self.within_target / self.judged if self.judged else None

    @property
    def share_within_limit(self) -> float | None:
        """Part of the judged ones that was answered within the limit, 0 to 1; None if none is judged."""
        return self.within_limit / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class ResponseTimes:
    """All figures of one list, as of ``today``. ``target`` and ``limit`` are working days.

    ``areas`` and ``channels`` are sorted by name, small ones merged into „sonstige“, which comes last; if
    even that is too small, its inquiries count in ``total`` only. ``unlisted`` has the figures of those that
    no area shows. ``months`` are months of receipt (``2026-03``), merged likewise. ``recent`` and ``before`` are the last
    three full months of receipt and the three before them. ``unclear`` and ``left_out`` as in audit.responses.inquiry.Intake.
    """

    today: date
    target: int
    limit: int
    total: Group
    areas: Mapping[str, Group]
    channels: Mapping[str, Group]
    months: Mapping[str, Group]
    unlisted: Group
    recent: Group = Group()
    before: Group = Group()
    unclear: tuple[Unclear, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Case:
    """An inquiry with the working days to its first reaction or, without one, to the day of the audit.

    ``hours`` are office hours to the first reaction, None where they cannot be known.
    """

    inquiry: Inquiry
    days: int
    hours: float | None = None

    @property
    def answered(self) -> bool:
        return self.inquiry.first_reaction is not None


def figures(
    inquiries: Iterable[Inquiry],
    calendar: WorkingDays,
    today: date,
    target: int = TARGET,
    limit: int = LIMIT,
    merge_below: int = MERGE_BELOW,
    office: BusinessHours | None = None,
) -> ResponseTimes:
    """The figures of the inquiries as of ``today``; none of them may be received after it.

    Without ``office`` there are no figures in office hours. Raises UsageError if ``target`` and ``limit`` are not 0 <= target <= limit.
    """
    if not 0 <= target <= limit:
        raise UsageError(f"Das Ziel ({target} Arbeitstage) muss zwischen 0 und der Frist ({limit}) liegen.")
    cases = [
        _Case(inquiry, _days(inquiry, calendar, today), _hours(inquiry, office)) for inquiry in inquiries
    ]

    def grouped(name: Callable[[Inquiry], str]) -> dict[str, list[_Case]]:
        return _grouped(cases, name)

    def judged(groups: Mapping[str, Sequence[_Case]]) -> dict[str, Group]:
        return {name: _group(members, target, limit) for name, members in groups.items()}

    areas = _merged(grouped(lambda inquiry: inquiry.area), merge_below)
    listed = {id(case) for members in areas.values() for case in members}
    ago = [_months_ago(case.inquiry, today) for case in cases]

    def of_months(first: int, last: int) -> Group:
        chosen = [case for case, months in zip(cases, ago, strict=True) if first <= months <= last]
        return _group(chosen, target, limit)

    return ResponseTimes(
        today=today,
        target=target,
        limit=limit,
        total=_group(cases, target, limit),
        areas=judged(areas),
        channels=judged(_merged(grouped(lambda inquiry: inquiry.channel), merge_below)),
        months=judged(_merged(grouped(lambda inquiry: f"{inquiry.received:%Y-%m}"), merge_below)),
        unlisted=_group([case for case in cases if id(case) not in listed], target, limit),
        recent=of_months(1, TREND_MONTHS),
        before=of_months(TREND_MONTHS + 1, 2 * TREND_MONTHS),
    )


def as_json(times: ResponseTimes) -> dict[str, Any]:
    """The figures as plain data, ready to be published (schema 1)."""
    return {
        "schema": 1,
        "today": times.today.isoformat(),
        "total": counts(times.total),
        "areas": {name: counts(group) for name, group in times.areas.items()},
        "channels": {name: counts(group) for name, group in times.channels.items()},
    }


def _days(inquiry: Inquiry, calendar: WorkingDays, today: date) -> int:
    end = inquiry.first_reaction.date() if inquiry.first_reaction else today
    return calendar.between(inquiry.received.date(), end)


def _hours(inquiry: Inquiry, office: BusinessHours | None) -> float | None:
    if office is None or inquiry.first_reaction is None or not inquiry.is_timed:
        return None
    return office.between(inquiry.received, inquiry.first_reaction).total_seconds() / 3600


def _months_ago(inquiry: Inquiry, today: date) -> int:
    return 12 * (today.year - inquiry.received.year) + today.month - inquiry.received.month


def _grouped(cases: Iterable[_Case], name: Callable[[Inquiry], str]) -> dict[str, list[_Case]]:
    groups: dict[str, list[_Case]] = {}
    for case in cases:
        groups.setdefault(name(case.inquiry), []).append(case)
    return dict(sorted(groups.items()))


def _merged(groups: Mapping[str, list[_Case]], merge_below: int) -> dict[str, list[_Case]]:
    large = {
        name: members
        for name, members in groups.items()
        if len(members) >= merge_below and name.casefold() != OTHERS
    }
    others = [case for name, members in groups.items() if name not in large for case in members]
    return large | ({OTHERS: others} if others and len(others) >= merge_below else {})


def _group(cases: Sequence[_Case], target: int, limit: int) -> Group:
    valid = [case for case in cases if not case.inquiry.excluded_reason]
    answered = sorted(case.days for case in valid if case.answered)
    waiting = [case for case in valid if not case.answered]
    missed = [case.inquiry for case in valid if case.days > limit]
    hours = sorted(case.hours for case in valid if case.hours is not None)
    return Group(
        received=len(cases),
        within_target=sum(days <= target for days in answered),
        within_limit=sum(days <= limit for days in answered),
        late=sum(days > limit for days in answered),
        open_in_time=sum(case.days <= limit for case in waiting),
        open_overdue=sum(case.days > limit for case in waiting),
        excluded=len(cases) - len(valid),
        median_days=_median(answered),
        p90_days=_p90(answered),
        open_past_target=sum(target < case.days <= limit for case in waiting),
        closed_unanswered=sum(case.inquiry.closed is not None for case in waiting),
        missed=tuple(sorted(missed, key=lambda inquiry: (inquiry.file, inquiry.line, inquiry.received))),
        max_days=answered[-1] if answered else None,
        office_median=round(statistics.median(hours), 1) if hours else None,
        office_p90=round(_p90(hours), 1) if hours else None,
        doubtful=sum(case.inquiry.doubt != "" for case in waiting),
    )


def _p90(ordered: Sequence[Any]) -> Any:
    """The 90th percentile by nearest rank, None without values."""
    return ordered[-(-9 * len(ordered) // 10) - 1] if ordered else None


def _median(days: Sequence[int]) -> float | None:
    """The median, a whole number where it is one."""
    if not days:
        return None
    median = statistics.median(days)
    return int(median) if median == int(median) else median


def counts(group: Group) -> dict[str, float | None]:
    """The published counts of one group; these names stay."""
    names = "received within_target within_limit late open_in_time open_overdue excluded median_days p90_days"
    return {name: getattr(group, name) for name in names.split()}
