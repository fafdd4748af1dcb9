"""empty-paragraph: no paragraph is empty."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "Text"),
        (Outcome.PASSED, "<p><img src=a.png alt=A></p>"),
        (Outcome.PASSED, "<p id=meldung></p>"),
        (Outcome.FAILED, "<p></p>"),
        (Outcome.FAILED, "<p><br></p>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("empty-paragraph", {"pages": {"/": html}}) is outcome
