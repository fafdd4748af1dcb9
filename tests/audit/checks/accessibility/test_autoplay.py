"""autoplay: sound that starts by itself, and what stops it."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of
from tests.audit.checks.moving_pictures import sound

LONG = f'<audio id=x autoplay src="{sound(5)}"></audio>'


def test_inapplicable_without_players() -> None:
    assert outcome_of("autoplay", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        LONG.replace("autoplay", ""),
        LONG.replace("autoplay", "autoplay muted"),
        LONG.replace("autoplay", "autoplay controls"),
        LONG + "<button onclick='x.pause()'>Ton anhalten</button>",
        f'<audio autoplay src="{sound(2)}"></audio>',
        f'<audio autoplay src="{sound(5)}#t=1,3"></audio>',
        '<audio autoplay src="/fehlt.mp3"></audio>',
        "<audio autoplay></audio>",
    ],
)
def test_silent_short_or_under_control(judge: Judge, html: str) -> None:
    assert judge("autoplay", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (LONG, Outcome.FAILED),
        (LONG.replace("audio", "video").replace("data:video", "data:audio"), Outcome.FAILED),
        (f'<audio id=x autoplay loop src="{sound(2)}"></audio>', Outcome.FAILED),
        (f'<audio id=x autoplay><source src="{sound(5)}"></audio>', Outcome.FAILED),
        (LONG.replace("autoplay", "autoplay controls style='display:none'"), Outcome.FAILED),
        (LONG + "<button onclick='x.pause()' hidden>Ton anhalten</button>", Outcome.FAILED),
        (LONG + "<button onclick='x.pause()'>Ruhe</button>", Outcome.CANT_TELL),
    ],
)
def test_sounds(judge: Judge, html: str, outcome: Outcome) -> None:
    assert [(found.outcome, found.target) for found in judge("autoplay", html)] == [(outcome, "#x")]
