"""title-repeats-text: a title attribute says more than the text it belongs to."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, '<a href="/a" title="">A</a>'),
        (Outcome.CANT_TELL, '<img src=a.png alt="Ein Baum" title="ein Baum">'),
        (Outcome.CANT_TELL, "<label for=n>Name</label><input id=n title=Name>"),
        (Outcome.PASSED, "<input title=Name>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("title-repeats-text", {"pages": {"/": html}}) is outcome
