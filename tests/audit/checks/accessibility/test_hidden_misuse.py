"""hidden-misuse: text for screen readers that they do not get either."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

FAILED, ASKED = Outcome.FAILED, Outcome.CANT_TELL
WRONG = "<style>.sr-only, .dk-visually-hidden { display: none }</style>"
RIGHT = "<style>.sr-only { position: absolute; clip-path: inset(50%); width: 1px; height: 1px }</style>"


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("hidden-misuse", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Text</p>", []),
        (f'{RIGHT}<p class="sr-only">Sie sind hier</p>', []),
        (f'{WRONG}<p class="sr-only">Sie sind hier</p>', [FAILED]),
        (f'{WRONG}<p class="dk-visually-hidden">Sie sind hier</p>', [FAILED]),
        (f'{RIGHT}<p class="sr-only">Eins</p><p class="sr-only" style="visibility:hidden">Zwei</p>', [ASKED]),
        # switched, inside something hidden, referred to, empty, not meant for ears
        (f'{RIGHT}<p class="sr-only" hidden>Sie sind hier</p>', []),
        (f'{WRONG}<div style="display:none"><p class="sr-only">Sie sind hier</p></div>', []),
        (
            f'{WRONG}<p class="sr-only" id="x">Pflichtfeld</p><input aria-label="Name" aria-describedby="x">',
            [],
        ),
        (f'{WRONG}<p class="sr-only"></p>', []),
        ('<p class="overflow-hidden" style="display:none">Text</p>', []),
        # a part of a link, at every width
        ('<a href="/">Mehr <span style="visibility:hidden">zum Bad</span></a>', [ASKED]),
        ('<a href="/">Mehr <span style="display:none">zum Bad</span></a>', [ASKED]),
        (
            '<style>@media (width > 600px) { span { display: none } }</style><a href="/">Mehr <span>zum Bad</span></a>',
            [],
        ),
        ('<a href="/" aria-label="Mehr zum Bad">Mehr <span style="display:none">zum Bad</span></a>', []),
        ('<a href="/">Mehr zum Bad <span style="display:none">Bad</span></a>', []),
        ('<button>Menü <span style="display:none">schließen</span></button>', []),
    ],
)
def test_hidden_text(judge: Judge, html: str, found: list[Outcome]) -> None:
    assert [finding.outcome for finding in judge("hidden-misuse", html)] == found
