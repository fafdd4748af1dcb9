"""form-submit: forms are sent by a button, not by a choice."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<form><p>Leer</p></form>"),
        (Outcome.PASSED, "<form id=f><input></form><button form=f>Los</button>"),
        (Outcome.CANT_TELL, "<select onchange='this.form.submit()'><option>A</select>"),
        (Outcome.PASSED, "<select onchange='zaehlen()'><option>A</select>"),
        (Outcome.PASSED, "<form><input><input type=image alt=Los></form>"),
        (Outcome.PASSED, '<form role="search"><input type="search"></form>'),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("form-submit", {"pages": {"/": html}}) is outcome
