"""keyboard-reachable: what is there for the mouse only."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

MENU = (
    "<style>.m ul{{display:none}} .m li:hover ul{{display:block}} {0}</style>"
    "<ul class=m><li><a href='#a'>Bauen</a><ul><li><a href='#b'>Antrag</a></li></ul></li></ul>"
)


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("keyboard-reachable", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        "<button onclick='this.hidden = true'>Weg</button>",
        "<div onclick='this.hidden = true'><a href='#a'>Karte</a></div>",
        "<button><span onclick='this.hidden = true'>Weg</span></button>",
        "<label onclick='this.title = 1'>Feld <input></label>",
        "<ul onclick='this.title = 1'><li><button>A</button></ul>",
        "<div onclick='this.hidden = true' style='position:fixed;inset:0'></div>",
        "<div role=tablist><button role=tab>A</button><span role=tab tabindex=-1 onclick='this.title=1'>B</span></div>",
        MENU.format(".m li:focus-within ul{display:block}"),
        "<style>a:hover span{opacity:1} a span{opacity:.8}</style><a href='#a'>A <span>Pfeil</span></a>",
    ],
)
def test_the_keyboard_reaches_it(judge: Judge, html: str) -> None:
    assert judge("keyboard-reachable", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "outcome", "target"),
    [
        ("<div id=x onclick='this.title = 1'>Mehr</div>", Outcome.FAILED, "#x"),
        (
            "<p id=x>Mehr</p><script>x.addEventListener('click', () => open('/q'))</script>",
            Outcome.FAILED,
            "#x",
        ),
        ("<p id=x onclick='location = \"/q\"'>Mehr</p>", Outcome.FAILED, "#x"),
        ("<p id=x>Mehr</p><script>x.addEventListener('click', () => 1)</script>", Outcome.CANT_TELL, "#x"),
        ("<div hidden><span id=x onclick='this.title = 1'>Zu</span></div>", Outcome.CANT_TELL, "#x"),
        (
            "<input aria-label=Tag><span id=x onclick='this.title = 1'>Kalender</span>",
            Outcome.CANT_TELL,
            "#x",
        ),
        (MENU.format(""), Outcome.FAILED, "body > main > ul > li > ul"),
        (
            "<style>#x{display:none} .i:hover + #x{display:block}</style><span class=i>?</span><span id=x>Hilfe</span>",
            Outcome.FAILED,
            "#x",
        ),
        (
            MENU.format("").replace("<a href='#a'>Bauen</a>", "<button aria-expanded=false>Bauen</button>"),
            Outcome.CANT_TELL,
            "body > main > ul > li > ul",
        ),
    ],
)
def test_only_the_mouse_reaches_it(judge: Judge, html: str, outcome: Outcome, target: str) -> None:
    assert [(found.outcome, found.target) for found in judge("keyboard-reachable", html)] == [
        (outcome, target)
    ]
