"""bold-as-heading: what looks like a heading is one."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<h2>x</h2>"),
        (Outcome.PASSED, "<p><b>Achtung!</b></p><p>Text</p>"),
        (Outcome.PASSED, "<p><b>Wichtig</b> ist das</p><p>Text</p>"),
        (Outcome.PASSED, "<p><b>Am Ende</b></p>"),
        (Outcome.CANT_TELL, '<div class="fake-heading">Titel</div><p>Text</p>'),
        (Outcome.CANT_TELL, "<p><strong>Titel</strong></p><ul><li>a</ul>"),
        (Outcome.PASSED, '<p style="font-weight:bold;font-size:20px">Titel</p><p>Text'),
        (
            Outcome.PASSED,
            '<section aria-label="Sofort Hilfe"><p class="band__heading">Sofort Hilfe</p><ul><li>112</ul></section>',
        ),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("bold-as-heading", {"pages": {"/": html}}) is outcome
