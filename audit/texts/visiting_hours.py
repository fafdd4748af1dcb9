"""Opening hours as weekday → spans, from the registry's OSM syntax and from German text, so that both can be compared.

Hours are minutes from midnight. What is not understood is left out: a comparison must be certain of both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]
Week = dict[int, tuple[Span, ...]]  # 0 is Monday

_OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_OSM_RULE = re.compile(
    r"(?P<days>[A-Z][a-z](?:[-,][A-Z][a-z])*) (?P<spans>\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)"
)
_DAY = r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)(?:s|en)?\b|(?:mo|di|mi|do|fr|sa|so)\b\.?"
_DAY_NAMES = ("mo", "di", "mi", "do", "fr", "sa", "so")
_TIME = r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?"
_SPAN = rf"(?:von\s+)?(?P<opens>{_TIME})\s*(?:Uhr\s*)?(?:[-–—]|bis)\s*(?P<closes>{_TIME})(?!\d|\.\d)(?:\s*(?P<unit>Uhr|h)\b)?"
_DAYS = rf"(?P<days>(?:{_DAY})(?:\s*(?:[-–—,/+&]|bis|und|sowie)\s*(?:{_DAY}))*)"
_STATEMENT = re.compile(
    rf"\b{_DAYS}(?:\s*(?:von|jeweils|auch|:|,|\()*\s*)(?P<spans>{re.sub(r'[?]P<[a-z]+>', '?:', _SPAN)}"
    rf"(?:\s*(?:,|/|und|sowie|\+|&|oder)\s*{re.sub(r'[?]P<[a-z]+>', '?:', _SPAN)})*)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """Hours that a text states: as written, and for which days which spans."""

    written: str
    week: tuple[tuple[int, tuple[Span, ...]], ...]


@lru_cache(maxsize=512)
def registry_week(value: str) -> Week | None:
    """The week of an expression such as ``Mo-Th 09:00-16:00; PH off``; None where it does not say days and times.

    >>> registry_week("Mo,Tu 09:00-12:00; PH off")
    {0: ((540, 720),), 1: ((540, 720),)}
    >>> registry_week("24/7")
    """
    week: Week = {}
    for rule in filter(None, (part.strip() for part in value.split(";"))):
        match = _OSM_RULE.fullmatch(rule)
        if match:
            spans = tuple(_span(*span.split("-")) for span in match["spans"].split(","))
            week |= dict.fromkeys(_osm_days(match["days"]), spans)
        elif not rule.startswith("PH"):
            return None
    return week or None


def names_holidays(value: str) -> bool:
    """Whether an expression says what holds on public holidays; round the clock says so too.

    >>> names_holidays("Mo 09:00-12:00"), names_holidays("Mo 09:00-12:00; PH off"), names_holidays("24/7")
    (False, True, True)
    """
    return value.strip() == "24/7" or re.search(r"\bPH\b", value) is not None


def stated_hours(text: str) -> Iterator[Stated]:
    """Days with their hours in German text; single times and times without a day are none.

    >>> [stated.week for stated in stated_hours("Mo–Di 8–12 Uhr, Donnerstag von 14.00 bis 18.30 Uhr")]
    [((0, ((480, 720),)), (1, ((480, 720),))), ((3, ((840, 1110),)),)]
    """
    for match in _STATEMENT.finditer(text):
        spans = tuple(
            _span(span["opens"], span["closes"]) for span in re.finditer(_SPAN, match["spans"], re.I)
        )
        says_hours = re.search(r"Uhr|\bh\b|\d[:.]\d\d", match["spans"], re.I) is not None
        if says_hours and all(opens < closes for opens, closes in spans):
            yield Stated(match[0].strip(), tuple((day, spans) for day in _german_days(match["days"])))


def contradicts(stated: Stated, week: Week, exactly: bool) -> bool:
    """Whether the text gives other hours than the registry; days left out are no contradiction.

    ``exactly``: 9 to 12 contradicts 8 to 18 too; else it lies within, as a consulting hour in the opening hours does.
    """
    if exactly:
        return any(not set(spans) <= set(week.get(day, ())) for day, spans in stated.week)
    return any(not _is_within(span, week.get(day, ())) for day, spans in stated.week for span in spans)


def _is_within(span: Span, spans: Iterable[Span]) -> bool:
    return any(opens <= span[0] and span[1] <= closes for opens, closes in spans)


def _span(opens: str, closes: str) -> Span:
    return _minutes(opens), _minutes(closes)


def _minutes(time: str) -> int:
    hour, _, minute = time.replace(".", ":").partition(":")
    return int(hour) * 60 + int(minute or 0)


def _osm_days(days: str) -> list[int]:
    found: list[int] = []
    for part in days.split(","):
        first, _, last = part.partition("-")
        found += _from_to(_OSM_DAYS.index(first), _OSM_DAYS.index(last or first))
    return found


def _german_days(days: str) -> list[int]:
    found: list[int] = []
    is_range = False
    for match in re.finditer(rf"(?P<day>{_DAY})|(?P<range>[-–—]|\bbis\b)", days, re.I):
        if match["range"]:
            is_range = True
            continue
        day = _DAY_NAMES.index(
            "sa" if match["day"].lower().startswith("sonnabend") else match["day"].lower()[:2]
        )
        found += _from_to(found[-1], day)[1:] if is_range and found else [day]
        is_range = False
    return found


def _from_to(first: int, last: int) -> list[int]:
    """Days from first to last, over the weekend where last comes first."""
    return [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]
