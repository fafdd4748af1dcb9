"""alt-repeats-text: an alternative text does not repeat the text beside the picture."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<img alt=A src=a><p>B</p>"),
        (Outcome.CANT_TELL, "<img alt='Roter Panda' src=a><p>Roter Panda</p>"),
        (Outcome.CANT_TELL, "<p><img alt=Rathaus src=a> Rathaus</p>"),
        (Outcome.PASSED, "<img alt='' src=a>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("alt-repeats-text", {"pages": {"/": html}}) is outcome
