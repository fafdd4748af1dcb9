"""content-on-hover: what comes up under the pointer, and whether it stays and goes as it should."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

INSIDE = "<style>#t{{position:absolute;{0};left:0;width:200px;display:none}} #i{{position:relative}} #i:hover #t,#i:focus-within #t{{display:block}}</style><p><span id=i tabindex=0>Frist<span id=t>bis 30. Juni</span></span></p>"
SCRIPT = """<p><button id=i>Frist</button> <span id=t hidden style="position:absolute;top:{0}px;left:8px">bis 30. Juni</span></p><p>Text</p>
<script>
const show = () => t.hidden = false, hide = () => t.hidden = true;
i.onmouseenter = show; i.onmouseleave = {1}; t.onmouseleave = hide; {2}
document.onkeydown = (event) => {{ if (event.key === "Escape") {3} }};
</script>"""
LATER = "() => setTimeout(() => t.matches(':hover') || hide(), 400)"
FOCUS = "i.onfocus = show; i.onblur = hide;"


def test_inapplicable_where_nothing_comes_up() -> None:
    assert outcome_of("content-on-hover", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        INSIDE.format("top:100%"),
        SCRIPT.format(40, LATER, FOCUS, "hide()"),
        "<style>a:hover{color:red}</style><a href='#a'>Link</a>",
        "<button onmouseenter='this.style.color = \"red\"'>Suchen</button>",
    ],
)
def test_stays_and_goes(judge: Judge, html: str) -> None:
    assert judge("content-on-hover", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (INSIDE.format("top:300%"), Outcome.FAILED),
        (INSIDE.format("top:100%;pointer-events:none"), Outcome.FAILED),
        (SCRIPT.format(90, "hide", FOCUS, "hide()"), Outcome.FAILED),
        (SCRIPT.format(40, LATER, "", "hide()"), Outcome.CANT_TELL),
        (
            INSIDE.format("top:100%") + "<p style='margin-top:-1em'>Ein langer Text unter dem Hinweis</p>",
            Outcome.CANT_TELL,
        ),
    ],
)
def test_does_not(judge: Judge, html: str, outcome: Outcome) -> None:
    assert [(found.outcome, found.target) for found in judge("content-on-hover", html)] == [(outcome, "#t")]
