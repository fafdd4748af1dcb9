"""table-headers: data tables have header cells."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<table role=none><tr><td>1<td>2<tr><td>3<td>4</table>"),
        (Outcome.CANT_TELL, "<table><caption>T</caption><tr><td>1<td>2<tr><td>3<td>4</table>"),
        (Outcome.FAILED, "<table><tr><td><b>1</b><td>2<tr><td><b>3</b><td>4</table>"),
        (Outcome.CANT_TELL, "<table><tr><td><b>1</b><td><b>2</b><tr><td><b>3</b><td>4</table>"),
        (Outcome.PASSED, "<table><tr><td>1<td>2</table>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("table-headers", {"pages": {"/": html}}) is outcome
