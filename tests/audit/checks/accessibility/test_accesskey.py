"""accesskey: pages do not take keys away from aids."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<p accesskey>x"),
        (Outcome.CANT_TELL, "<a href=/ accesskey=1>A</a>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("accesskey", {"pages": {"/": html}}) is outcome
