"""line-length: lines of more than 80 characters."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

LONG = (
    "Wer eine Wohnung sucht, kann sich beim Amt für Wohnen beraten lassen. Die Beratung kostet nichts. " * 3
)


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("line-length", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        "<p>Ein kurzer Satz.</p>",
        f"<div style='width:30em'>{LONG}</div>",
        f"<p style='white-space:nowrap'>{LONG}</p>",
    ],
)
def test_passes(judge: Judge, html: str) -> None:
    assert judge("line-length", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        f"<p id=x>{LONG}</p>",
        f"<ul><li id=x>{LONG}</ul><p>{LONG}</p>",
    ],
)
def test_a_person_must_look(judge: Judge, html: str) -> None:
    assert [(found.outcome, found.target) for found in judge("line-length", html)] == [
        (Outcome.CANT_TELL, "#x")
    ]
