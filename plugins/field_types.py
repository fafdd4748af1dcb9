"""The types of fields that editors write by hand: days, intervals, addresses, colours, telephone numbers.

Every validator says in German what is allowed; ``site_content`` adds file, line and field.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_INTERVAL = re.compile(r"(\d{1,3}) (Tage?|Wochen?|Monate?|Jahre?)")
_HTTPS = re.compile(r"https://[^\s\"'<>\\@\[\]]+")
_PERSON = re.compile(r"@|\b(?:Frau|Herrn?|Dr\.|Prof\.)(?!\w)")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+")
_DAYS = {"T": 1, "W": 7, "M": 30.44, "J": 365.25}


def interval_days(text: str) -> int:
    """Days of an interval as editors write it.

    >>> interval_days("6 Monate"), interval_days("1 Jahr"), interval_days("90 Tage")
    (183, 365, 90)
    """
    match = _INTERVAL.fullmatch(text)
    if not match or int(match[1]) == 0:
        raise ValueError("Erlaubt sind Angaben wie „90 Tage“, „4 Wochen“, „6 Monate“, „1 Jahr“.")
    return round(int(match[1]) * _DAYS[match[2][0]])


def host_of(address: str) -> str:
    """The host of a web address, without port.

    >>> host_of("https://termine.musterstadt.example/pflege?art=video")
    'termine.musterstadt.example'
    """
    return urlsplit(address).hostname or ""


def _web_address(value: str) -> str:
    """A complete address on the web that nobody can read or change on the way."""
    allowed = "Erlaubt ist eine vollständige Adresse wie „https://termine.musterstadt.example/“."
    if value.startswith("http://"):
        raise ValueError(f"„{value}“ ist nicht verschlüsselt. Bitte mit https:// beginnen. {allowed}")
    if not _HTTPS.fullmatch(value) or not _HOST.fullmatch(host_of(value)):
        raise ValueError(f"„{value}“ ist nicht möglich. {allowed}")
    return value


def _moment(value: Any) -> Any:
    """A day or a minute of that day, from YAML's own dates or from ``2026-12-08 17:30``."""
    if isinstance(value, str):
        try:
            value = datetime.strptime(value.strip(), "%Y-%m-%d %H:%M")
        except ValueError as error:
            raise ValueError("Erlaubt sind „2026-12-08“ und „2026-12-08 17:30“.") from error
    if not isinstance(value, date):
        raise ValueError("Erlaubt sind „2026-12-08“ und „2026-12-08 17:30“.")
    return _in_our_time(value)


def _day(value: Any) -> Any:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("Erlaubt ist ein Tag wie 2026-11-30 (Jahr-Monat-Tag, ohne Anführungszeichen).")
    return _in_our_time(value)


def _in_our_time(value: date) -> date:
    if not 1990 <= value.year <= 2100:
        raise ValueError(f"Das Jahr {value.year} ist wohl ein Tippfehler. Erlaubt sind 1990 bis 2100.")
    return value


def _interval(value: str) -> str:
    interval_days(value)
    return value


def _role(value: str) -> str:
    """Who answers for a review, in one line: a role stays right when people come and go, and tells nothing about them."""
    if _PERSON.search(value) or not value.isprintable():
        raise ValueError(
            f"„{value}“ ist keine Rolle. Bitte die Stelle nennen, keine Person: zum Beispiel „Pflegeberatung“."
        )
    return value


def matching(pattern: str, allowed: str) -> AfterValidator:
    """A validator that says in German what is allowed, not which pattern it tried."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"„{value}“ ist nicht möglich. {allowed}")
        return value

    return AfterValidator(check)


Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime | date, BeforeValidator(_moment)]
Slug = Annotated[
    str,
    Field(max_length=80),
    matching(
        SLUG.pattern, "Erlaubt sind nur a–z, 0–9 und einzelne Bindestriche, zum Beispiel „pflegegrad-antrag“."
    ),
]
Interval = Annotated[str, AfterValidator(_interval)]
Colour = Annotated[str, matching("#[0-9a-fA-F]{6}", "Erlaubt ist eine Farbe wie „#0b5c55“.")]
Label = Annotated[str, Field(min_length=1, max_length=30)]
Role = Annotated[str, Field(min_length=3, max_length=60), AfterValidator(_role)]
Mail = Annotated[
    str,
    matching(
        r"[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-zA-Z]{2,}",
        "Erlaubt ist eine Adresse wie „info@verein.example“, ohne „(at)“ und ohne Leerzeichen.",
    ),
]
Phone = Annotated[
    str, matching(r"[+(0-9][0-9 /().–-]*[0-9]", "Erlaubt ist eine Nummer wie „030 23125 110“ oder „112“.")
]
Host = Annotated[
    str,
    matching(
        r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?",
        "Erlaubt ist ein Rechnername wie „senioren.musterstadt.example“, ohne https:// und ohne Schrägstrich.",
    ),
]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Language = Annotated[
    str, matching("[a-z]{2}(-[A-Za-z]+)?", "Erlaubt ist ein Sprachkürzel wie „de“, „en“ oder „tr“.")
]


class Strict(BaseModel):
    """Unknown fields are refused, values never change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
