from __future__ import annotations

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "device-storage"
STORED = {"pages": {"/": ""}, "storage": {"/": {"sessionStorage": ["b"], "localStorage": ["a"]}}}


def test_passes_when_nothing_is_kept() -> None:
    assert outcome_of(RULE, {"pages": {"/": ""}, "storage": {"/": {}}}) is Outcome.PASSED


def test_fails_once_for_each_entry() -> None:
    found = findings_for(RULE, STORED)
    assert [finding.evidence for finding in found] == ["localStorage a", "sessionStorage b"]
    assert {finding.outcome for finding in found} == {Outcome.FAILED}


def test_cannot_tell_on_sites_of_others() -> None:
    assert outcome_of(RULE, {**STORED, "registry": False}) is Outcome.CANT_TELL


def test_inapplicable_for_pages_that_no_browser_opened() -> None:
    assert outcome_of(RULE, {"pages": {"/": ""}}) is Outcome.INAPPLICABLE
