"""spacer-image: pictures do not make space."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<img src=blank-page.gif alt='Leere Seite'>"),
        (Outcome.CANT_TELL, "<img src=a.gif height=1 width=100 alt=''>"),
        (Outcome.CANT_TELL, "<img src=/img/spacer.gif alt='x'>"),
        (Outcome.FAILED, "<img src=/img/spacer.gif alt=x width=1 height=1>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("spacer-image", {"pages": {"/": html}}) is outcome
