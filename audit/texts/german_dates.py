"""Days in German text: ``31.12.2026`` and ``31. Dezember 2026``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from audit.texts import german_sentences

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
_CLAUSE_END = re.compile(r"(?<=;)\s+(?=[„“(]?[A-ZÄÖÜ])")


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
    """The text's sentences as ``audit.texts.german_sentences`` finds them, and those that a semicolon joins.

    >>> list(sentences("Am 31. Dezember 2026 z. B. Ende. Danach nichts; Das reicht."))
    ['Am 31. Dezember 2026 z. B. Ende.', 'Danach nichts;', 'Das reicht.']
    """
    for sentence in german_sentences.sentences(text):
        yield from _CLAUSE_END.split(sentence)
