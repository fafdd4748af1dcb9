"""The calendars are valid iCalendar whatever titles and owners are called, and keep their UIDs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from audit.model import Light, Report, Review
from audit.reports.ics_report import file_name, files_by_owner, render
from tests.audit.reports.sample import empty_report, sample_report

TODAY = date(2026, 11, 22)


def review(**changes: object) -> Review:
    values = {
        "id": "/geld/",
        "title": "Geld, Rente; und mehr",
        "owner": "sozialamt",
        "owner_name": "Amt für Soziales",
        "file": "content/senioren/geld.md",
        "line": 6,
        "due_on": date(2026, 12, 24),
        "warn_on": date(2026, 11, 24),
        "light": Light.GREEN,
    }
    return Review(**{**values, **changes})


def report(*reviews: Review) -> Report:
    return replace(sample_report(), reviews=reviews, today=TODAY, url="https://senioren.musterstadt.example")


def events(text: str) -> list:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_an_event_of_a_whole_day_with_an_alarm() -> None:
    (event,) = events(render(report(review())))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 24), date(2026, 12, 25))
    assert event["SUMMARY"] == "Seite prüfen: Geld, Rente; und mehr"
    assert event["URL"] == "https://senioren.musterstadt.example/geld/"
    assert (
        "content/senioren/geld.md:6\nStimmt alles: invoke reviewed content/senioren/geld.md"
        in event["DESCRIPTION"]
    )
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(days=-30))


def test_what_is_overdue_stands_on_the_day_of_the_report_and_says_so() -> None:
    late = review(due_on=date(2026, 10, 1), light=Light.RED)
    (event,) = events(render(report(late)))
    assert event["DTSTART"].dt == TODAY
    assert event["SUMMARY"].startswith("Überfällig: Seite prüfen")
    assert "Fällig am 01.10.2026" in event["DESCRIPTION"]


def test_the_uid_stays_when_the_day_moves_and_differs_between_pages() -> None:
    def uid(item: Review) -> str:
        return events(render(report(item)))[0]["UID"]

    assert uid(review()) == uid(review(due_on=date(2027, 6, 1), light=Light.YELLOW, title="Anders"))
    assert uid(review()) != uid(review(id="/rente/"))


def test_each_owner_has_a_calendar() -> None:
    files = files_by_owner(
        report(review(), review(id="contact:zentrale", owner="redaktion"), review(id="/x/", owner=""))
    )
    assert sorted(files) == ["wiedervorlage-redaktion.ics", "wiedervorlage-sozialamt.ics"]
    (event,) = events(files["wiedervorlage-redaktion.ics"])
    assert event["SUMMARY"].startswith("Kontakt prüfen")
    assert "kontakt:zentrale" in event["DESCRIPTION"] and "URL" not in event


@given(owner=st.text(max_size=100))
def test_a_file_name_stays_in_its_folder(owner: str) -> None:
    name = file_name(owner)
    assert "/" not in name and name.endswith(".ics") and len(name) < 100


def test_owners_never_share_a_file() -> None:
    owners = ["amt", "Amt", "amt ", "äamt", "a/mt", "../amt", ""]
    assert len({file_name(owner) for owner in owners}) == len(owners)


TITLES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


@given(title=TITLES, name=TITLES)
def test_every_title_survives_and_adds_no_line(title: str, name: str) -> None:
    text = render(report(review(title=title + "\r\nBEGIN:VALARM", owner_name=name)))
    (event,) = events(text)
    assert len(list(event.walk("VALARM"))) == 1
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_without_anything_to_do_it_is_a_valid_calendar_without_events() -> None:
    text = render(empty_report())
    calendar = Calendar.from_ical(text)
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]
    assert events(text) == []


@given(title=st.text(st.sampled_from("a\\;, ä🙂"), min_size=1, max_size=300))
def test_a_calendar_reads_back_what_it_was_given(title: str) -> None:
    text = render(report(review(title=title)))
    (event,) = events(text)
    assert event["SUMMARY"] == f"Seite prüfen: {' '.join(title.split())}".strip()
    parts = text.split("\r\n ")
    assert all((len(part) - len(part.rstrip("\\"))) % 2 == 0 for part in parts)


def test_a_review_that_warns_late_has_an_alarm_after_the_day() -> None:
    (event,) = events(render(report(review(warn_on=date(2026, 12, 30)))))
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(days=6)
