"""text-size: text too small to read."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

LONG = (
    "Wer eine Wohnung sucht, kann sich beim Amt für Wohnen beraten lassen. Die Beratung kostet nichts. " * 3
)


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("text-size", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LONG}</p>",
        "<p>Wohnung<sup style='font-size:9px'>1</sup></p>",
        f"<p hidden style='font-size:8px'>{LONG}</p>",
    ],
)
def test_passes(judge: Judge, html: str) -> None:
    assert judge("text-size", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        "<p id=x style='font-size:8px'>Alle Angaben ohne Gewähr</p>",
        "<p id=x>Preise <span style='font-size:.5em'>ohne Mehrwertsteuer</span></p>",
    ],
)
def test_a_person_must_look(judge: Judge, html: str) -> None:
    assert [(found.outcome, found.target) for found in judge("text-size", html)] == [
        (Outcome.CANT_TELL, "#x")
    ]
