"""An offer as an iCalendar file (RFC 5545), so that it gets into a family's calendar with one tap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from plugins.contacts import Contact
from plugins.content_model import PageSource, SiteContent
from plugins.offers.schema import OfferMeta

_ZONE = ZoneInfo("Europe/Berlin")
_DAY = timedelta(days=1)
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: The rules since 1996. The library would list every change of the clocks from 1970 to 2038, in 3 kB.
_VTIMEZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def calendar_of(content: SiteContent, page: PageSource, days: Sequence[date], contact: Contact) -> bytes:
    """The file for an offer on ``days`` (at least one). The same offer gives the same bytes and keeps its UID.

    With times of day each day is an occurrence of its own; without, days in a row are one event.
    """
    # takes 0.1 s to import, which the builds of all other microsites need not wait for
    from icalendar import Calendar, Event, Timezone

    offer: OfferMeta = page.meta
    address = f"https://{content.meta.host}{page.url}"
    calendar, event = Calendar(), Event()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{content.meta.town}//{content.meta.title}//DE")
    event.add("uid", f"{page.url.strip('/').replace('/', '-')}@{content.meta.host}")
    # when the event was last looked at, not when the file was written: the same offer, the same bytes
    event.add("dtstamp", datetime.combine(offer.last_reviewed_on, time(), UTC))
    event.add("summary", offer.title)
    event.add("location", offer.place)
    event.add("description", f"{offer.summary}\n\n{address}\n\nAuskunft: {contact.role}, {contact.phone}")
    event.add("url", address)
    event.add("status", "CANCELLED" if offer.status == "abgesagt" else "CONFIRMED")
    for name, value in _when(offer, days).items():
        event.add(name, value)
    if offer.clock:
        calendar.add_component(Timezone.from_ical(_VTIMEZONE))
    calendar.add_component(event)
    return calendar.to_ical()


def _when(offer: OfferMeta, days: Sequence[date]) -> dict[str, Any]:
    """Begin, end and how it repeats, by the names of the properties."""
    first, last = days[0], days[-1]
    is_unbroken = len(days) == (last - first).days + 1
    if not offer.clock and is_unbroken:
        return {"dtstart": first, "dtend": last + _DAY}  # the end is the first day after it
    begin, end = _on(first, offer)
    if first == last:
        return {"dtstart": begin, "dtend": end}
    codes = [code for index, code in enumerate(_CODES) if any(day.weekday() == index for day in days)]
    until = _on(last, offer)[0]
    rule = {
        "freq": "weekly",
        "until": until.astimezone(UTC) if isinstance(until, datetime) else until,
        "byday": codes,
    }
    span = (first + index * _DAY for index in range((last - first).days + 1))
    skipped = [_on(day, offer)[0] for day in span if _CODES[day.weekday()] in codes and day not in days]
    return {"dtstart": begin, "dtend": end, "rrule": rule} | ({"exdate": skipped} if skipped else {})


def _on(day: date, offer: OfferMeta) -> tuple[date, date]:
    """Begin and end on ``day``: moments where the times are known, else the day and the one after."""
    if not offer.clock:
        return day, day + _DAY
    begins, ends = offer.clock
    return datetime.combine(day, begins, _ZONE), datetime.combine(day, ends, _ZONE)
