"""text-direction: the direction in the browser against the script."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

ARABIC = "أوقات العمل في مركز الاستشارة"
GERMAN = "Die Stadt hilft Ihnen gerne."


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("text-direction", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "targets"),
    [
        (f"<p>{GERMAN}</p>", []),
        (f"<p lang=ar dir=rtl>{ARABIC}</p>", []),
        (f"<p lang=ar dir=auto>{ARABIC}</p>", []),
        (f"<p lang=ar style='direction:rtl'>{ARABIC}</p>", []),
        (f"<p lang=ar>{ARABIC}</p>", ["body > main > p"]),
        ("<p><a href=/ar/ lang=ar>العربية</a></p>", []),
        (f"<div lang=ar dir=rtl><p>{ARABIC}</p><p>Amt für Soziales, Rathausplatz 1</p></div>", []),
        (f"<p dir=rtl>{GERMAN}</p>", ["body > main > p"]),
        (f"<p lang=ar hidden>{ARABIC}</p>", []),
    ],
)
def test_what_runs_against_its_script(judge: Judge, html: str, targets: list[str]) -> None:
    findings = judge("text-direction", html)
    assert [finding.target for finding in findings] == targets
    assert all(finding.outcome is Outcome.CANT_TELL for finding in findings)
