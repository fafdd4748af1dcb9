"""all-capitals: long text in capitals."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

LONG = (
    "Wer eine Wohnung sucht, kann sich beim Amt für Wohnen beraten lassen. Die Beratung kostet nichts. " * 3
)


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("all-capitals", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LONG}</p>",
        "<h1 style='text-transform:uppercase'>Wohnen in der Stadt</h1>",
        f"<p>{LONG} ALG II, BAföG, BTHG, SGB XII, UVG und WoGG</p>",
    ],
)
def test_passes(judge: Judge, html: str) -> None:
    assert judge("all-capitals", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        f"<p id=x style='text-transform:uppercase'>{LONG}</p>",
        f"<p id=x>{LONG.upper()}</p>",
    ],
)
def test_a_person_must_look(judge: Judge, html: str) -> None:
    assert [(found.outcome, found.target) for found in judge("all-capitals", html)] == [
        (Outcome.CANT_TELL, "#x")
    ]
