"""table-scope: tables with headers on two sides say which header is for what."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<table><tr><td>x</table>"),
        (Outcome.PASSED, "<table><tr><th>a<th>b<tr><td>1<td>2</table>"),
        (Outcome.CANT_TELL, "<table><tr><th>a<th>b<tr><th>1<td>2</table>"),
        (Outcome.PASSED, '<table><tr><th id=a>a<th id=b>b<tr><th id=c>1<td headers="b c">2</table>'),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("table-scope", {"pages": {"/": html}}) is outcome
