"""alt-placeholder: an alternative text is no placeholder."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<img alt='' src=a.png>"),
        (Outcome.CANT_TELL, "<img alt='*' src=a.png>"),
        (Outcome.PASSED, "<img alt='→' src=a.png>"),
        (Outcome.CANT_TELL, "<img alt=x src=a.png>"),
        (Outcome.PASSED, "<button><img alt=x src=a.png></button>"),
        (Outcome.CANT_TELL, "<a href=/><img alt=hier src=a.png></a>"),
        (Outcome.PASSED, "<input type=image alt=Suchen>"),
        (Outcome.FAILED, "<input type=image alt=Klick>"),
        (Outcome.CANT_TELL, "<input type=image alt=ok>"),
        (Outcome.PASSED, "<img alt=photo src=a.png>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("alt-placeholder", {"pages": {"/": html}}) is outcome
