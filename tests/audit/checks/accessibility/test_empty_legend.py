"""empty-legend: legends have a text."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<fieldset></fieldset>"),
        (Outcome.PASSED, "<fieldset aria-label=Ort><legend></legend></fieldset>"),
        (Outcome.PASSED, "<fieldset><legend><img src=a alt=Ort></legend></fieldset>"),
        (Outcome.FAILED, "<fieldset><legend> <b></b></legend></fieldset>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("empty-legend", {"pages": {"/": html}}) is outcome
