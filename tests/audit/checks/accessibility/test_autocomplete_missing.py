"""autocomplete-missing: fields for one's own data say what they are for."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<label>Name des Kindes <input></label>"),
        (Outcome.CANT_TELL, "<label>Vorname: <input></label>"),
        (Outcome.CANT_TELL, "<label>PLZ (Pflichtfeld) <input></label>"),
        (Outcome.PASSED, "<input type=search aria-label=Name>"),
        (Outcome.PASSED, "<label>Name <input readonly></label>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("autocomplete-missing", {"pages": {"/": html}}) is outcome
