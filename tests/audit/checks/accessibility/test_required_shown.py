"""required-shown: required fields say so, to eyes and to programs."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<p>* Pflichtfeld</p><label>Name * <input required></label>"),
        (Outcome.CANT_TELL, "<label>Name * <input required></label>"),
        (Outcome.CANT_TELL, "<label>Name <input required></label>"),
        (Outcome.PASSED, "<p>Alle Felder sind Pflichtfelder.</p><label>Name <input required></label>"),
        (Outcome.PASSED, "<label>Name <input></label>"),
        (
            Outcome.PASSED,
            "<form><label>Name <input required></label><label>Ort (optional) <input></label></form>",
        ),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("required-shown", {"pages": {"/": html}}) is outcome
