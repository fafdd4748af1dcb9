"""The one schema of all content: the front matter of pages, site.yaml, contacts.yaml.

Every validator says in German what is allowed; ``site_content`` adds file, line and field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from plugins.opening_hours import check_opening_hours

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_INTERVAL = re.compile(r"(\d{1,3}) (Tage?|Wochen?|Monate?|Jahre?)")
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


def _matching(pattern: str, allowed: str) -> AfterValidator:
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
    _matching(
        SLUG.pattern, "Erlaubt sind nur a–z, 0–9 und einzelne Bindestriche, zum Beispiel „pflegegrad-antrag“."
    ),
]
Interval = Annotated[str, AfterValidator(_interval)]
Colour = Annotated[str, _matching("#[0-9a-fA-F]{6}", "Erlaubt ist eine Farbe wie „#0b5c55“.")]
Label = Annotated[str, Field(min_length=1, max_length=30)]
Phone = Annotated[
    str, _matching(r"[+(0-9][0-9 /().–-]*[0-9]", "Erlaubt ist eine Nummer wie „030 23125 110“ oder „112“.")
]
Host = Annotated[
    str,
    _matching(
        r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?",
        "Erlaubt ist ein Rechnername wie „senioren.musterstadt.example“, ohne https:// und ohne Schrägstrich.",
    ),
]
Language = Annotated[
    str, _matching("[a-z]{2}(-[A-Za-z]+)?", "Erlaubt ist ein Sprachkürzel wie „de“, „en“ oder „tr“.")
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class EventMeta(_Strict):
    """A dated offer on a page. ``ends`` on the day of ``starts`` may be left out."""

    title: Annotated[str, Field(min_length=3)]
    starts: Moment
    ends: Moment | None = None
    place: str = ""
    contact: str = ""


class PageMeta(_Strict):
    """The front matter of a page."""

    title: Annotated[str, Field(min_length=3, max_length=70)]
    summary: Annotated[str, Field(min_length=20, max_length=200)]
    contact: str
    owner: str
    last_reviewed_on: Day
    review_in: Interval
    slug: Slug | None = None
    menu_label: Label | None = None
    menu_position: int = 1000
    situations: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()
    expires: Day | None = None
    lang: Language | None = None
    easy_language: str | None = None
    kind: Literal["content", "legal", "overview"] = "content"
    unlisted: bool = False
    events: tuple[EventMeta, ...] = ()

    @property
    def review_due_on(self) -> date:
        """The day by which the page must be reviewed again."""
        return self.last_reviewed_on + timedelta(days=interval_days(self.review_in))


class ContactMeta(_Strict):
    """An entry of the contact registry; the key is its id."""

    role: Annotated[str, Field(min_length=3)]
    unit: Annotated[str, Field(min_length=3)]
    phone: Phone
    verified_on: Day
    interval: Interval
    email: str = ""
    address: str = ""
    room: str = ""
    opening_hours: Annotated[str, AfterValidator(check_opening_hours)] = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    deputy: str = ""


class Colours(_Strict):
    """Brand and accent colour of a site, for light and for dark screens."""

    brand: Colour
    accent: Colour
    brand_dark: Colour = "#8fd3c8"
    accent_dark: Colour = "#ffb59b"


class SiteMeta(_Strict):
    """site.yaml: everything that tells one microsite from the others."""

    title: Annotated[str, Field(min_length=3)]
    tagline: Annotated[str, Field(min_length=3)]
    town: str
    host: Host
    contact: str
    owners: Mapping[str, str]
    colours: Colours
    menu: tuple[str, ...]
    footer: tuple[str, ...]
    situations: tuple[str, ...] = ()
    language: Language = "de"
    clock: Day | None = None
    inquiries: str | None = None


class ContactsFile(_Strict):
    """contacts.yaml: id → contact."""

    contacts: Mapping[Slug, ContactMeta]
