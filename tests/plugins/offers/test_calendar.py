"""The calendar file of an offer: read back by the library's parser, and its bytes against RFC 5545."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from plugins.content_model import PageSource
from plugins.offers.calendar import calendar_of
from plugins.offers.dates import days_of
from plugins.offers.schema import OfferMeta
from tests.plugins.offers.test_dates import HOLIDAYS, offer

BERLIN = ZoneInfo("Europe/Berlin")
SITE = SimpleNamespace(
    meta=SimpleNamespace(host="ferien.musterstadt.example", town="Stadt Musterstadt", title="Ferien")
)
CONTACT = SimpleNamespace(role="Ferienbüro", phone="030 23125 600")


def file_of(meta: OfferMeta, days: Sequence[date] | None = None) -> bytes:
    page = PageSource("angebote/winter.md", "content/ferien/angebote/winter.md", meta, {}, "Text.", 9)
    return calendar_of(SITE, page, days or days_of(meta, HOLIDAYS), CONTACT)


def event_of(meta: OfferMeta) -> Component:
    (event,) = Calendar.from_ical(file_of(meta)).walk("VEVENT")
    return event


def occurrences(event: Component) -> list[date]:
    """Every day of the event, as a calendar program works it out."""
    begins = event["DTSTART"].dt
    if "RRULE" not in event:
        return [begins.date()]
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=begins)
    skipped = event.get("EXDATE")
    left_out = {value.dt for value in skipped.dts} if skipped else set()
    return [moment.date() for moment in rule if moment not in left_out]


def test_days_in_a_row_are_occurrences() -> None:
    event = event_of(offer())
    assert event["DTSTART"].dt == datetime(2027, 1, 4, 9, tzinfo=BERLIN)
    assert event["DTEND"].dt == datetime(2027, 1, 4, 16, tzinfo=BERLIN)
    assert occurrences(event) == [date(2027, 1, day) for day in range(4, 9)]


def test_a_single_day_does_not_repeat() -> None:
    event = event_of(offer(ends=None))
    assert "RRULE" not in event
    assert occurrences(event) == [date(2027, 1, 4)]


def test_without_times_it_is_one_event_of_whole_days() -> None:
    meta = offer(times=None)
    event = event_of(meta)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2027, 1, 4), date(2027, 1, 9))
    assert "RRULE" not in event
    assert b"VTIMEZONE" not in file_of(meta)


@given(
    st.dates(date(2026, 10, 1), date(2027, 9, 1)),
    st.integers(0, 200),
    st.sets(st.sampled_from(["montag", "dienstag", "samstag", "sonntag"])),
    st.sets(st.integers(0, 200), max_size=5),
    st.booleans(),
)
def test_a_calendar_program_finds_the_same_days(
    first: date, length: int, weekdays: set[str], gaps: set[int], in_holidays: bool
) -> None:
    meta = offer().model_copy(
        update={
            "starts": first,
            "ends": first + timedelta(days=length),
            "weekdays": tuple(weekdays),
            "not_on": tuple(first + timedelta(days=gap) for gap in gaps),
            "in_holidays": in_holidays,
        }
    )
    days = days_of(meta, HOLIDAYS)
    if days:
        assert occurrences(event_of(meta)) == list(days)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=3, max_size=70))
def test_any_title_survives_escaping_and_folding(title: str) -> None:
    meta = offer().model_copy(update={"title": title})
    raw = file_of(meta)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert str(event_of(meta)["SUMMARY"]) == title


def test_signs_that_mean_something_to_the_format() -> None:
    raw = file_of(offer(place="Holzhaus; Saal 1, 70000 Musterstadt"))
    assert rb"LOCATION:Holzhaus\; Saal 1\, 70000 Musterstadt" in raw
    assert rb"\n\nhttps://ferien.musterstadt.example/angebote/winter/" in raw.replace(b"\r\n ", b"")


def test_the_same_offer_gives_the_same_bytes() -> None:
    raw = file_of(offer())
    assert raw == file_of(offer())
    assert b"DTSTAMP:20261109T000000Z" in raw
    assert b"UID:angebote-winter@ferien.musterstadt.example" in raw


@pytest.mark.parametrize(("status", "word"), [("frei", "CONFIRMED"), ("abgesagt", "CANCELLED")])
def test_a_cancelled_offer_says_so(status: str, word: str) -> None:
    assert event_of(offer(status=status))["STATUS"] == word
