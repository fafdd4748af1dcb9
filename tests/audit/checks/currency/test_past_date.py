from __future__ import annotations

from datetime import date

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "past-date"  # as of 22.11.2026


def outcomes(text: str, tag: str = "p") -> list[str]:
    return [
        finding.outcome.value for finding in findings_for(RULE, {"pages": {"/": f"<{tag}>{text}</{tag}>"}})
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Anmeldung bis 31.12.2022.",
        "Bitte melden Sie sich bis zum 31. Dezember 2022 an.",
        "Der Zuschuss gilt bis 31.12.2025.",
        "Geöffnet bis einschließlich Freitag, den 20. November 2026.",
        "Sie haben bis zum 1.&nbsp;März 2026 Zeit.",
        "Am 3. Mai 2022 findet der Vortrag statt.",
        "Der Vortrag findet am Dienstag, den 3. Mai 2022, im Rathaus statt.",
        "Wir laden Sie ein: Am 3.5.2022 treffen wir uns im Treff.",
        "Anmeldeschluss: 30.09.2026",
        "Anmeldeschluss ist der 30. September 2026.",
        "Nächster Termin: Montag, 2. März 2026",
        "Das Haus öffnet voraussichtlich am 1. Juni 2026.",
        "Das war schön. Bewerben Sie sich bis 31.12.2022!",
    ],
)
def test_fails_when_the_text_promises_something_for_a_past_day(text: str) -> None:
    assert outcomes(text) == ["failed"]


@pytest.mark.parametrize(
    "text",
    [
        "Anmeldung bis 31.12.2026.",
        "Anmeldung bis 22.11.2026.",
        "Stand: 1. Januar 2025. Alle Beträge: Stand 1. Januar 2026.",
        "Zuletzt geprüft am 5. Oktober 2025",
        "Das Gesetz ist seit 1. Januar 2023 in Kraft. In Kraft getreten am 14.05.2024.",
        "Bis zum 31. Dezember 2016 gab es drei Pflegestufen.",
        "Bis 31.12.2022 galt ein anderer Betrag.",
        "Vom 1. Juli 2023 bis 30. Juni 2025 gelten 1.612 Euro und 1.774 Euro.".replace("gelten", "waren es"),
        "Die Regelung vom 1.1.2022 bis 31.12.2023 steht im Archiv.",
        "Öffnungszeiten 1. Mai bis 30. September 2022 stehen im Rückblick.",
        "Wer bis zum 31. Dezember 2008 Leistungen beantragt hat, behält sie.",
        "Anträge, die bis 31.12.2022 gestellt worden sind, gelten weiter.",
        "Wenn Sie bis 1. Januar 1962 geboren sind, gilt die alte Grenze.",
        "Die Stadt hat bis zum 31.12.2022 Zuschüsse gezahlt.",
        "Der Treff findet seit dem 3. März 2024 jeden Montag statt.",
        "Der Treff findet ab Montag, den 3. März 2024, wöchentlich statt.",
        "Der Kurs findet am 3. März 2026 und am 3. Dezember 2026 statt.",
        "Am 3. Mai 2022 wurde der Treff eröffnet.",
        "Ab 1. Januar 2023 wird der Betrag monatlich gezahlt.",
        "Die Satzung vom 3. Mai 2022 regelt das.",
        "Anmeldung bis 31.02.2022.",
        "Beratung bis 18.30 Uhr, Beträge bis 1.612 Euro, bis 4.000 Euro.",
    ],
)
def test_says_nothing_of_the_future_and_of_history(text: str) -> None:
    assert outcomes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Für Anträge bis 31.12.2022 gilt die alte Regelung.",
        "Wer sich bis 31.12.2022 anmeldet, spart zehn Euro.",
        "Anmeldung vom 1. bis 31. Oktober 2026.",
        "Beträge bis 31.12.2024",
    ],
)
def test_cant_tell_when_a_day_may_be_a_criterion(text: str) -> None:
    assert outcomes(text) == ["cantTell"]


def test_passes_when_the_page_says_what_came_next() -> None:
    html = "<table><tr><th>bis 30. Juni 2025</th><th>ab 1. Juli 2025</th></tr></table>"
    assert outcome_of(RULE, {"pages": {"/": html}}) is Outcome.PASSED


def test_fails_when_an_event_is_over() -> None:
    events = [
        {"title": "Vortrag", "starts": date(2026, 11, 20), "ends": date(2026, 11, 21)},
        {"title": "Kurs", "starts": date(2026, 11, 20), "ends": date(2026, 11, 22)},
    ]
    lines = {"events.0.starts": 5, "events.0.ends": 6}
    example = {"pages": {"/": ""}, "declared": {"/": {"events": events, "lines": lines}}}
    (finding,) = findings_for(RULE, example)
    assert finding.message == "Dieser Termin war am 21.11.2026: Vortrag."
    assert finding.where and finding.where.field == "events.0.ends"
    del lines["events.0.ends"]
    (finding,) = findings_for(RULE, example)
    assert finding.where and finding.where.field == "events.0.starts"


def test_lists_of_events_are_not_read_twice() -> None:
    html = '<section class="dk-event-list"><p class="dk-event-list__when">1. bis 3. Oktober 2026, Anmeldung bis 1.9.2026</p></section>'
    assert findings_for(RULE, {"pages": {"/": html}}) == []


def test_inapplicable_without_any_day() -> None:
    assert outcome_of(RULE, {"pages": {"/": "<p>Immer montags.</p>"}}) is Outcome.INAPPLICABLE
