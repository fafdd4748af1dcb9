"""fake-list: lists are marked up as lists."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "Text"),
        (Outcome.PASSED, "<p>* Apfel<br>* Birne</p>"),
        (Outcome.PASSED, "<p>1. Mai<br>3. Mai<br>4. Mai</p>"),
        (Outcome.FAILED, "* a <br/> * b <br/> * c <br>* d"),
        (Outcome.FAILED, "<p>1. a</p><p>2. b</p><p>3. c</p>"),
        (Outcome.CANT_TELL, "<p>- a<br>- b<br>- c</p>"),
        (Outcome.PASSED, "<p>* a</p><table></table><p>* b</p><p>* c</p>"),
        (Outcome.FAILED, "<p>a) x<br>b) y<br>c) z</p>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("fake-list", {"pages": {"/": html}}) is outcome
