from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of

RULE = "private-mail"


def used(**fields: Any) -> dict[str, Any]:
    return {"pages": {"/": ""}, "declared": {"/": {"contact": "amt"}}, "contacts": {"amt": fields}}


@pytest.mark.parametrize(
    ("email", "outcome"),
    [
        ("amt@stadt.example", Outcome.PASSED),
        ("amt@gmx.stadt.example", Outcome.PASSED),
        ("Amt@T-Online.de", Outcome.FAILED),
        ("sozialamt@gmail.com", Outcome.FAILED),
        ("", Outcome.INAPPLICABLE),
    ],
)
def test_outcome_by_address(email: str, outcome: Outcome) -> None:
    assert outcome_of(RULE, used(email=email)) is outcome


def test_cannot_tell_for_entries_of_a_directory() -> None:
    assert outcome_of(RULE, used(email="verein@web.de", file="content/mini/verein.md")) is Outcome.CANT_TELL
