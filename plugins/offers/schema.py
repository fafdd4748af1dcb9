"""The front matter of an offer: a page of the folder ``angebote`` with all that parents decide by."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from plugins.content_schema import PageMeta
from plugins.field_types import Day, Strict, WebAddress
from plugins.offers.settings import Age, not_before, not_below

#: Where offers are, below the folder of a site.
OFFER_FOLDER = "angebote"
#: Sooner or later a school year ends; a later end is a slip of the pen.
MAX_DAYS = 400
_AMOUNT = re.compile(r"-?\d{1,9}(?:[.,]\d{1,9})?")
_TIMES = re.compile(r"([01]?\d|2[0-3]):([0-5]\d) ?[-–] ?([01]?\d|2[0-3]):([0-5]\d)")


def _price(value: Any) -> Any:
    """Euros, with a comma or a point before the cents."""
    if not _AMOUNT.fullmatch(str(value)):
        raise ValueError("Erlaubt ist ein Betrag in Euro wie „45“ oder „12,50“; kostenlos ist „0“.")
    price = Decimal(str(value).replace(",", "."))
    if not 0 <= price < 10_000:
        raise ValueError(f"Ein Preis von {value} Euro ist nicht möglich. Kostenlos schreibt man als „0“.")
    if price != price.quantize(Decimal("0.01")):
        raise ValueError("Ein Betrag hat höchstens zwei Stellen nach dem Komma, zum Beispiel „12,50“.")
    return price


def _times(value: str) -> str:
    match = _TIMES.fullmatch(value)
    if not match:
        raise ValueError("Erlaubt ist eine Zeit wie „09:00-16:00“ (Beginn, Bindestrich, Ende).")
    if time(int(match[1]), int(match[2])) >= time(int(match[3]), int(match[4])):
        raise ValueError("Das Ende liegt vor dem Beginn. Mit Übernachtung bleibt die Uhrzeit weg.")
    return value


def _places(value: int) -> int:
    if value < 1:
        raise ValueError(
            "Es gibt mindestens einen Platz. Ist alles belegt, schreibt man „status: ausgebucht“."
        )
    return value


Weekday = Literal["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]
WEEKDAYS: tuple[Weekday, ...] = (
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
)


class Ages(Strict):
    """For whom an offer is; without ``max`` there is no upper limit."""

    min: Age
    max: Age | None = None

    @field_validator("max")
    @classmethod
    def _is_above(cls, value: int | None, info: ValidationInfo) -> int | None:
        return not_below(info.data.get("min"), value)


class OfferMeta(PageMeta):
    """An offer on one day, on days in a row, or (with ``weekdays``) again and again between ``starts`` and ``ends``.

    Offers of every week pause in the school holidays unless ``in_holidays`` says otherwise, and on the days ``not_on``.
    ``inclusive`` says which support there is for children with disabilities.
    """

    template: ClassVar[str] = "offer"
    ages: Ages
    starts: Day
    ends: Day | None = None
    times: Annotated[str, AfterValidator(_times)] | None = None
    weekdays: tuple[Weekday, ...] = ()
    in_holidays: bool = False
    not_on: tuple[Day, ...] = ()
    districts: Annotated[tuple[str, ...], Field(min_length=1)]
    place: Annotated[str, Field(min_length=3)]
    organiser: Annotated[str, Field(min_length=3)]
    price: Annotated[Decimal, BeforeValidator(_price)]
    price_includes: str = ""
    reductions: str = ""
    places: Annotated[int, AfterValidator(_places)] | None = None
    status: Literal["frei", "wenige", "warteliste", "ausgebucht", "abgesagt"] = "frei"
    step_free_note: str = ""
    step_free: Literal["ja", "teilweise", "nein"]
    inclusive: str = ""
    food: str = ""
    bring: tuple[str, ...] = ()
    registration_link: WebAddress | None = None
    registration_opens_on: Day | None = None
    registration_deadline: Day | None = None

    @property
    def last_day(self) -> date:
        """The last day on which the offer can take place."""
        return self.ends or self.starts

    @property
    def gone_after(self) -> date:
        return self.last_day

    @property
    def clock(self) -> tuple[time, time] | None:
        """Begin and end on each day; None where only the days are known."""
        match = _TIMES.fullmatch(self.times or "")
        return match and (time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4])))

    @field_validator("ends")
    @classmethod
    def _ends_later(cls, value: date | None, info: ValidationInfo) -> date | None:
        starts = info.data.get("starts")
        if starts and value and value - starts > timedelta(days=MAX_DAYS):
            raise ValueError(
                f"Vom Beginn bis zum Ende sind es höchstens {MAX_DAYS} Tage. Bitte das Jahr prüfen."
            )
        return not_before(starts, value)

    @field_validator("weekdays")
    @classmethod
    def _has_a_day(cls, value: tuple[Weekday, ...], info: ValidationInfo) -> tuple[Weekday, ...]:
        starts, ends = info.data.get("starts"), info.data.get("ends")
        if not (value and starts and "ends" in info.data):
            return value
        span = range(min(7, ((ends or starts) - starts).days + 1))
        if not {WEEKDAYS[(starts + timedelta(days=day)).weekday()] for day in span} & set(value):
            raise ValueError("Zwischen starts und ends liegt keiner dieser Wochentage.")
        return value

    @field_validator("step_free")
    @classmethod
    def _says_what_is_in_the_way(cls, value: str, info: ValidationInfo) -> str:
        if value == "teilweise" and not info.data.get("step_free_note"):
            raise ValueError(
                "Zu „teilweise“ gehört die Zeile step_free_note: Was geht ohne Stufen, was nicht?"
            )
        return value

    @field_validator("registration_opens_on", "registration_deadline")
    @classmethod
    def _is_for_a_link(cls, value: date | None, info: ValidationInfo) -> date | None:
        if value and "registration_link" in info.data and not info.data["registration_link"]:
            raise ValueError(
                "Ohne registration_link gibt es keine Anmeldung. Bitte Link ergänzen oder Zeile löschen."
            )
        return value

    @field_validator("registration_deadline")
    @classmethod
    def _is_in_time(cls, value: date | None, info: ValidationInfo) -> date | None:
        starts, opens = info.data.get("starts"), info.data.get("registration_opens_on")
        # a course of every week takes children later too
        if value and starts and not info.data.get("weekdays") and value > starts:
            raise ValueError(f"Der Anmeldeschluss liegt nach dem Beginn ({starts:%d.%m.%Y}).")
        if value and opens and value < opens:
            raise ValueError(f"Der Anmeldeschluss liegt vor dem Beginn der Anmeldung ({opens:%d.%m.%Y}).")
        return value
