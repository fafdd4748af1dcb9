"""change-on-focus: what happens when Tab arrives."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("change-on-focus", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        "<a href='#a'>A</a>",
        "<button onfocus='this.title = 1'>Merkt sich was</button>",
        "<a href='#a' onfocus=\"location.hash = 'b'\">Nur die Stelle</a>",
        "<button onclick=\"location = '/q'\">Erst auf Klick</button>",
        "<div tabindex=0 onfocus='x.focus()'></div><button id=x>Gibt weiter</button>",
    ],
)
def test_nothing_happens(judge: Judge, html: str) -> None:
    assert judge("change-on-focus", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("handler", "outcome", "evidence"),
    [
        ("location = '/q'", Outcome.FAILED, "navigation"),
        ("this.form.submit()", Outcome.FAILED, "navigation"),
        ("window.open('/q')", Outcome.FAILED, "window"),
        ("alert('Hallo')", Outcome.FAILED, "dialog"),
        ("this.blur()", Outcome.FAILED, "dropped"),
        ("setTimeout(() => alert('Hallo'), 10)", Outcome.FAILED, "dialog"),
        ("this.onfocus = null; alert('Nur einmal')", Outcome.CANT_TELL, "dialog"),
    ],
)
def test_something_happens(judge: Judge, handler: str, outcome: Outcome, evidence: str) -> None:
    found = judge(
        "change-on-focus", f'<form><input id=x aria-label=Feld onfocus="{handler}"></form><a href="#a">A</a>'
    )
    assert [(finding.outcome, finding.target, finding.evidence) for finding in found] == [
        (outcome, "#x", evidence)
    ]
