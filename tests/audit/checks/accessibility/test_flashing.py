"""flashing: more than three times a second, on a large area."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of
from tests.audit.checks.moving_pictures import gif

IMAGE = '<p>Text</p><img id=x alt="" width=200 height=200 src="{}">'
BLINK = "<style>@keyframes k{{50%{{{0}}}}} #x{{width:{1}px;height:100px;animation:k {2} infinite}}</style><div id=x>A</div>"


def test_inapplicable_where_nothing_runs() -> None:
    assert outcome_of("flashing", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        IMAGE.format(gif(50)),
        IMAGE.format(gif(10)).replace("200", "40"),
        BLINK.format("opacity:0", 200, "1s"),
        BLINK.format("opacity:0", 20, ".2s"),
        BLINK.format("transform:none", 200, ".2s"),
    ],
)
def test_does_not_flash(judge: Judge, html: str) -> None:
    assert judge("flashing", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (IMAGE.format(gif(10)), Outcome.FAILED),
        (IMAGE.format(gif(10)).replace("200", "100"), Outcome.CANT_TELL),
        (BLINK.format("opacity:0", 200, ".2s"), Outcome.CANT_TELL),
    ],
)
def test_flashes(judge: Judge, html: str, outcome: Outcome) -> None:
    assert [(found.outcome, found.target) for found in judge("flashing", html)] == [(outcome, "#x")]
