"""table-caption: data tables have a name."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<h2>Zeiten</h2><div><table><tr><th>a<td>b</table></div>"),
        (Outcome.PASSED, '<table aria-label="Zeiten"><tr><th>a<td>b</table>'),
        (Outcome.PASSED, "<table><tr><td>a<td>b</table>"),
        (Outcome.CANT_TELL, "<table><caption></caption><tr><th>a<td>b</table>"),
        (Outcome.PASSED, "<figure><table><tr><th>a<td>b</table><figcaption>Z</figcaption></figure>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("table-caption", {"pages": {"/": html}}) is outcome
