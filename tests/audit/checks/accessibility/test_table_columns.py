"""table-columns: the rows of a data table have the same columns."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<table><tr><td>1<tr><td>1<td>2</table>"),
        (Outcome.PASSED, "<table><tr><th rowspan=2>A<td>1<tr><td>2</table>"),
        (Outcome.FAILED, "<table><tr><th>a<td rowspan=2>b<tr><td colspan=2>c</table>"),
        (Outcome.CANT_TELL, "<table><tr><th rowspan=0>A<td>1<tr><td>2<td>3</table>"),
        (Outcome.INAPPLICABLE, "x"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("table-columns", {"pages": {"/": html}}) is outcome
