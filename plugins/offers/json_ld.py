"""An offer as schema.org ``Event``, for search engines that answer „Ferienprogramm in meiner Nähe“."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from plugins.content_model import PageSource, SiteContent
from plugins.offers.schema import WEEKDAYS, OfferMeta

_ZONE = ZoneInfo("Europe/Berlin")
_SCHEMA_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_AVAILABILITY = {"ausgebucht": "SoldOut", "warteliste": "SoldOut", "wenige": "LimitedAvailability"}


def event_json_ld(content: SiteContent, page: PageSource, days: Sequence[date]) -> str:
    """The event as JSON, safe inside a script element. Every week counts as one event with a schedule."""
    offer: OfferMeta = page.meta
    address = f"https://{content.meta.host}{page.url}"
    event = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": offer.title,
        "description": offer.summary,
        "url": address,
        "inLanguage": offer.lang or content.meta.language,
        "startDate": _moment(days[0], offer, 0),
        "endDate": _moment(days[-1], offer, 1),
        "eventSchedule": _schedule(offer, days),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if offer.status == 'abgesagt' else 'Scheduled'}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": offer.place, "address": offer.place},
        "organizer": {"@type": "Organization", "name": offer.organiser},
        "typicalAgeRange": f"{offer.ages.min}-{'' if offer.ages.max is None else offer.ages.max}",
        "maximumAttendeeCapacity": offer.places,
        "isAccessibleForFree": offer.price == 0,
        "offers": _price(offer, address),
    }
    said = {key: value for key, value in event.items() if value is not None}
    return json.dumps(said, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def _moment(day: date, offer: OfferMeta, end: int) -> str:
    return datetime.combine(day, offer.clock[end], _ZONE).isoformat() if offer.clock else day.isoformat()


def _schedule(offer: OfferMeta, days: Sequence[date]) -> dict[str, Any] | None:
    if not offer.weekdays:
        return None
    schedule = {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": [f"https://schema.org/{_SCHEMA_DAYS[WEEKDAYS.index(day)]}" for day in offer.weekdays],
        "startDate": days[0].isoformat(),
        "endDate": days[-1].isoformat(),
        "scheduleTimezone": "Europe/Berlin",
    }
    times = dict(
        zip(("startTime", "endTime"), (moment.isoformat() for moment in offer.clock or ()), strict=False)
    )
    return schedule | times


def _price(offer: OfferMeta, address: str) -> dict[str, Any]:
    price = {
        "@type": "Offer",
        "price": f"{offer.price:.2f}",
        "priceCurrency": "EUR",
        "url": offer.registration_link or address,
        "availability": f"https://schema.org/{_AVAILABILITY.get(offer.status, 'InStock')}",
    }
    opens_on, deadline = offer.registration_opens_on, offer.registration_deadline
    return (
        price
        | ({"validFrom": opens_on.isoformat()} if opens_on else {})
        | ({"validThrough": deadline.isoformat()} if deadline else {})
    )
