"""label-without-field: every label belongs to a field."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<label>Name <input></label>"),
        (Outcome.FAILED, "<label for=x>Name</label><div id=x></div>"),
        (Outcome.FAILED, "<label for>Name</label>"),
        (Outcome.CANT_TELL, "<label for=n></label><input id=n title=Name>"),
        (Outcome.PASSED, "<label for=n>x</label><my-field id=n></my-field>"),
        (Outcome.PASSED, "<label for=n></label><input id=n>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("label-without-field", {"pages": {"/": html}}) is outcome
