from __future__ import annotations

from datetime import date

import pytest

from audit.model import Impact, Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "certificate-expiry"


def _site(last_day: date) -> dict[str, object]:
    return {"pages": {"/": "Start"}, "certificates": {"mini.example": last_day}, "today": date(2026, 11, 22)}


def test_passes_when_it_is_good_for_three_more_weeks() -> None:
    assert outcome_of(RULE, _site(date(2026, 12, 13))) is Outcome.PASSED


@pytest.mark.parametrize(
    ("last_day", "words", "impact"),
    [
        (date(2026, 12, 12), "läuft in 20 Tagen ab (12.12.2026)", Impact.SERIOUS),
        (date(2026, 11, 21), "ist abgelaufen (21.11.2026)", Impact.CRITICAL),
    ],
)
def test_fails_when_it_ends_sooner(last_day: date, words: str, impact: Impact) -> None:
    (finding,) = findings_for(RULE, _site(last_day))
    assert finding.outcome is Outcome.FAILED
    assert words in finding.message
    assert finding.impact is impact


def test_inapplicable_when_no_certificate_was_seen() -> None:
    assert outcome_of(RULE, {"pages": {"/": "Start"}}) is Outcome.INAPPLICABLE
