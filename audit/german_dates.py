"""Days in German text: ``31.12.2026`` and ``31. Dezember 2026``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_DATE = re.compile(
    rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?:(?P<month>\d{{1,2}})\.|(?P<name>{'|'.join(_MONTHS)}))\s?(?P<year>[12]\d{{3}})(?!\d)"
)
_YEAR = re.compile(r"[12]\d{3}")
_ABBREVIATION = re.compile(
    r"\b(?:bzw|ggf|evtl|inkl|zzgl|max|min|sog|vgl|Abs|Nr|Art|Str|Tel|ca|Dr|Prof|[A-Za-z]|\d{1,2})\."
)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[„“(]?[A-ZÄÖÜ])")


@dataclass(frozen=True, slots=True)
class DateInText:
    """A day, as written, and where it stands in its text."""

    day: date
    written: str
    start: int
    end: int


def has_dates(text: str) -> bool:
    """Whether there is any day in the text; quick, since most texts have none."""
    return _YEAR.search(text) is not None and any(True for _ in dates_in(text))


def dates_in(text: str) -> Iterator[DateInText]:
    """Days that exist, in the order of the text; ``30.02.2025`` is none.

    >>> [str(found.day) for found in dates_in("vom 1.2.2025 bis 31. Dezember 2026")]
    ['2025-02-01', '2026-12-31']
    """
    for match in _DATE.finditer(text):
        month = _MONTHS.index(match["name"]) + 1 if match["name"] else int(match["month"])
        try:
            day = date(int(match["year"]), month, int(match["day"]))
        except ValueError:
            continue
        yield DateInText(day, match[0], match.start(), match.end())


def sentences(text: str) -> Iterator[str]:
    """The text's sentences; dots of dates, ordinals and abbreviations end none.

    >>> list(sentences("Am 31. Dezember 2026 z. B. Ende. Danach nichts."))
    ['Am 31. Dezember 2026 z. B. Ende.', 'Danach nichts.']
    """
    marked = _ABBREVIATION.sub(_without_dots, _DATE.sub(_without_dots, text))
    start = 0
    for end in _SENTENCE_END.finditer(marked):
        yield text[start : end.start()]
        start = end.end()
    yield text[start:]


def _without_dots(match: re.Match[str]) -> str:
    return match[0].replace(".", "·")
