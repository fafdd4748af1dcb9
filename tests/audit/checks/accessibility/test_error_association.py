"""error-association: error messages are connected to their field."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<label>PLZ <input> <span class=error>Fünf Ziffern</span></label>"),
        (Outcome.CANT_TELL, "<input aria-label=PLZ aria-invalid=true>"),
        (Outcome.PASSED, "<p class=error>Hinweis</p><form><input></form>"),
        (
            Outcome.CANT_TELL,
            "<div><label for=n>PLZ</label><input id=n><p class=field-error>Fünf Ziffern</p></div>",
        ),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("error-association", {"pages": {"/": html}}) is outcome
