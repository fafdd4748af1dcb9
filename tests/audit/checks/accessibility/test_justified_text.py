"""justified-text: text stretched to both margins."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

LONG = (
    "Wer eine Wohnung sucht, kann sich beim Amt für Wohnen beraten lassen. Die Beratung kostet nichts. " * 3
)


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("justified-text", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LONG}</p>",
        "<p style='text-align:justify'>Eine Zeile</p>",
    ],
)
def test_passes(judge: Judge, html: str) -> None:
    assert judge("justified-text", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        f"<p id=x style='text-align:justify'>{LONG}</p>",
        f"<div style='text-align:justify'><p id=x>{LONG}</p><p>{LONG}</p></div>",
    ],
)
def test_a_person_must_look(judge: Judge, html: str) -> None:
    assert [(found.outcome, found.target) for found in judge("justified-text", html)] == [
        (Outcome.CANT_TELL, "#x")
    ]
