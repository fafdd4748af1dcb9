"""deprecated-element: the page uses no elements that HTML has given up."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.PASSED, "<p>x"),
        (Outcome.FAILED, "<font color=red>x</font>"),
        (Outcome.FAILED, "<p>a <tt>b</tt>"),
        (Outcome.PASSED, "<s>x</s><u>y</u>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("deprecated-element", {"pages": {"/": html}}) is outcome
