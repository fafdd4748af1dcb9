"""empty-cell: cells of data tables are not empty."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<table><tr><td><td></table>"),
        (Outcome.PASSED, "<table><tr><th>a<td><img src=a alt=ja></table>"),
        (Outcome.CANT_TELL, "<table><tr><th>a<td>b<td>&nbsp;</table>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("empty-cell", {"pages": {"/": html}}) is outcome
