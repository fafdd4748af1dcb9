"""focus-not-obscured: what lies under a layer that stays in place."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

LAYER = "<div style='position:fixed;left:0;right:0;top:0;height:200px;{0}'>Hinweis</div>"
LINK = "<a id=x href='#a'>Weiter</a>"


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("focus-not-obscured", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        LINK,
        LINK + LAYER.format("background:rgba(0,0,0,.2)"),
        LINK + LAYER.format("background:#fff;left:1em"),
        LAYER.format("background:#fff").replace("Hinweis", LINK),
        "<div style='height:300px'></div>" + LINK + LAYER.format("background:#fff"),
        "<div style='position:relative'>"
        + LINK
        + "<div style='position:absolute;inset:0;background:red'></div></div>",
    ],
)
def test_not_hidden_by_a_layer(judge: Judge, html: str) -> None:
    assert judge("focus-not-obscured", html) == []


@pytest.mark.browser
def test_hidden_by_a_layer(judge: Judge) -> None:
    found = judge("focus-not-obscured", LINK + LAYER.format("background:#fff"))
    assert [(finding.outcome, finding.target) for finding in found] == [(Outcome.FAILED, "#x")]


PLACE = "left:0;right:0;top:0;height:200px;background:#fff"


@pytest.mark.browser
@pytest.mark.parametrize(
    "layer",
    [
        f"<style>.l {{ position: fixed; {PLACE} }}</style><div class=l>Hinweis</div>",
        f"<style>@media all {{ div {{ &.l {{ position: fixed; {PLACE} }} }} }}</style><div class=l>Hinweis</div>",
        f"<style>:root {{ --p: fixed }} .l {{ position: var(--p); {PLACE} }}</style><div class=l>Hinweis</div>",
        f"<style>@import url('data:text/css,.l{{position:fixed;{PLACE.replace('#', '%23')}}}')</style><div class=l>Hinweis</div>",
        "<div class=l>Hinweis</div><script>addEventListener('focusin', () => "
        f"document.querySelector('.l').style = 'position:fixed;{PLACE}')</script>",
        "<style></style><div class=l>Hinweis</div><script>addEventListener('focusin', () => "
        f"document.styleSheets[0].insertRule('.l {{ position: fixed; {PLACE} }}'))</script>",
        "<div id=h></div><script>h.attachShadow({mode:'open'}).innerHTML = "
        f"'<style>:host {{ position: fixed; {PLACE} }}</style>Hinweis'</script>",
    ],
)
def test_hidden_by_a_layer_wherever_it_comes_from(judge: Judge, layer: str) -> None:
    assert [finding.target for finding in judge("focus-not-obscured", LINK + layer)] == ["#x"]
