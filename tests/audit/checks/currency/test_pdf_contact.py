from __future__ import annotations

from typing import Any

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "pdf-contact"
OLD = {"page": 2, "written": "030 23125-119", "value": "+493023125119"}
NEW = {"page": 1, "written": "030 23125-110", "value": "+493023125110"}


def site(*contacts: dict[str, Any]) -> dict[str, Any]:
    return {
        "pages": {"/": '<a href="/antrag.pdf">Antrag (PDF)</a>'},
        "pdfs": {"/antrag.pdf": {"contacts": list(contacts)}},
        "contacts": {"amt": {"phone": "030 23125 110"}},
    }


def test_passes_when_all_are_registered() -> None:
    assert outcome_of(RULE, site(NEW)) is Outcome.PASSED


def test_cannot_tell_once_for_a_contact_of_nobody() -> None:
    (finding,) = findings_for(RULE, site(NEW, OLD, OLD | {"page": 3}))
    assert finding.outcome is Outcome.CANT_TELL
    assert "nennt auf Seite 2 „030 23125-119“" in finding.message
    assert finding.where and finding.where.literal == "antrag.pdf"


def test_inapplicable_without_contacts() -> None:
    assert outcome_of(RULE, site()) is Outcome.INAPPLICABLE
