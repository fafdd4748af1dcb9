"""nested-table: no table stands in another one."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<table><tr><th>A</table>"),
        (Outcome.PASSED, "<table><tr><td><table><tr><td>1</table></table>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("nested-table", {"pages": {"/": html}}) is outcome
