"""empty-alt: a picture that says something has an alternative text."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<img src=a alt=Turm>"),
        (Outcome.PASSED, "<p><img src=a alt='' role=presentation></p>"),
        (Outcome.PASSED, "<p><img src=a alt='' width=16></p>"),
        (Outcome.CANT_TELL, "<figure><img src=a alt=''><figcaption>Turm</figcaption></figure>"),
        (Outcome.PASSED, "<p><img src=/zierlinie.png alt=''></p>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("empty-alt", {"pages": {"/": html}}) is outcome
