"""duplicate-id: every id stands once on a page."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<p id=a>x<p id=A>y"),
        (Outcome.PASSED, "<p id>x<p id>y"),
        (Outcome.PASSED, "<label for=a>x</label><input id=a><input id=a>"),
        (Outcome.FAILED, "<p id=a><b id=a><i id=a>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("duplicate-id", {"pages": {"/": html}}) is outcome
