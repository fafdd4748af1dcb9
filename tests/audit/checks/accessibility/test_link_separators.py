"""link-separators: links that follow one another are set apart."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, '<p><a href="/a">A</a> | <a href="/b">B</a></p>'),
        (Outcome.PASSED, '<div class=row><a href="/a">A</a> <a href="/b">B</a></div>'),
        (Outcome.PASSED, '<p><a href="/a">A</a><br><a href="/b">B</a></p>'),
        (Outcome.CANT_TELL, '<p><a href="/a">A</a><a href="/b">B</a></p>'),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("link-separators", {"pages": {"/": html}}) is outcome
