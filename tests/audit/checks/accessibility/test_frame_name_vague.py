"""frame-name-vague: the name of a frame says what is in it."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<iframe></iframe>"),
        (Outcome.PASSED, "<iframe title='Frame Relay erklärt'></iframe>"),
        (Outcome.PASSED, "<iframe title=''></iframe>"),
        (Outcome.FAILED, "<iframe title='Frame 2'></iframe>"),
        (Outcome.FAILED, "<iframe title=karte.html></iframe>"),
        (Outcome.PASSED, "<iframe title=iframe aria-label=Karte></iframe>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("frame-name-vague", {"pages": {"/": html}}) is outcome
