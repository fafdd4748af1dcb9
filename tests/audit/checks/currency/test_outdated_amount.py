from __future__ import annotations

from datetime import date

import pytest

from audit.model import Location, Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "outdated-amount"
YEARLY = [{"on": "--01-01"}, {"on": "--07-01", "laws": ["SGB VI", "ZPO"]}]


def example(as_of: date, today: date, changes: list = YEARLY, paragraph: str = "§ 37 SGB XI") -> dict:
    return {
        "today": today,
        "pages": {"/": ""},
        "legal": {"law_changes": changes},
        "amounts": {"pflegegeld": {"as_of": as_of, "paragraph": paragraph}},
    }


@pytest.mark.parametrize(
    ("as_of", "today", "paragraph", "outcome"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "§ 37 SGB XI", Outcome.PASSED),
        (date(2026, 1, 1), date(2027, 1, 1), "§ 37 SGB XI", Outcome.CANT_TELL),
        (date(2025, 12, 31), date(2026, 11, 22), "§ 37 SGB XI", Outcome.CANT_TELL),
        (date(2026, 1, 1), date(2026, 7, 1), "§ 65 SGB VI", Outcome.CANT_TELL),
        (date(2026, 1, 1), date(2026, 6, 30), "§ 65 SGB VI", Outcome.PASSED),
        (date(2026, 7, 1), date(2026, 12, 31), "§ 850c ZPO", Outcome.PASSED),
        (date(2027, 5, 1), date(2026, 11, 22), "§ 37 SGB XI", Outcome.PASSED),
    ],
)
def test_yearly_changes_ask_a_person(as_of: date, today: date, paragraph: str, outcome: Outcome) -> None:
    assert outcome_of(RULE, example(as_of, today, paragraph=paragraph)) is outcome


def test_fails_after_a_certain_change_and_names_the_line() -> None:
    changes = [*YEARLY, {"on": "2026-07-01", "laws": ["SGB XI"]}]
    (finding,) = findings_for(RULE, example(date(2026, 1, 1), date(2026, 11, 22), changes))
    assert finding.outcome is Outcome.FAILED
    assert finding.message.endswith("Stand 01.01.2026, am 01.07.2026 wurde das Recht geändert.")
    assert finding.location == Location("content/gemeinsam/betraege.yaml", 18)


def test_the_law_is_a_whole_word() -> None:
    changes = [{"on": "2026-07-01", "laws": ["SGB XI"]}]
    found = findings_for(RULE, example(date(2026, 1, 1), date(2026, 11, 22), changes, "§ 90 SGB XII"))
    assert found == []


def test_passes_before_a_change_that_is_still_to_come() -> None:
    changes = [{"on": "2027-01-01", "laws": ["SGB XI"]}]
    assert findings_for(RULE, example(date(2026, 1, 1), date(2026, 11, 22), changes)) == []


def test_inapplicable_without_legal_profile_or_amounts() -> None:
    assert outcome_of(RULE, {"pages": {"/": ""}, "amounts": {"a": {}}}) is Outcome.INAPPLICABLE
    legal = {"law_changes": YEARLY}
    assert outcome_of(RULE, {"pages": {"/": ""}, "legal": legal}) is Outcome.INAPPLICABLE
