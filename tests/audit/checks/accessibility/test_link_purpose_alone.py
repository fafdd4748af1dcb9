"""link-purpose-alone: a link says where it leads by itself."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>Antrag</p>"),
        (Outcome.PASSED, "<a href=/a/>Antrag auf Wohngeld</a>"),
        (Outcome.PASSED, "<a href=/a/ aria-label='Mehr zum Wohngeld'>mehr</a>"),
        (Outcome.FAILED, "<p>Antrag: <a href=/a/>hier</a></p>"),
        (Outcome.FAILED, "<p>Wohngeld: <a href=/a/><img src=/a.png alt='Read more'></a></p>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("link-purpose-alone", {"pages": {"/": html}}) is outcome
