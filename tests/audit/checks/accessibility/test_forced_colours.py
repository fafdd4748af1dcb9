"""forced-colours: what is left of controls in contrast modes."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

FAILED, ASKED = Outcome.FAILED, Outcome.CANT_TELL
BARE = "border:0;background:none;width:24px;height:24px"
MASK = "display:block;width:20px;height:20px;background:currentColor;mask-image:linear-gradient(red,blue)"


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("forced-colours", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<button>Suche</button><p><a href=/>Start</a></p><input type=checkbox><select></select>", []),
        (f'<button aria-label=Suche style="{BARE};background:linear-gradient(red,blue)"></button>', [FAILED]),
        (f'<button aria-label=Suche style="{BARE}"><span style="{MASK}"></span></button>', [FAILED]),
        ('<input type=checkbox style="appearance:none;width:20px;height:20px;background:#ccc">', [FAILED]),
        (
            f'<style>button {{ border: 1px solid transparent !important }}</style><button aria-label=Suche style="{BARE}"><span style="{MASK}"></span></button>',
            [],
        ),
        (
            f'<style>@media (forced-colors: active) {{ span {{ background: ButtonText !important; forced-color-adjust: none }} }}</style><button aria-label=Suche style="{BARE}"><span style="{MASK}"></span></button>',
            [],
        ),
        (
            f'<style>.x::before {{ content: "×" }}</style><button class=x aria-label=Zu style="{BARE}"></button>',
            [],
        ),
        (
            f'<button aria-label=Suche style="{BARE}"><img src=/lupe.png width=20 height=20 alt=""></button>',
            [],
        ),
        (f'<a href=/ aria-label=Start style="{BARE};display:block;background:url(/haus.png)"></a>', []),
        (
            f'<button aria-label=Suche style="{BARE}"><svg width=20 height=20 fill=currentColor><path d="M0 0h9v9z"/></svg></button>',
            [],
        ),
        (
            f'<button aria-label=Suche style="{BARE}"><svg width=20 height=20><path d="M0 0h9v9z"/></svg></button>',
            [ASKED],
        ),
        # could not be seen before either: lies over a card
        (
            '<div style="position:relative">Karte<a href=/ aria-label=Karte style="position:absolute;inset:0"></a></div>',
            [],
        ),
    ],
)
def test_what_is_left(judge: Judge, html: str, found: list[Outcome]) -> None:
    assert [finding.outcome for finding in judge("forced-colours", html)] == found
