"""recording-transcript: a link to a recording comes with the text of what is said."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, '<a href="/a.html">A</a>'),
        (Outcome.CANT_TELL, '<a href="a.ogg?x">Hören</a>'),
        (Outcome.PASSED, '<a href="a.ogg">Hören</a> <p>Abschrift: Guten Tag …'),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("recording-transcript", {"pages": {"/": html}}) is outcome
