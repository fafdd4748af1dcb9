"""line-height: lines that stand too close."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

LONG = (
    "Wer eine Wohnung sucht, kann sich beim Amt für Wohnen beraten lassen. Die Beratung kostet nichts. " * 3
)


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("line-height", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LONG}</p>",
        f"<p style='line-height:1.5'>{LONG}</p>",
        f"<h1 style='line-height:1'>{LONG}</h1>",
        "<p style='line-height:1'>Eine Zeile</p>",
    ],
)
def test_passes(judge: Judge, html: str) -> None:
    assert judge("line-height", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        f"<p id=x style='line-height:90%'>{LONG}</p>",
        f"<p id=x style='line-height:1.1'>{LONG}</p>",
    ],
)
def test_a_person_must_look(judge: Judge, html: str) -> None:
    assert [(found.outcome, found.target) for found in judge("line-height", html)] == [
        (Outcome.CANT_TELL, "#x")
    ]
