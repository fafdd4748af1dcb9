"""fieldset-legend: groups of fields have a legend."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<fieldset aria-label=x></fieldset>"),
        (Outcome.PASSED, "<fieldset><legend></legend></fieldset>"),
        (Outcome.CANT_TELL, "<fieldset>Text</fieldset>"),
        (
            Outcome.CANT_TELL,
            "<fieldset><h3>Anrede</h3><input type=radio name=a><input type=radio name=a></fieldset>",
        ),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("fieldset-legend", {"pages": {"/": html}}) is outcome
