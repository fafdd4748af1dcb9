"""keyboard-trap: what holds the focus for good."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

BEFORE, AFTER = "<a href='#a'>Davor</a>", "<a href='#b'>Danach</a>"
NO_TAB = "<input id=f aria-label=Feld onkeydown=\"if (event.key === 'Tab') event.preventDefault()\">"


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("keyboard-trap", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        "<p>Text</p>",
        BEFORE + AFTER,
        "<input type=date><video controls></video><input type=radio name=r><input type=radio name=r>",
        "<dialog id=d><button>Schließen</button></dialog><a href='#a'>A</a><script>d.showModal()</script>",
        '<iframe title=Innen srcdoc="<a href=/q>Innen</a><button>Auch</button>"></iframe>' + AFTER,
        '<iframe title=Innen srcdoc="<a href=/q>Innen</a>"></iframe>',
        "<button onfocus='this.blur()'>Weg</button>" + AFTER,
        "<div id=h></div><script>h.attachShadow({mode:'open'}).innerHTML='<button>Im Schatten</button>'</script>",
        "<input autofocus aria-label=Feld>" + AFTER,
    ],
)
def test_nothing_holds_the_focus(judge: Judge, html: str) -> None:
    assert judge("keyboard-trap", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "outcome", "target"),
    [
        (BEFORE + NO_TAB + AFTER, Outcome.FAILED, "#f"),
        (
            "<input id=f aria-label=Feld onblur='setTimeout(() => f.focus(), 10)'>" + AFTER,
            Outcome.FAILED,
            "#f",
        ),
        (
            "<button id=f onkeydown=\"event.key === 'Tab' && (event.preventDefault(), g.focus())\">Eins</button>"
            "<button id=g onkeydown=\"event.key === 'Tab' && (event.preventDefault(), f.focus())\">Zwei</button>",
            Outcome.FAILED,
            "#f",
        ),
        (NO_TAB + "<p>Mit der Taste F6 geht es weiter.</p>", Outcome.CANT_TELL, "#f"),
        (f"<div role=dialog aria-label=Hinweis>{NO_TAB}</div>", Outcome.CANT_TELL, "#f"),
        (
            BEFORE + NO_TAB.replace("'Tab')", "'Tab' && !event.shiftKey)") + AFTER,
            Outcome.CANT_TELL,
            "#f",
        ),
    ],
)
def test_what_holds_the_focus(judge: Judge, html: str, outcome: Outcome, target: str) -> None:
    assert [(found.outcome, found.target) for found in judge("keyboard-trap", html)] == [(outcome, target)]
