"""text-spacing: what wider spacing hides."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

FAILED, ASKED = Outcome.FAILED, Outcome.CANT_TELL
BUTTON = "border:0;padding:0;overflow:hidden;white-space:nowrap"


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("text-spacing", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Text</p><p>Noch ein Text</p>", []),
        (f'<button style="{BUTTON};width:9em">Absenden</button>', []),
        ('<p style="height:3em;overflow:hidden;width:400px">Zeile<br>Zeile</p>', []),
        # cut off, or on another text, only since the spacing grew
        (f'<p style="{BUTTON};width:4.7em">Wort Wort</p>', [FAILED]),
        ('<p style="line-height:1;height:3em;overflow:hidden">Zeile<br>Zeile<br>Zeile</p>', [FAILED]),
        (
            '<p style="line-height:1;height:2em;margin:0">Zeile<br>Zeile<br>Zeile zwei</p><p style="margin:0">Zeile</p>',
            [],
        ),
        (
            '<p style="line-height:1;height:4em;margin:0!important">Zeile<br>Zeile<br>Zeile<br>Zeile</p><div>Zeile drei</div>',
            [FAILED],
        ),
        # what rolls inside a box lies under nothing
        (
            '<div style="display:flex"><div style="width:105px;flex:none;overflow-x:auto;white-space:nowrap">Eins Zwei Drei</div><div>Rechts davon</div></div>',
            [],
        ),
        # so before already
        (f'<p style="{BUTTON};width:2em">Absenden</p>', []),
        # an ellipsis; pushed out altogether
        (f'<p style="{BUTTON};width:4.7em;text-overflow:ellipsis">Wort Wort</p>', [ASKED]),
        (
            '<div style="line-height:1;height:48px;overflow:hidden"><div>Zeile<br>Zeile</div><div>Letzte</div></div>',
            [FAILED],
        ),
    ],
)
def test_what_spacing_hides(judge: Judge, html: str, found: list[Outcome]) -> None:
    assert [finding.outcome for finding in judge("text-spacing", html)] == found


@pytest.mark.browser
def test_leaves_the_page_as_it_was(judge: Judge) -> None:
    """Transitions do not blur what is measured, and a second look sees what the first saw."""
    html = f'<style>* {{ transition: all 2s }}</style><p style="{BUTTON};width:4.7em">Wort Wort</p>'
    assert [finding.outcome for finding in judge("text-spacing", html)] == [FAILED]
