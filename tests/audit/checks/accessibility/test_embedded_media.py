"""embedded-media: embedded films and recordings have captions and a text."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<embed src=a.svg>"),
        (Outcome.CANT_TELL, "<embed src=film.mp4?x=1>"),
        (Outcome.CANT_TELL, "<object type=audio/mpeg data=a></object>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("embedded-media", {"pages": {"/": html}}) is outcome
