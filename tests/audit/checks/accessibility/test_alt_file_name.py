"""alt-file-name: an alternative text is no file name."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<img alt='' src=a.png>"),
        (Outcome.PASSED, "<img alt='Formate .jpg und .png' src=a.png>"),
        (Outcome.FAILED, "<img alt=DSC_0123 src=a.png>"),
        (Outcome.FAILED, "<input type=image alt=submit.png>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("alt-file-name", {"pages": {"/": html}}) is outcome
