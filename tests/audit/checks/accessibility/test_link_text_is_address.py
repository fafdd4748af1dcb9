"""link-text-is-address: links to pages are not called by their address."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, '<a href="https://x.example/">www.x.example</a>'),
        (Outcome.PASSED, '<a href="mailto:a@x.example">a@x.example</a>'),
        (Outcome.CANT_TELL, '<a href="https://x.example/">https://x.example/</a>'),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("link-text-is-address", {"pages": {"/": html}}) is outcome
