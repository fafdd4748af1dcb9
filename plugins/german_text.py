"""German dates, heading anchors and typography. Pure functions."""

from __future__ import annotations

import re
from datetime import date, datetime

from plugins.page_text import PageText
from plugins.words import long_date, words

_MONTHS, _WEEKDAYS = words("de").months, words("de").weekdays
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_UNITS = "Euro|Prozent|%|Uhr|Minuten?|Stunden?|Tag(?:en?)?|Wochen?|Monat(?:en?)?|Jahr(?:en?)?"
#: A space (or the line end of a wrapped paragraph) at which no line should break.
_BOUND = re.compile(
    rf"(?<=§)[ \n](?=\d)|(?<=\d)[ \n](?=(?:{_UNITS})(?!\w))|(?<=\d\.)[ \n](?=(?:{'|'.join(_MONTHS)})\b)"
    r"|(?<=\bz\.)[ \n](?=B\.)|(?<=\bd\.)[ \n](?=h\.)|(?<=\bAbs\.)[ \n](?=\d)"
)


def german_date(day: date) -> str:
    """
    >>> german_date(date(2026, 10, 5))
    '5. Oktober 2026'
    """
    return long_date(day, "de")


def german_span(starts: datetime | date, ends: datetime | date | None) -> str:
    """When something takes place, as one reads it out.

    >>> german_span(datetime(2026, 12, 8, 17, 30), datetime(2026, 12, 8, 19, 0))
    'Dienstag, 8. Dezember 2026, 17:30 bis 19 Uhr'
    >>> german_span(date(2026, 12, 8), date(2026, 12, 9))
    'Dienstag, 8. Dezember 2026 bis Mittwoch, 9. Dezember 2026'
    """
    first, last = _day(starts), _day(ends or starts)
    text = f"{_WEEKDAYS[first.weekday()]}, {german_date(first)}"
    if isinstance(starts, datetime):
        text += f", {_clock(starts)}"
    if last != first:
        text += f"{' Uhr' if isinstance(starts, datetime) else ''} bis {_WEEKDAYS[last.weekday()]}, {german_date(last)}"
        return text + (f", {_clock(ends)} Uhr" if isinstance(ends, datetime) else "")
    if isinstance(ends, datetime):
        return text + f"{'' if isinstance(starts, datetime) else ','} bis {_clock(ends)} Uhr"
    return text + (" Uhr" if isinstance(starts, datetime) else "")


def german_size(count: int) -> str:
    """Bytes in the unit that people know, with at most one place behind the comma; never less than 1 KB.

    >>> german_size(84_700), german_size(2_430_000), german_size(31_000_000), german_size(12)
    ('85 KB', '2,4 MB', '31 MB', '1 KB')
    """
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    megabytes = count / 1_000_000
    return f"{megabytes:.1f}".replace(".", ",").removesuffix(",0") + " MB"


def german_duration(seconds: float) -> str:
    """A running time as players show it.

    >>> german_duration(6), german_duration(155.4), german_duration(3755)
    ('0:06 Minuten', '2:35 Minuten', '1:02:35 Stunden')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02} Stunden" if hours else f"{minutes}:{rest:02} Minuten"


def anchor(text: str) -> str:
    """The anchor of a heading; it starts with a letter, as selectors want it.

    >>> anchor("Wer hilft? – Übersicht für Angehörige"), anchor("1. Die Seite")
    ('wer-hilft-uebersicht-fuer-angehoerige', 'abschnitt-1-die-seite')
    """
    words = re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_UMLAUTS)).strip("-")
    return words if words[:1].isalpha() else f"abschnitt-{words}".rstrip("-")


def bind_typography(text: PageText) -> None:
    """Keep together what must not be torn apart at a line end: § 37, 347 Euro, 5. Oktober, z. B."""
    for node in text.strings(_BOUND):
        if node.parent.tag not in ("code", "pre"):
            node.replace_with(_BOUND.sub("\N{NO-BREAK SPACE}", node.text_content))


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}" if moment.minute else str(moment.hour)
