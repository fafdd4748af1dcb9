"""The facts of an offer in the words of parents: when, for whom, what it costs, whether there is room. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Literal

from plugins.german_text import german_date
from plugins.offers.schema import WEEKDAYS, Ages, OfferMeta
from plugins.offers.settings import MAX_AGE

#: So many offers a summary names at most; the field itself holds 200 characters.
_MOST_NAMED = 3
_MAX_SUMMARY = 200
StateKind = Literal["open", "soon", "waiting", "closed", "cancelled", "none"]


@dataclass(frozen=True, slots=True)
class State:
    """Whether one can sign up today. ``kind`` decides how it is shown, ``label`` says it in words."""

    kind: StateKind
    label: str


def state_of(offer: OfferMeta, today: date) -> State:
    """What counts today: a missed deadline closes an offer whatever its ``status`` says."""
    opens_on, deadline = offer.registration_opens_on, offer.registration_deadline
    if offer.status == "abgesagt":
        return State("cancelled", "Abgesagt")
    if offer.status == "ausgebucht":
        return State("closed", "Ausgebucht")
    if not offer.registration_link:
        return State("none", "Ohne Anmeldung")
    if deadline and deadline < today:
        return State("closed", "Anmeldung beendet")
    if opens_on and opens_on > today:
        return State("soon", f"Anmeldung ab {german_date(opens_on)}")
    if offer.status == "warteliste":
        return State("waiting", "Nur noch Warteliste")
    return State("open", "Wenige Plätze frei" if offer.status == "wenige" else "Plätze frei")


def when(offer: OfferMeta, today: date) -> str:
    """When the offer takes place, as one reads it out; of what has begun only what is still to come."""
    first, last = offer.starts, offer.last_day
    if offer.weekdays:
        rhythm = _enumerated([f"{day}s" for day in offer.weekdays]).capitalize()
        begins = f"vom {days(first, last)}" if first > today else f"bis {german_date(last)}"
        pause = "auch in den Ferien" if offer.in_holidays else "nicht in den Schulferien"
        return ", ".join(filter(None, [rhythm, _clock(offer.clock), begins, pause]))
    if first == last:
        parts = [days(first, first, with_weekdays=True), _clock(offer.clock)]
    else:
        span = days(first, last, with_weekdays=True)
        parts = [span, f"jeden Tag {_clock(offer.clock)}" if offer.clock else ""]
    return ", ".join(filter(None, parts))


def days(first: date, last: date, with_weekdays: bool = False) -> str:
    """A span of days; month and year are said once where they are the same.

    >>> days(date(2027, 1, 4), date(2027, 1, 8)), days(date(2026, 12, 28), date(2027, 1, 2))
    ('4. bis 8. Januar 2027', '28. Dezember 2026 bis 2. Januar 2027')
    >>> days(date(2027, 3, 30), date(2027, 4, 3), with_weekdays=True)
    'Dienstag, 30. März bis Samstag, 3. April 2027'
    """
    if first == last:
        return _named(first, german_date(first), with_weekdays)
    begin = german_date(first)
    if first.year == last.year:
        begin = begin.removesuffix(f" {first.year}")
        if first.month == last.month:
            begin = f"{first.day}."
    return f"{_named(first, begin, with_weekdays)} bis {_named(last, german_date(last), with_weekdays)}"


def ages(value: Ages) -> str:
    """
    >>> ages(Ages(min=6, max=10)), ages(Ages(min=12)), ages(Ages(min=0)), ages(Ages(min=0, max=3))
    ('6 bis 10 Jahre', 'ab 12 Jahren', 'für alle Altersstufen', 'bis 3 Jahre')
    """
    if value.max is None or value.max == MAX_AGE:
        return f"ab {value.min} Jahren" if value.min else "für alle Altersstufen"
    if value.min == value.max:
        return f"{value.min} Jahre"
    return f"{value.min} bis {value.max} Jahre" if value.min else f"bis {value.max} Jahre"


def price(value: Decimal) -> str:
    """
    >>> price(Decimal("0")), price(Decimal("45")), price(Decimal("12.5"))
    ('kostenlos', '45 Euro', '12,50 Euro')
    """
    if not value:
        return "kostenlos"
    return f"{value.quantize(Decimal('0.01'))}".removesuffix(".00").replace(".", ",") + " Euro"


def summary(titles: Sequence[str]) -> str:
    """A list of offers in a sentence: how many they are, and by name as many as the field ``summary`` holds.

    >>> summary(["Kinderkino"]), summary(["Kinderkino", "Kinderchor"])
    ('1 Angebot: Kinderkino.', '2 Angebote: Kinderkino und Kinderchor.')
    >>> summary(["Kinderkino", "Kinderchor", "Spieltreff", "Lesenacht"])
    '4 Angebote, zum Beispiel Kinderkino, Kinderchor und Spieltreff.'
    """
    count = "1 Angebot" if len(titles) == 1 else f"{len(titles)} Angebote"
    for most in range(min(_MOST_NAMED, len(titles)), 0, -1):
        sentence = f"{count}{':' if most == len(titles) else ', zum Beispiel'} {_enumerated(titles[:most])}."
        if len(sentence) <= _MAX_SUMMARY:
            break
    return sentence


def step_free(offer: OfferMeta) -> str:
    """Whether one gets in and around without stairs."""
    return {"ja": "stufenlos", "teilweise": "teilweise stufenlos", "nein": "nicht stufenlos"}[offer.step_free]


def _named(day: date, text: str, with_weekday: bool) -> str:
    return f"{WEEKDAYS[day.weekday()].capitalize()}, {text}" if with_weekday else text


def _clock(times: tuple[time, time] | None) -> str:
    return f"{_hour(times[0])} bis {_hour(times[1])} Uhr" if times else ""


def _hour(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02}" if moment.minute else str(moment.hour)


def _enumerated(words: Sequence[str]) -> str:
    return " und ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
