from __future__ import annotations

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "unapproved-page"


def test_passes_when_nothing_waits() -> None:
    assert outcome_of(RULE, {"pages": {"/": ""}}) is Outcome.PASSED


def test_fails_when_the_preview_built_a_page_that_waits() -> None:
    declared = {"/": {"waits": "es fehlt die Freigabe"}}
    (finding,) = findings_for(RULE, {"pages": {"/": ""}, "declared": declared})
    assert finding.message == "Die Seite ist gebaut, aber nicht freigegeben: es fehlt die Freigabe."


def test_inapplicable_without_front_matter() -> None:
    assert outcome_of(RULE, {"pages": {"/": ""}, "registry": False}) is Outcome.INAPPLICABLE
