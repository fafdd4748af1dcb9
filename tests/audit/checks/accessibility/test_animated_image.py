"""animated-image: pictures that go on, come to rest, or stand still."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of
from tests.audit.checks.moving_pictures import gif

TEXT = "<p>Das Amt ist montags bis freitags geöffnet.</p>"
IMAGE = '<img id=x alt="" width=200 height=200 src="{}">'


def test_inapplicable_without_animated_pictures() -> None:
    assert outcome_of("animated-image", {"pages": {"/": TEXT}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        TEXT + IMAGE.format(gif(100, loops=False)),
        TEXT + IMAGE.format(gif(100, frames=1)),
        TEXT + IMAGE.format(gif(100)).replace("<img", "<img hidden"),
        TEXT + IMAGE.format("data:image/gif;base64,R0lGODlhAQ"),
        TEXT + IMAGE.format("/fehlt.gif"),
    ],
)
def test_stands_still_soon(judge: Judge, html: str) -> None:
    assert judge("animated-image", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (TEXT + IMAGE.format(gif(100)), Outcome.FAILED),
        (TEXT + IMAGE.format(gif(400, loops=False)), Outcome.FAILED),
        (TEXT + IMAGE.format(gif(100)).replace("200", "32"), Outcome.CANT_TELL),
        (TEXT + IMAGE.format(gif(100)) + "<button>Bewegung anhalten</button>", Outcome.CANT_TELL),
        (IMAGE.format(gif(100)), Outcome.CANT_TELL),
    ],
)
def test_goes_on(judge: Judge, html: str, outcome: Outcome) -> None:
    assert [(found.outcome, found.target) for found in judge("animated-image", html)] == [(outcome, "#x")]
