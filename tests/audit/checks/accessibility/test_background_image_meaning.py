"""background-image-meaning: pictures that nobody can give an alternative."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

SIZE = "width:200px;height:100px"
PICTURE = "background:url(/plan.png) no-repeat"


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("background-image-meaning", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "asked"),
    [
        (f'<div style="{PICTURE};{SIZE}"></div>', True),
        (f'<div style="{PICTURE};{SIZE}"> </div>', True),
        (f'<div style="{PICTURE};{SIZE}">Text darauf</div>', False),
        (f'<div style="{PICTURE};{SIZE}"><p>Text darauf</p></div>', False),
        (f'<div role="img" aria-label="Lageplan" style="{PICTURE};{SIZE}"></div>', False),
        (f'<div aria-hidden="true" style="{PICTURE};{SIZE}"></div>', False),
        (f'<div style="{PICTURE};width:24px;height:24px"></div>', False),
        (f'<div style="background:url(/muster.png);{SIZE}"></div>', False),
        (f'<div style="{PICTURE};{SIZE};position:absolute"></div>', False),
        (f'<div style="background:linear-gradient(red,blue);{SIZE}"></div>', False),
        (f'<div style="{PICTURE};{SIZE};display:none"></div>', False),
    ],
)
def test_pictures(judge: Judge, html: str, asked: bool) -> None:
    outcomes = [finding.outcome for finding in judge("background-image-meaning", html)]
    assert outcomes == ([Outcome.CANT_TELL] if asked else [])


@pytest.mark.browser
def test_asks_once_a_picture(judge: Judge) -> None:
    assert len(judge("background-image-meaning", f'<div style="{PICTURE};{SIZE}"></div>' * 3)) == 1
