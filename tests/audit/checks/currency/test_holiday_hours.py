from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of

RULE = "holiday-hours"


def used(**fields: Any) -> dict[str, Any]:
    return {
        "pages": {"/": "<p>Text</p>"},
        "declared": {"/": {"contact": "amt"}},
        "contacts": {
            "amt": fields,
            "unbenutzt": {"opening_hours": "Mo 09:00-12:00", "phone": "030 23125 999"},
        },
    }


@pytest.mark.parametrize(
    ("hours", "outcome"),
    [
        ("Mo-Fr 09:00-12:00; PH off", Outcome.PASSED),
        ("24/7", Outcome.PASSED),
        ("Mo-Fr 09:00-12:00", Outcome.FAILED),
        ("Mo-Su 09:00-12:00", Outcome.CANT_TELL),
        ("", Outcome.INAPPLICABLE),
    ],
)
def test_outcome_by_hours(hours: str, outcome: Outcome) -> None:
    assert outcome_of(RULE, used(opening_hours=hours)) is outcome


def test_cannot_tell_for_entries_of_a_directory() -> None:
    fields = {"opening_hours": "Mo-Fr 09:00-12:00", "file": "content/mini/eintrag.md"}
    assert outcome_of(RULE, used(**fields)) is Outcome.CANT_TELL


def test_inapplicable_without_registry() -> None:
    assert outcome_of(RULE, {"pages": {"/": ""}, "registry": False}) is Outcome.INAPPLICABLE
