"""underlined-text: underlined text that is no link."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

LONG = (
    "Wer eine Wohnung sucht, kann sich beim Amt für Wohnen beraten lassen. Die Beratung kostet nichts. " * 3
)


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("underlined-text", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LONG} <a href='/a'>Mehr</a></p>",
        "<p><abbr title='Amt für Wohnen' style='text-decoration:underline dotted'>AfW</abbr></p>",
        "<p><a href='/a'><u>Beratung</u></a></p>",
        "<p><ins>neu gefasst</ins></p>",
        "<a href='/a'><p>Beratung zum Wohnen</p></a>",
    ],
)
def test_passes(judge: Judge, html: str) -> None:
    assert judge("underlined-text", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        "<p id=x>Bitte <u>vorher</u> anrufen</p>",
        "<p id=x style='text-decoration:underline'>Bitte anrufen</p>",
    ],
)
def test_a_person_must_look(judge: Judge, html: str) -> None:
    assert [(found.outcome, found.target) for found in judge("underlined-text", html)] == [
        (Outcome.CANT_TELL, "#x")
    ]
