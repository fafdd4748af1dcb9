"""new-window: who opens a new window says so."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<a href=/a>A</a>"),
        (Outcome.PASSED, '<a href="/a" target="_self">A</a>'),
        (Outcome.PASSED, '<a href="/a" target="_blank" title="Neuer Tab">A</a>'),
        (Outcome.PASSED, '<a href="/a" target="_blank">A <img src=x.svg alt="neues Fenster"></a>'),
        (Outcome.PASSED, '<iframe name=f title=F></iframe><a href="/a" target="f">A</a>'),
        (Outcome.CANT_TELL, '<a href="/a" target="_blank">A</a>'),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("new-window", {"pages": {"/": html}}) is outcome
