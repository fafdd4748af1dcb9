"""Opening hours in OSM syntax: the part of it that can be said in one line per rule, in each language of the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from opening_hours import OpeningHours
from opening_hours import ParserError as OpeningHoursError

from plugins.words import Words, first_letter_large, words

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_SCHEMA_ORG = dict(
    zip(_DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)
_DAY = "|".join(_DAYS)
_TIMES = r"(?P<times>\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)"
_RULE = re.compile(rf"(?P<days>PH|(?:{_DAY})(?:[-,](?:{_DAY}))*) {_TIMES}")


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
        days = _expand(match["days"]) if match else [rule[:2]]
        # in OSM syntax the later rule would replace the earlier one, which nobody means
        if named & set(days) or len(set(days)) < len(days):
            raise ValueError(
                "Ein Tag kommt zweimal vor. Zwei Zeiten schreibt man „Th 09:00-12:00,14:00-17:00“."
            )
        named |= set(days)
    return value


_ALLOWED = (
    "Erlaubt sind Angaben wie „Mo-Th 09:00-16:00; Fr 09:00-12:00; PH off“ oder „24/7“ "
    "(PH off: an Feiertagen zu, PH 10:00-14:00: an Feiertagen so)."
)


@lru_cache(maxsize=512)
def describe(value: str, language: str = "de") -> tuple[tuple[Hours, ...], str]:
    """Lines in ``language`` and a note on public holidays.

    >>> describe("Mo-We,Fr 09:00-12:30; Th 14:00-18:00; PH off")[0][0]
    Hours(days='Montag bis Mittwoch und Freitag', times='9 bis 12:30 Uhr')
    >>> describe("Sa 14:00-20:00; PH 14:00-18:00")[0][1]
    Hours(days='An Feiertagen', times='14 bis 18 Uhr')
    >>> describe("24/7")
    ((Hours(days='Täglich', times='rund um die Uhr'),), '')
    >>> describe("Mo-Fr 08:00-18:00", "uk")[0][0]
    Hours(days='Понеділок – п’ятниця', times='з 8:00 до 18:00')
    """
    hours, note, spoken = [], "", words(language)
    for rule in _rules(value):
        if rule == "24/7":
            hours.append(Hours(first_letter_large(spoken.daily, language), spoken.around_the_clock))
        elif rule == "PH off":
            note = spoken.closed_on_holidays
        else:
            days, times = rule.split(" ", 1)
            named = (
                [spoken.on_holidays]
                if days == "PH"
                else [_spoken_days(part, spoken) for part in days.split(",")]
            )
            line = _joined(named, spoken)
            spans = _joined([_spoken_span(span, spoken) for span in times.split(",")], spoken)
            hours.append(Hours(first_letter_large(line, language), spans))
    return tuple(hours), note


def week(value: str) -> tuple[str, ...]:
    """The spans of each day from Monday on; empty where the expression names no days, as round the clock.

    >>> week("Mo,Tu 08:30-12:00,14:00-17:30; PH off")
    ('08:30-12:00,14:00-17:30', '08:30-12:00,14:00-17:30', '', '', '', '', '')
    >>> week("24/7")
    ()
    """
    spans = {}
    for rule in _rules(value):
        if rule != "24/7" and not rule.startswith("PH"):
            days, times = rule.split(" ", 1)
            spans |= dict.fromkeys(_expand(days), times)
    return tuple(spans.get(day, "") for day in _DAYS) if spans else ()


def is_closed_on_holidays(value: str) -> bool:
    """Whether the expression says so; one that says nothing leaves it open."""
    return "PH off" in _rules(value)


def specification(value: str) -> list[dict[str, object]]:
    """schema.org ``OpeningHoursSpecification`` items of the expression."""
    items: list[dict[str, object]] = []
    for rule in _rules(value):
        if rule == "24/7":
            items.append(_specified(list(_SCHEMA_ORG.values()), "00:00", "23:59"))
        elif rule != "PH off":
            days, times = rule.split(" ", 1)
            names = ["PublicHolidays"] if days == "PH" else [_SCHEMA_ORG[day] for day in _expand(days)]
            items += [_specified(names, *span.split("-")) for span in times.split(",")]
    return items


def _specified(days: list[str], opens: str, closes: str) -> dict[str, object]:
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes}


def _rules(value: str) -> list[str]:
    return [rule.strip() for rule in value.split(";") if rule.strip()]


def _expand(days: str) -> list[str]:
    if days == "PH":
        return [days]
    order, result = list(_DAYS), []
    for part in days.split(","):
        first, _, last = part.partition("-")
        start, end = order.index(first), order.index(last or first)
        result += order[start : end + 1] if start <= end else order[start:] + order[: end + 1]
    return result


def _joined(parts: list[str], spoken: Words) -> str:
    if len(parts) == 1:
        return parts[0]
    return spoken.between.join(parts[:-1]) + spoken.before_last + parts[-1]


def _spoken_days(days: str, spoken: Words) -> str:
    first, *last = (spoken.weekdays[_DAYS.index(day)] for day in days.split("-"))
    return spoken.day_span.format(first=first, last=last[0]) if last else first


def _spoken_span(span: str, spoken: Words) -> str:
    opens, closes = (_spoken_time(time, spoken) for time in span.split("-"))
    return spoken.time_span.format(opens=opens, closes=closes)


def _spoken_time(value: str, spoken: Words) -> str:
    """
    >>> _spoken_time("09:00", words()), _spoken_time("17:30", words("tr"))
    ('9', '17.30')
    """
    hour, minute = value.split(":")
    pattern = spoken.full_hour if minute == "00" else spoken.time
    return pattern.format(hour=int(hour), minute=minute)
