"""Response times in German words and numbers, for terminal and report alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from audit.responses.inquiry import Inquiry, Unclear

NO_BREAK = "\N{NO-BREAK SPACE}"
NOTHING = "–"


def percent(part: int, whole: int) -> str:
    """``92 %``: rounded, but 100 only for all and 0 only for none; a dash if there is no whole."""
    if whole == 0:
        return NOTHING
    rounded = (200 * part + whole) // (2 * whole)
    if part not in (0, whole):
        rounded = min(max(rounded, 1), 99)
    return f"{rounded}{NO_BREAK}%"


def number(value: float | None) -> str:
    """``1,5``, or a dash for None."""
    return NOTHING if value is None else f"{value:g}".replace(".", ",")


def hours(value: float) -> str:
    """``3,5 Std.``"""
    return f"{number(value)}{NO_BREAK}Std."


def interval(ends: Sequence[float] | None) -> str:
    """``61–88 %``, the range a share of few cases may lie in; empty for None."""
    if ends is None:
        return ""
    low, high = (round(100 * end) for end in ends)
    return f"{low}–{high}{NO_BREAK}%"


def trend(change: Mapping[str, Any], target: int) -> str:
    """A sentence on the last three full months against the three before."""
    said = {"better": "besser", "worse": "schlechter", "same": "kein sicherer Unterschied"}[change["change"]]
    new, old = (percent(*change[name]) for name in ("recent", "before"))
    return f"Verlauf: in {target} Arbeitstagen zuletzt {new}, drei Monate davor {old}: {said}."


def named_with_line(one: Inquiry | Unclear) -> str:
    """The id of an inquiry, with its line where the source has lines. Never more, so that nobody can be recognised."""
    return f"{one.id} (Zeile {one.line})" if one.line else one.id


def judged(group: Mapping[str, Any]) -> int:
    """What shares refer to, from published figures: all but the excluded ones and those open in time."""
    return group["received"] - group["excluded"] - group["open_in_time"]


def summary(total: Mapping[str, Any], target: int, limit: int) -> str:
    """Two sentences on the published figures of all inquiries; ``target`` and ``limit`` are working days."""
    whole = judged(total)
    if whole == 0:
        return f"Noch ist keine Anfrage zu beurteilen; offen in der Frist: {total['open_in_time']}."
    quick, in_time = total["within_target"], total["within_limit"]
    return (
        f"Von {whole} beurteilten Anfragen wurden {quick} ({percent(quick, whole)}) innerhalb von {target} "
        f"Arbeitstagen beantwortet, {in_time} ({percent(in_time, whole)}) innerhalb von {limit}. "
        f"Zu spät beantwortet: {total['late']}, überfällig: {total['open_overdue']}, "
        f"noch offen in der Frist: {total['open_in_time']}, ausgeschlossen: {total['excluded']}."
    )
