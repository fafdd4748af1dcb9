"""instruction-by-place: instructions do not rely on place, shape or colour alone."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.PASSED, "<p>x"),
        (Outcome.CANT_TELL, "<p>Siehe rechts.</p>"),
        (Outcome.PASSED, "<p>Auf der rechten Seite der Straße ist der Eingang.</p>"),
        (Outcome.CANT_TELL, "<p>The singer on the left won.</p>"),
        (Outcome.CANT_TELL, "<p>Pflichtfelder sind rot markiert.</p>"),
        (Outcome.PASSED, "<p>Sie haben das Recht auf Auskunft.</p>"),
        (Outcome.CANT_TELL, "<p>Press the green button."),
        (Outcome.PASSED, "<p>This number leads you to the right place.</p>"),
        (Outcome.PASSED, "<p>Die Liste finden Sie unten.</p>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("instruction-by-place", {"pages": {"/": html}}) is outcome
