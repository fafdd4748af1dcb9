"""focus-visible: by styles, by what is around, by pictures."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

LINK = "<a id=x href='#a'>Weiter</a>"


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("focus-visible", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        LINK,
        f"<style>a{{outline:none}} a:focus{{background:yellow; transition: background 9s}}</style>{LINK}",
        f"<style>a{{outline:none}} p:focus-within{{border:1px solid}}</style><p>{LINK}</p>",
        f"<style>a{{outline:none}} a:focus + b{{color:red}}</style>{LINK}<b>da</b>",
        f"<style>a{{outline:none}}</style><div id=far>fern</div><p>Text</p><p>{LINK}</p>"
        "<script>x.onfocus = () => far.hidden = true; x.onblur = () => far.hidden = false</script>",
        "<style>*{outline:none !important}</style><input aria-label=Feld><textarea aria-label=Feld></textarea>",
        "<style>a{position:absolute;left:-99em} a:focus{left:0}</style>" + LINK,
        "<a href='#a' tabindex=-1 style='outline:none'>Nicht angesprungen</a>",
    ],
)
def test_focus_is_seen(judge: Judge, html: str) -> None:
    assert judge("focus-visible", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (f"<style>a{{outline:none}}</style>{LINK}", Outcome.FAILED),
        (f"<style>a:focus{{outline:2px solid #fff}}</style>{LINK}", Outcome.FAILED),
        (f"<style>a:focus{{outline:2px solid transparent}}</style>{LINK}", Outcome.FAILED),
        (
            "<style>#x{border:2px solid #000} #x:focus{border-width:1px;outline:1px solid #000}</style>"
            "<button id=x>Suchen</button>",
            Outcome.CANT_TELL,
        ),
    ],
)
def test_focus_is_not_seen(judge: Judge, html: str, outcome: Outcome) -> None:
    assert [(found.outcome, found.target) for found in judge("focus-visible", html)] == [(outcome, "#x")]
