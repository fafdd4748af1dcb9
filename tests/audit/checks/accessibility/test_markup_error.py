"""markup-error: the delivered HTML has no errors that a browser must guess away."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.PASSED, "<p>a<p>b<ul><li>a<li>b</ul>"),
        (Outcome.FAILED, "<div><span>a</div>"),
        (Outcome.FAILED, "<p class=a class=b>"),
        (Outcome.FAILED, "</section>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("markup-error", {"pages": {"/": html}}) is outcome
