"""reduced-motion: what still moves for those who asked for less."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

RISE = "<style>@keyframes k{{from{{transform:translateY(100px)}}}} #x{{{0};animation:k 4s}} {1}</style><div id=x>Text</div>"
LARGE = "width:600px;height:300px"


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("reduced-motion", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "targets"),
    [
        ("<p>Text</p>", []),
        ("<style>html{scroll-behavior:smooth}</style><p>Text</p>", ["html"]),
        ("<style>@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}</style>", []),
        (RISE.format(LARGE, ""), ["#x"]),
        (RISE.format("width:60px", ""), []),
        (RISE.format(LARGE, "@media (prefers-reduced-motion:reduce){#x{animation:none}}"), []),
        (RISE.format(LARGE, "").replace("4s", "1s infinite"), []),
        (RISE.format(LARGE, "").replace("4s", "1s infinite") + "<button>Bewegung anhalten</button>", ["#x"]),
    ],
)
def test_what_still_moves(judge: Judge, html: str, targets: list[str]) -> None:
    found = judge("reduced-motion", html)
    assert [finding.target for finding in found] == targets
    assert {finding.outcome for finding in found} <= {Outcome.CANT_TELL}
