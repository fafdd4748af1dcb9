from __future__ import annotations

from datetime import date, timedelta

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import TODAY, findings_for, outcome_of

RULE = "temporary-notice"


def example(text: str, days: int = 31) -> dict:
    declared = {"/": {"reviewed_on": TODAY - timedelta(days=days)}}
    return {"pages": {"/": f"<p>{text}</p>"}, "declared": declared}


@pytest.mark.parametrize(
    "text",
    [
        "Der Treff ist vorübergehend geschlossen.",
        "Vorübergehend geschlossen: das Bürgerbüro Nord.",
        "Die Sprechstunde entfällt bis auf Weiteres.",
        "Das Telefon ist derzeit nicht erreichbar.",
        "Der Aufzug ist zurzeit außer Betrieb.",
        "Willkommen. Der Treff ist vorübergehend geschlossen. Danke!",
    ],
)
def test_cant_tell_when_the_last_review_is_more_than_30_days_ago(text: str) -> None:
    assert [finding.outcome for finding in findings_for(RULE, example(text))] == [Outcome.CANT_TELL]
    assert outcome_of(RULE, example(text, days=30)) is Outcome.PASSED


@pytest.mark.parametrize(
    "text",
    [
        "Wenn der Treff vorübergehend geschlossen ist, rufen Sie an.",
        "Wer vorübergehend nicht nach Hause kann, bekommt Kurzzeitpflege.",
        "Der Treff war vorübergehend geschlossen und ist wieder geöffnet.",
        "Der Treff ist vom 1.10.2026 bis 31.12.2026 vorübergehend geschlossen.",
        "Der Vertrag ist derzeit nicht möglich.",
        "Sonntags geschlossen.",
    ],
)
def test_says_nothing_of_other_sentences(text: str) -> None:
    assert outcome_of(RULE, example(text)) is Outcome.INAPPLICABLE


@pytest.mark.parametrize(("day", "count"), [("1. Oktober 2026", 1), ("1. November 2026", 0)])
def test_a_day_in_the_sentence_counts_before_the_review(day: str, count: int) -> None:
    text = f"Der Treff ist seit {day} vorübergehend geschlossen."
    assert len(findings_for(RULE, example(text, days=0))) == count


def test_the_message_says_how_old_it_is() -> None:
    text = "Der Treff ist seit 1. Oktober 2026 vorübergehend geschlossen."
    (finding,) = findings_for(RULE, {**example(text), "today": date(2026, 11, 22)})
    assert finding.message == f"„{text}“: Das steht hier seit mindestens 52 Tagen. Gilt es noch?"


def test_inapplicable_where_nobody_knows_the_day() -> None:
    page = {"pages": {"/": "<p>Vorübergehend geschlossen.</p>"}, "registry": False}
    assert outcome_of(RULE, page) is Outcome.INAPPLICABLE
