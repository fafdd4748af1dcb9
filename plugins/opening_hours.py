"""Opening hours in OSM syntax: the part of it that can be said in one German line per rule."""

from __future__ import annotations

import re
from dataclasses import dataclass

from opening_hours import OpeningHours
from opening_hours import ParserError as OpeningHoursError

_DAYS = {
    "Mo": "Montag",
    "Tu": "Dienstag",
    "We": "Mittwoch",
    "Th": "Donnerstag",
    "Fr": "Freitag",
    "Sa": "Samstag",
    "Su": "Sonntag",
}
_SCHEMA_ORG = dict(
    zip(_DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)
_DAY = "|".join(_DAYS)
_RULE = re.compile(
    rf"(?P<days>(?:{_DAY})(?:[-,](?:{_DAY}))*) (?P<times>\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)"
)


@dataclass(frozen=True, slots=True)
class Hours:
    """One line of opening hours, for people."""

    days: str
    times: str


def check_opening_hours(value: str) -> str:
    """``value`` unchanged; ValueError with a German sentence if it is invalid or cannot be shown.

    >>> check_opening_hours("Mo-Th 09:00-16:00; PH off")
    'Mo-Th 09:00-16:00; PH off'
    """
    try:
        OpeningHours(value)
    except OpeningHoursError as error:
        raise ValueError(_ALLOWED) from error
    named: set[str] = set()
    for rule in _rules(value):
        match = _RULE.fullmatch(rule)
        if rule not in ("PH off", "24/7") and not match:
            raise ValueError(f"„{rule}“ ist nicht lesbar. {_ALLOWED}")
        if match and any(span[:5] >= span[6:] for span in match["times"].split(",")):
            raise ValueError(f"„{rule}“ endet, bevor es beginnt.")
        days = _expand(match["days"]) if match else []
        # in OSM syntax the later rule would replace the earlier one, which nobody means
        if named & set(days) or len(set(days)) < len(days):
            raise ValueError(
                "Ein Tag kommt zweimal vor. Zwei Zeiten schreibt man „Th 09:00-12:00,14:00-17:00“."
            )
        named |= set(days)
    return value


_ALLOWED = "Erlaubt sind Angaben wie „Mo-Th 09:00-16:00; Fr 09:00-12:00; PH off“ oder „24/7“ (PH off: an Feiertagen zu)."


def describe(value: str) -> tuple[tuple[Hours, ...], str]:
    """German lines and a note on public holidays.

    >>> describe("Mo-We,Fr 09:00-12:30; Th 14:00-18:00; PH off")[0][0]
    Hours(days='Montag bis Mittwoch und Freitag', times='9 bis 12:30 Uhr')
    >>> describe("24/7")
    ((Hours(days='Täglich', times='rund um die Uhr'),), '')
    """
    hours, note = [], ""
    for rule in _rules(value):
        if rule == "24/7":
            hours.append(Hours("Täglich", "rund um die Uhr"))
        elif rule == "PH off":
            note = "An Feiertagen geschlossen"
        else:
            days, times = rule.split(" ", 1)
            hours.append(Hours(_spoken_days(days), " und ".join(map(_spoken_span, times.split(",")))))
    return tuple(hours), note


def specification(value: str) -> list[dict[str, object]]:
    """schema.org ``OpeningHoursSpecification`` items of the expression."""
    items: list[dict[str, object]] = []
    for rule in _rules(value):
        if rule == "24/7":
            items.append(_specified(list(_SCHEMA_ORG.values()), "00:00", "23:59"))
        elif rule != "PH off":
            days, times = rule.split(" ", 1)
            names = [_SCHEMA_ORG[day] for day in _expand(days)]
            items += [_specified(names, *span.split("-")) for span in times.split(",")]
    return items


def _specified(days: list[str], opens: str, closes: str) -> dict[str, object]:
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes}


def _rules(value: str) -> list[str]:
    return [rule.strip() for rule in value.split(";") if rule.strip()]


def _expand(days: str) -> list[str]:
    order, result = list(_DAYS), []
    for part in days.split(","):
        first, _, last = part.partition("-")
        start, end = order.index(first), order.index(last or first)
        result += order[start : end + 1] if start <= end else order[start:] + order[: end + 1]
    return result


def _spoken_days(days: str) -> str:
    parts = []
    for part in days.split(","):
        first, _, last = part.partition("-")
        parts.append(f"{_DAYS[first]} bis {_DAYS[last]}" if last else _DAYS[first])
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} und {parts[-1]}"


def _spoken_span(span: str) -> str:
    opens, closes = span.split("-")
    return f"{_spoken_time(opens)} bis {_spoken_time(closes)} Uhr"


def _spoken_time(value: str) -> str:
    """
    >>> _spoken_time("09:00"), _spoken_time("17:30")
    ('9', '17:30')
    """
    hour, minute = value.split(":")
    return str(int(hour)) if minute == "00" else f"{int(hour)}:{minute}"
