"""empty-link-target: links lead somewhere."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, '<a href="#" role="button">A</a>'),
        (Outcome.CANT_TELL, '<a href="javascript:auf()">A</a>'),
        (Outcome.CANT_TELL, '<a href="">A</a>'),
        (Outcome.PASSED, '<a href="#top">A</a>'),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("empty-link-target", {"pages": {"/": html}}) is outcome
