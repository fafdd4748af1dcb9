"""reflow: what sticks out at 320 CSS pixels, and what may."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 2


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("reflow", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Ein kurzer Text</p>", []),
        (f'<p style="overflow-wrap:anywhere">{LONG}</p>', []),
        (f'<div style="overflow-x:auto"><p style="width:900px">{LONG}</p></div>', []),
        (f"<p>{LONG}</p>", [(Outcome.FAILED, "body > main > p")]),
        ('<div><p style="width:30em">Text</p></div>', [(Outcome.CANT_TELL, "body > main > div > p")]),
        ('<div style="width:1000px;height:1px"></div>', [(Outcome.CANT_TELL, "body > main > div")]),
        (f'<p style="width:30em">{"Viele Wörter " * 20}</p>', [(Outcome.FAILED, "body > main > p")]),
        ('<p style="width:30em;text-align:right">Text</p>', [(Outcome.FAILED, "body > main > p")]),
        ('<button style="width:400px">Los</button>', [(Outcome.FAILED, "body > main > button")]),
        (f"<table><tr><td>{LONG}</table>", [(Outcome.CANT_TELL, "body > main > table > tbody > tr > td")]),
    ],
)
def test_what_sticks_out(judge: Judge, html: str, found: list[tuple[Outcome, str]]) -> None:
    assert [(finding.outcome, finding.target) for finding in judge("reflow", html)] == found
