"""adjacent-links: a picture and the text beside it are one link, not two to the same goal."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, '<a href="/a">A</a> und <a href="/a">A</a>'),
        (Outcome.PASSED, '<a href="/a">A</a> <a href="/b">A</a>'),
        (Outcome.PASSED, '<a href="/a"><img src=x.png alt=""></a> <a href="/a">A</a>'),
        (Outcome.CANT_TELL, '<a href="/a">A</a><a href="/a">A</a>'),
        (Outcome.FAILED, '<a href="/a">A</a><a href="/a"><img alt=A src=a></a>'),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("adjacent-links", {"pages": {"/": html}}) is outcome
