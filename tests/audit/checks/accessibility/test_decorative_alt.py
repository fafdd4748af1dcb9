"""decorative-alt: a picture that is declared decoration has no alternative text."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<img src=a alt=x>"),
        (Outcome.PASSED, "<img role=img src=a alt=x>"),
        (Outcome.FAILED, "<img role=none src=a alt=x>"),
        (Outcome.PASSED, "<img role=none src=a alt=' '>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("decorative-alt", {"pages": {"/": html}}) is outcome
