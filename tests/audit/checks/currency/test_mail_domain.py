from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "mail-domain"


def site(state: str | None) -> dict[str, Any]:
    return {
        "pages": {"/": ""},
        "declared": {"/": {"contact": "amt"}},
        "contacts": {"amt": {"email": "Amt@Alte-Stadt.de"}},
        "mail_domains": {"alte-stadt.de": state} if state else {},
    }


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("takes mail", Outcome.PASSED),
        ("missing", Outcome.FAILED),
        ("refuses", Outcome.FAILED),
        ("unknown", Outcome.INAPPLICABLE),
        (None, Outcome.INAPPLICABLE),
    ],
)
def test_outcome_by_what_is_known(state: str | None, outcome: Outcome) -> None:
    assert outcome_of(RULE, site(state)) is outcome


def test_says_what_is_wrong_and_where() -> None:
    (finding,) = findings_for(RULE, site("missing"))
    assert "Die Domain alte-stadt.de gibt es nicht (mehr)." in finding.message
    assert finding.where and (finding.where.contact, finding.where.field) == ("amt", "email")
