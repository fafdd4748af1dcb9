"""image-of-text: text is text, not a picture of text."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<img src=a alt='W3C logo, 1994'>"),
        (Outcome.PASSED, "<img alt='x' src='data:image/svg+xml;base64,kaputt='>"),
        (
            Outcome.FAILED,
            "<img alt=Los src='data:image/svg+xml;base64,PHN2Zz48dGV4dD5Kb2hvPC90ZXh0Pjwvc3ZnPg=='>",
        ),
        (Outcome.CANT_TELL, "<img src=a alt='Anruf unter 07121 123456'>"),
        (Outcome.CANT_TELL, "<img src=a alt='Montag 8:00 bis 12:00'>"),
        (Outcome.PASSED, "<img src=a alt='Der Turm von 1894'>"),
        (Outcome.PASSED, "<img alt=A src='data:image/svg+xml,<svg><text>A</text></svg>'>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("image-of-text", {"pages": {"/": html}}) is outcome
