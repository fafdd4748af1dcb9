"""repeated-label: fields of one form have different names."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<form><label>A <input></label></form><form><label>A <input></label></form>"),
        (
            Outcome.PASSED,
            "<fieldset><label>A <input></label></fieldset><fieldset><label>A <input></label></fieldset>",
        ),
        (Outcome.CANT_TELL, "<input aria-label=A><textarea aria-label=A></textarea>"),
        (Outcome.PASSED, "<input><input>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("repeated-label", {"pages": {"/": html}}) is outcome
