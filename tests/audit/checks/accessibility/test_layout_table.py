"""layout-table: tables hold data, not the layout of the page."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<table role=presentation><tr><td><h2>A</h2></td></tr></table>"),
        (Outcome.PASSED, "<table><tr><td>1<td>2<tr><td>3<td>4</table>"),
        (Outcome.CANT_TELL, "<table><tr><td><form></form><td>b<tr><td>c<td>d</table>"),
        (Outcome.FAILED, "<table><tr><td><nav>a</nav><td>b</table>"),
        (Outcome.PASSED, "<table></table>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("layout-table", {"pages": {"/": html}}) is outcome
