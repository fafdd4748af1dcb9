"""wiedervorlage.ics: what must be looked at again, as calendar (RFC 5545), all of it and for each owner.

One event of a whole day for each page and contact. Its UID never changes, so that a subscribed calendar moves the event
when the day moves. What is overdue stands on the day of the report: nobody looks at days gone by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audit.model import Light, Report, Review
from audit.reports.text import one_line
from audit.reports.wording import day
from audit.reviews import by_owner

if TYPE_CHECKING:
    from icalendar import Event

PREFIX = "wiedervorlage-"
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")


def render(report: Report) -> str:
    """Everything in one calendar."""
    return _calendar(report, report.reviews, f"Wiedervorlage {report.title}")


def files_by_owner(report: Report) -> Mapping[str, str]:
    """The calendar of each owner, by file name."""
    return {
        file_name(owner): _calendar(report, own, f"Wiedervorlage {own[0].owner_name}, {report.title}")
        for owner, own in by_owner(report.reviews).items()
        if owner
    }


def file_name(owner: str) -> str:
    """The name of an owner's calendar: an id that can be a file name as it is, any other with a mark of its own.

    >>> file_name("sozialamt"), file_name("../Amt")
    ('wiedervorlage-sozialamt.ics', 'wiedervorlage-amt-099e7166.ics')
    """
    plain = _NOT_IN_NAME.sub("-", owner.lower()).strip("-")[:60]
    return f"{PREFIX}{plain if plain == owner else f'{plain}-{_mark(owner)}'.lstrip('-')}.ics"


def _mark(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _calendar(report: Report, reviews: Iterable[Review], name: str) -> str:
    # takes 0.1 s to import, which audits that write no calendar need not wait for
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Dreiklick//Wiedervorlage//DE")
    calendar.add("x-wr-calname", one_line(name))
    for review in reviews:
        calendar.add_component(_event(review, report))
    if not calendar.subcomponents:
        calendar.add_component(_no_event())
    return calendar.to_ical().decode("utf-8")


def _event(review: Review, report: Report) -> Event:
    from icalendar import Alarm, Event

    is_late = review.light is Light.RED
    on = max(review.due_on, report.today)
    what = "Kontakt prüfen" if review.is_contact else "Seite prüfen"
    event = Event()
    event.add("uid", _uid(review, report))
    event.add("dtstamp", report.started.astimezone(UTC))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", f"{'Überfällig: ' if is_late else ''}{what}: {one_line(review.title)}")
    event.add("description", _description(review))
    if report.url and not review.is_contact:
        event.add("url", f"{report.url}{review.id}")
    event.add("transp", "TRANSPARENT")
    event.add("categories", ["Wiedervorlage"])
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{what}: {one_line(review.title)}")
    alarm.add("trigger", review.warn_on - review.due_on)
    event.add_component(alarm)
    return event


def _uid(review: Review, report: Report) -> str:
    """Stable as long as page or contact keep their address or id."""
    host = urlsplit(report.url).hostname or "dreiklick.invalid"
    return f"{sha256(f'{report.subject} {review.id}'.encode()).hexdigest()[:24]}@{host}"


def _description(review: Review) -> str:
    place = f"{review.file}:{review.line}" if review.line else review.file
    named = f"kontakt:{review.id.partition(':')[2]}" if review.is_contact else review.file
    lines = (
        f"Fällig am {day(review.due_on)}. Zuständig: {one_line(review.owner_name) or 'niemand eingetragen'}.",
        f"Datei: {one_line(place)}",
        f"Stimmt alles: invoke reviewed {one_line(named)} --by STELLE",
    )
    return "\n".join(lines)


def _no_event() -> object:
    """RFC 5545, 3.6: a calendar has at least one component. A time zone is one that shows nothing."""
    from icalendar import Component

    return Component.from_ical(
        "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\n"
        "TZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
