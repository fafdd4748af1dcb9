"""What is published beside the plain counts: lights, spread, certainty, months, trend, and what could not be counted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from math import sqrt
from typing import Any

from audit.model import Light
from audit.responses.inquiry import TOTAL
from audit.responses.times import MERGE_BELOW, Group, ResponseTimes, as_json, counts

SMALL = 50
"""Shares of fewer inquiries are published with their interval."""

_Z = 1.959964  # 95 %
_LIGHTS = {
    Light.GREEN: "in Ordnung",
    Light.YELLOW: "hinsehen",
    Light.RED: "handeln",
    Light.GREY: "nichts zu beurteilen",
}


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), which stays within 0 and 1 and holds for small numbers."""
    share, weight = part / whole, _Z * _Z / whole
    middle = share + weight / 2
    spread = _Z * sqrt(share * (1 - share) / whole + weight / whole / 4)
    return max(0.0, (middle - spread) / (1 + weight)), min(1.0, (middle + spread) / (1 + weight))


def light(group: Group) -> Light:
    """Red: something is late or overdue. Yellow: slower than usual, beyond the target, or doubtful. Grey: nothing due."""
    if group.missed:
        return Light.RED
    if group.is_slow or group.open_past_target or group.doubtful:
        return Light.YELLOW
    return Light.GREEN if group.due else Light.GREY


def light_word(colour: str) -> str:
    """What a light means here, in one or two German words."""
    return _LIGHTS[Light(colour)]


def published(times: ResponseTimes) -> dict[str, Any]:
    """All figures as plain data: those of ``as_json`` unchanged, and beside them what is told here."""
    return as_json(times) | {
        "target": times.target,
        "limit": times.limit,
        "months": {name: counts(group) for name, group in times.months.items()},
        "details": {
            "total": _detail(times.total),
            "areas": {name: _detail(group) for name, group in times.areas.items()},
            "channels": {name: _detail(group) for name, group in times.channels.items()},
            "months": {name: _detail(group) for name, group in times.months.items()},
        },
        "trend": _trend(times),
        "unclear": {
            "number": len(times.unclear),
            "places": [
                {"id": one.id, "file": one.file, "line": one.line or None, "reason": one.reason}
                for one in times.unclear
            ],
        },
        "left_out": dict(times.left_out),
    }


def as_csv(figures: Mapping[str, Any]) -> str:
    """The published figures as a table: one line a group, semicolons, for spreadsheets (UTF-8 with BOM)."""
    rows = list(_rows(figures))
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def _rows(figures: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    details = figures["details"]
    yield {"kind": "total", "name": TOTAL} | figures["total"] | _flat(details["total"])
    for kind in ("areas", "channels", "months"):
        for name, group in figures[kind].items():
            yield {"kind": kind, "name": _harmless(name)} | group | _flat(details[kind][name])


def _harmless(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name


def _flat(detail: Mapping[str, Any]) -> dict[str, Any]:
    """Intervals as two columns."""
    flat = {name: value for name, value in detail.items() if not name.endswith("_interval")}
    for name in ("within_target_interval", "within_limit_interval"):
        low, high = detail[name] or ("", "")
        flat |= {f"{name}_low": low, f"{name}_high": high}
    return flat


def _detail(group: Group) -> dict[str, Any]:
    return {
        "light": light(group).value,
        "max_days": group.max_days,
        "within_target_interval": _interval(group.within_target, group.judged),
        "within_limit_interval": _interval(group.within_limit, group.judged),
        "office_hours_median": group.office_median,
        "office_hours_p90": group.office_p90,
        "open_past_target": group.open_past_target,
        "closed_unanswered": group.closed_unanswered,
        "doubtful": group.doubtful,
    }


def _interval(part: int, whole: int) -> list[float] | None:
    return [round(end, 3) for end in wilson(part, whole)] if 0 < whole < SMALL else None


def _trend(times: ResponseTimes) -> dict[str, Any] | None:
    """The share within the target of the last three full months and the three before; None with too few to tell.

    A change is only called one where the intervals do not touch.
    """
    recent, before = times.recent, times.before
    if min(recent.judged, before.judged) < MERGE_BELOW:
        return None
    new, old = (wilson(group.within_target, group.judged) for group in (recent, before))
    change = "better" if new[0] > old[1] else "worse" if new[1] < old[0] else "same"
    return {
        "change": change,
        "recent": [recent.within_target, recent.judged],
        "before": [before.within_target, before.judged],
    }
