"""abbreviation: abbreviations are explained where they first stand."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.PASSED, "<p>Die PDF-Datei</p>"),
        (Outcome.PASSED, "<p>Das SGB (Sozialgesetzbuch)</p>"),
        (Outcome.PASSED, "<p><abbr title=Sozialgesetzbuch>SGB</abbr>"),
        (Outcome.CANT_TELL, "<p>Laut SGB und BGB</p>"),
        (Outcome.PASSED, "<h2>WIR WARTEN</h2>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("abbreviation", {"pages": {"/": html}}) is outcome
