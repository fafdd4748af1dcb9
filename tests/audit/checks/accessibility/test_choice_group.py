"""choice-group: boxes that belong to one question are a group."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<input>"),
        (Outcome.PASSED, "<input type=radio name=a>"),
        (Outcome.PASSED, "<input type=checkbox name=a><input type=checkbox name=b>"),
        (Outcome.CANT_TELL, "<input type=checkbox name='a[]'><input type=checkbox name='a[]'>"),
        (Outcome.PASSED, "<div role=radiogroup><input type=radio name=a><input type=radio name=a></div>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("choice-group", {"pages": {"/": html}}) is outcome
