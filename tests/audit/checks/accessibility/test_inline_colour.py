"""inline-colour: colours stand in the style sheet, not in the content."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<p style='color:var(--rot)'>x"),
        (Outcome.PASSED, "<p style='background:url(a.png)'>x"),
        (Outcome.PASSED, "<p style='border-color:red'>x"),
        (Outcome.CANT_TELL, "<font color=red>x</font>"),
        (Outcome.CANT_TELL, "<p style='margin:0;background-color: #fff'>x"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("inline-colour", {"pages": {"/": html}}) is outcome
