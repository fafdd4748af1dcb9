"""focus-order: steps of Tab against reading order."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

A, B, C = "<a id=a href='#a'>A</a> ", "<a id=b href='#b'>B</a> ", "<a id=c href='#c'>C</a> "


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("focus-order", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        A + B + C,
        f"<div dir=rtl>{A}{B}{C}</div>",
        f"<div style='columns:2'><p>{A}<p>{B}<p>{C}<p>{A.replace('=a', '=d')}</div>",
        f"<p>{B.replace('<a', '<a tabindex=3')}<p>{C}",
        f"<p>{A}<p>{B}<div><p style='position:absolute;top:0'>{C}</div>",
        f"<input autofocus aria-label=Feld><p>{A}</p>",
        f"<p>{A}</p><p><input autofocus aria-label=Feld></p><p>{B}</p>",
    ],
)
def test_in_order(judge: Judge, html: str) -> None:
    assert judge("focus-order", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "outcome", "target"),
    [
        (A + B.replace("<a", "<a style='float:right'") + C, Outcome.CANT_TELL, "#c"),
        (f"<div style='display:flex;flex-direction:row-reverse'>{A}{B}</div>", Outcome.CANT_TELL, "#b"),
        (f"<ul><li>{A}<li>{B.replace('<a', '<a tabindex=1')}</ul>", Outcome.FAILED, "#a"),
    ],
)
def test_out_of_order(judge: Judge, html: str, outcome: Outcome, target: str) -> None:
    assert [(found.outcome, found.target) for found in judge("focus-order", html)] == [(outcome, target)]
