"""long-italic: long text in italics."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

LONG = (
    "Wer eine Wohnung sucht, kann sich beim Amt für Wohnen beraten lassen. Die Beratung kostet nichts. " * 3
)


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("long-italic", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LONG} <em>Beratung</em></p>",
    ],
)
def test_passes(judge: Judge, html: str) -> None:
    assert judge("long-italic", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        f"<p id=x><i>{LONG}</i></p>",
        f"<p id=x style='font-style:italic'>{LONG}</p>",
    ],
)
def test_a_person_must_look(judge: Judge, html: str) -> None:
    assert [(found.outcome, found.target) for found in judge("long-italic", html)] == [
        (Outcome.CANT_TELL, "#x")
    ]
