"""link-purpose: every link says where it leads."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>Text</p>"),
        (Outcome.PASSED, '<a href="/a" aria-label="Mehr zum Wohngeld">mehr</a>'),
        (Outcome.PASSED, '<p><a href="/a" aria-hidden="true">mehr</a>'),
        (Outcome.CANT_TELL, '<h2>Wohngeld</h2><p><a href="/a">Mehr …</a></p>'),
        (Outcome.CANT_TELL, '<ul><li>Wohngeld <a href="/a">Weiterlesen</a></li></ul>'),
        (Outcome.CANT_TELL, '<p>See my <a href="/a">page</a>.</p>'),
        (Outcome.CANT_TELL, '<p><a href="/a" title="Wohngeld">mehr</a></p>'),
        (Outcome.PASSED, '<p id=d>Wohngeld</p><p><a href="/a" aria-describedby=d>mehr</a></p>'),
        (Outcome.FAILED, '<div><a href="/a">click here!</a></div>'),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("link-purpose", {"pages": {"/": html}}) is outcome
