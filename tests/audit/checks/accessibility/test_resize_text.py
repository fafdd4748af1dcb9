"""resize-text: what is cut off at 200 %, and what may be."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

LONG = "Ein Text, der so lang ist, dass er in keinem kleinen Kasten Platz hat und darum auf mehrere Zeilen umbricht."
FAILED, ASKED = Outcome.FAILED, Outcome.CANT_TELL


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("resize-text", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f"<p>{LONG}</p>", []),
        (f'<div style="overflow:hidden">{LONG}</div>', []),
        # hidden boxes: cut off below, on the right, by a box further up, in a shadow tree, by the window itself
        (f'<div style="overflow:hidden;height:40px;width:300px">{LONG}</div>', [FAILED]),
        (f'<div style="overflow:clip;height:40px;width:300px">{LONG}</div>', [FAILED]),
        (f'<div style="overflow:hidden;white-space:nowrap;width:100px">{LONG}</div>', [FAILED]),
        (
            f'<div style="overflow:hidden;height:40px;width:300px"><section><p>{LONG}</p></section></div>',
            [FAILED],
        ),
        (
            f'<div><template shadowrootmode="open"><p style="overflow:hidden;height:2em;width:9em">{LONG}</p></template></div>',
            [FAILED],
        ),
        (f'<style>html {{ overflow-x: hidden }}</style><p style="width:900px">{LONG}</p>', [FAILED]),
        # one line of a size that grows with the window
        (f'<div style="overflow:hidden;height:24px;width:40vw;line-height:22px">{LONG}</div>', [FAILED]),
        # exceptions of ACT 59br37: an ellipsis, a box of one line, hidden from everybody's ears
        (
            f'<div style="overflow:hidden;white-space:nowrap;text-overflow:ellipsis;width:100px">{LONG}</div>',
            [],
        ),
        (f'<div style="overflow:hidden;line-height:1.5em;height:1.5em;width:100px">{LONG}</div>', []),
        (f'<div aria-hidden="true" style="overflow:hidden;height:40px;width:300px">{LONG}</div>', []),
        # scrolls; is not inside the box that hides; cannot be seen at all; for ears only; loses nothing but its gaps
        (f'<div style="overflow:auto;height:40px;width:300px">{LONG}</div>', []),
        (
            f'<div style="overflow:hidden;height:40px"><div style="overflow:auto;height:30px">{LONG}</div></div>',
            [],
        ),
        (
            f'<div style="overflow:hidden;height:1em;width:9em"><p style="position:absolute">{LONG}</p></div>',
            [],
        ),
        (f'<div style="overflow:hidden;height:0">{LONG}</div>', []),
        (f'<p style="text-indent:-9999px;overflow:hidden">{LONG[:20]}</p>', []),
        (f'<p style="position:absolute;width:1px;height:1px;overflow:hidden">{LONG}</p>', []),
        ('<p style="line-height:1;overflow:hidden">Jg</p>', []),
        # what only a person can judge
        (
            f'<p style="display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;width:200px">{LONG}</p>',
            [ASKED],
        ),
        (
            f'<div style="overflow:hidden;height:3em;width:200px">{LONG}</div><button aria-expanded="false">Mehr</button>',
            [ASKED],
        ),
        (
            '<div style="overflow:hidden;display:flex;width:300px">'
            + f'<p style="flex:0 0 200px">{LONG[:50]}</p>' * 4
            + "</div>",
            [ASKED],
        ),
        # text alone at twice its size: cut off, and lines on each other
        ('<p style="line-height:20px;width:300px">' + LONG + "</p>", [ASKED]),
        (
            '<div style="overflow:hidden;height:100px;width:500px;font-size:1rem">' + LONG * 3 + "</div>",
            [ASKED],
        ),
    ],
)
def test_what_is_cut_off(judge: Judge, html: str, found: list[Outcome]) -> None:
    assert [finding.outcome for finding in judge("resize-text", html)] == found


@pytest.mark.browser
def test_names_text_and_box(judge: Judge) -> None:
    [finding] = judge(
        "resize-text", f'<div id="kasten" style="overflow:hidden;height:40px;width:300px"><p>{LONG}</p></div>'
    )
    assert finding.target == "#kasten > p"
    assert (
        finding.message == "Bei 200 % Vergrößerung wird der Text oben oder unten von „#kasten“ abgeschnitten."
    )
