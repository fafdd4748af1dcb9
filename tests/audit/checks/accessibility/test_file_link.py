"""file-link: links to files say what kind of file they open."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, '<a href="/a.html">A</a>'),
        (Outcome.PASSED, '<p><a href="/a.docx">A</a> (Word, 20 KB)</p>'),
        (Outcome.CANT_TELL, '<a href="/a.docx?x=1">A</a>'),
        (Outcome.PASSED, '<a href="http://[kaputt.pdf">A</a>'),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("file-link", {"pages": {"/": html}}) is outcome
