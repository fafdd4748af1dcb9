"""repeated-heading: headings of one section differ."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<h2>A</h2><h3>A</h3>"),
        (Outcome.CANT_TELL, "<h2>A</h2><h3>B</h3><h3>b!</h3>"),
        (Outcome.PASSED, "<h2></h2><h2></h2>"),
        (Outcome.PASSED, "<ul><li><h2>Chor</h2>Montag</li><li><h2>Chor</h2>Freitag</li></ul>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("repeated-heading", {"pages": {"/": html}}) is outcome
