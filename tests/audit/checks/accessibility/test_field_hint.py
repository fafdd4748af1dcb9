"""field-hint: hints are connected to their field."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<label>Nummer <span class=hint>8 Stellen</span> <input></label>"),
        (Outcome.CANT_TELL, "<label for=n>N</label><input id=n><span class='form-hint'>8 Stellen</span>"),
        (Outcome.PASSED, "<p>Text</p><input>"),
        (Outcome.PASSED, "<label for=n>N</label><p>Text</p><input id=n type=submit>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("field-hint", {"pages": {"/": html}}) is outcome
