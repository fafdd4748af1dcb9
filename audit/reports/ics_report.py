"""wiedervorlage.ics: what must be looked at again, as calendar (RFC 5545), all of it and for each owner.

One event of a whole day for each page and contact. Its UID never changes, so that a subscribed calendar moves the event
when the day moves. What is overdue stands on the day of the report: nobody looks at days gone by.

Written here and not by icalendar, which takes a millisecond for each event; the tests read every calendar with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

from audit.model import Light, Report, Review
from audit.reports.text import one_line
from audit.reports.wording import day
from audit.reviews import by_owner

PREFIX = "wiedervorlage-"
#: RFC 5545, 3.6: a calendar has at least one component. A time zone is one that shows nothing.
_NO_EVENT = ("BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
             "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE")  # fmt: skip
_OCTETS = 75
_SPECIAL = re.compile(r"[\\;,]")
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
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dreiklick//Wiedervorlage//DE",
        _text("X-WR-CALNAME", name),
    ]
    about = (report.subject, report.url, report.started.astimezone(UTC), report.today)
    events = "".join(_event(review, *about) for review in reviews) or "".join(map(_folded, _NO_EVENT))
    return "".join((*map(_folded, lines), events, _folded("END:VCALENDAR")))


@lru_cache(maxsize=2**15)  # it stands in the calendar of all and in its owner's
def _event(review: Review, subject: str, url: str, started: datetime, today: date) -> str:
    return "".join(map(_folded, _lines(review, subject, url, started, today)))


def _lines(review: Review, subject: str, url: str, started: datetime, today: date) -> Iterator[str]:
    on = max(review.due_on, today)
    what = f"{'Kontakt' if review.is_contact else 'Seite'} prüfen: {review.title}"
    yield "BEGIN:VEVENT"
    yield _text("SUMMARY", f"{'Überfällig: ' if review.light is Light.RED else ''}{what}")
    yield f"DTSTART;VALUE=DATE:{on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}"
    yield f"DTSTAMP:{started:%Y%m%dT%H%M%SZ}"
    yield f"UID:{_uid(review, subject, url)}"
    yield "CATEGORIES:Wiedervorlage"
    yield _text("DESCRIPTION", *_description(review))
    yield "TRANSP:TRANSPARENT"
    if url and not review.is_contact:
        yield f"URL:{one_line(url + review.id)}"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield _text("DESCRIPTION", what)
    days = (review.warn_on - review.due_on).days
    yield f"TRIGGER:{'-' if days < 0 else ''}P{abs(days)}D"
    yield "END:VALARM"
    yield "END:VEVENT"


def _text(name: str, *lines: str) -> str:
    """A property of type TEXT (RFC 5545, 3.3.11), one or more lines long."""
    return f"{name}:" + "\\n".join(_SPECIAL.sub(r"\\\g<0>", one_line(line)) for line in lines)


def _folded(line: str) -> str:
    """A content line (RFC 5545, 3.1): broken where it has more than 75 octets, never within a character or an escape."""
    if line.isascii() and len(line) <= _OCTETS:
        return f"{line}\r\n"
    parts = []
    raw = line.encode()
    room = _OCTETS
    while len(raw) > room:
        end = room
        while raw[end] & 0xC0 == 0x80:
            end -= 1
        end -= (
            end - len(raw[:end].rstrip(b"\\"))
        ) % 2  # clients are known that do not join what a backslash begins
        parts.append(raw[:end])
        raw, room = raw[end:], _OCTETS - 1  # a space stands before what follows
    return b"\r\n ".join((*parts, raw)).decode() + "\r\n"


def _uid(review: Review, subject: str, url: str) -> str:
    """Stable as long as page or contact keep their address or id."""
    host = urlsplit(url).hostname or "dreiklick.invalid"
    return f"{sha256(f'{subject} {review.id}'.encode()).hexdigest()[:24]}@{host}"


def _description(review: Review) -> tuple[str, ...]:
    place = f"{review.file}:{review.line}" if review.line else review.file
    named = f"kontakt:{review.id.partition(':')[2]}" if review.is_contact else review.file
    return (
        f"Fällig am {day(review.due_on)}. Zuständig: {one_line(review.owner_name) or 'niemand eingetragen'}.",
        f"Datei: {one_line(place)}",
        f"Stimmt alles: invoke reviewed {one_line(named)} --by STELLE",
    )
