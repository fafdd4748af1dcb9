"""animation: what moves by itself for long, and what may."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

TEXT = "<p>Das Amt ist montags bis freitags geöffnet.</p>"
SLIDE = (
    "<style>@keyframes k{{to{{transform:translateX(200px)}}}} #x{{width:200px;animation:k {0}}} {1}</style>"
)
BOX = "<div id=x>Aktionswoche</div>"


def film(**changes: object) -> dict[str, object]:
    facts = {"path": "video", "tag": "video", "text": "", "literal": "", "component": "", "shown": True}
    facts |= {"muted": True, "sound": None, "seconds": 20, "loop": False, "controls": False}
    return {
        "pages": {"/": TEXT},
        "measured": {
            "/": {
                "media": {
                    "1280 light": [facts | {"broken": False, "stops": False, "others": False} | changes]
                }
            }
        },
    }


def test_inapplicable_where_nothing_moves() -> None:
    assert outcome_of("animation", {"pages": {"/": TEXT}}) is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, Outcome.FAILED),
        ({"seconds": 4, "loop": True}, Outcome.FAILED),
        ({"others": True}, Outcome.CANT_TELL),
        ({"seconds": 4}, Outcome.PASSED),
        ({"controls": True}, Outcome.INAPPLICABLE),
        ({"stops": True}, Outcome.INAPPLICABLE),
        ({"muted": False, "sound": True}, Outcome.INAPPLICABLE),
        ({"shown": False}, Outcome.INAPPLICABLE),
        ({"seconds": None}, Outcome.INAPPLICABLE),
    ],
)
def test_films(changes: dict[str, object], outcome: Outcome) -> None:
    assert outcome_of("animation", film(**changes)) is outcome


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        TEXT + SLIDE.format("2s 2", "") + BOX,
        TEXT + SLIDE.format("2s infinite paused", "") + BOX,
        TEXT + SLIDE.format("2s infinite", "") + BOX + "<button>Animation anhalten</button>",
        TEXT + SLIDE.format("2s infinite", "") + "<div id=x hidden>Aktionswoche</div>",
        SLIDE.format("2s infinite", "") + BOX,
        TEXT + "<style>#x{transition:margin 9s} #x:hover{margin:9px}</style>" + BOX,
    ],
)
def test_comes_to_rest_or_can_be_stopped(judge: Judge, html: str) -> None:
    assert judge("animation", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (TEXT + SLIDE.format("2s infinite", "") + BOX, Outcome.FAILED),
        (TEXT + SLIDE.format("2s 4", "") + BOX, Outcome.FAILED),
        (TEXT + SLIDE.format("2s infinite", "") + BOX + "<button>Suchen</button>", Outcome.FAILED),
        (
            TEXT
            + SLIDE.format("2s infinite", "@media (prefers-reduced-motion:reduce){#x{animation:none}}")
            + BOX,
            Outcome.CANT_TELL,
        ),
        (
            TEXT + SLIDE.format("2s infinite", "#x{width:30px;height:30px;overflow:hidden}") + BOX,
            Outcome.CANT_TELL,
        ),
        (
            TEXT + SLIDE.format("2s infinite", "") + BOX.replace("<div", "<div class=spinner"),
            Outcome.CANT_TELL,
        ),
        (
            TEXT + "<style>@keyframes k{50%{opacity:0}} #x{animation:k 1s infinite}</style>" + BOX,
            Outcome.CANT_TELL,
        ),
    ],
)
def test_goes_on(judge: Judge, html: str, outcome: Outcome) -> None:
    assert [(found.outcome, found.target) for found in judge("animation", html)] == [(outcome, "#x")]
