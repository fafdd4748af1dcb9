from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "cookie"


def site(*names: str, **more: Any) -> dict[str, Any]:
    cookies = [{"name": name, "host": "mini.example"} for name in names]
    return {"pages": {"/": ""}, "cookies": {"/": cookies}, **more}


def test_passes_without_cookies() -> None:
    assert outcome_of(RULE, site()) is Outcome.PASSED


def test_fails_once_for_each_cookie() -> None:
    found = findings_for(RULE, site("sitzung", "_ga"))
    assert [(finding.outcome, finding.target) for finding in found] == [
        (Outcome.FAILED, "cookie:sitzung"),
        (Outcome.FAILED, "cookie:_ga"),
    ]


@pytest.mark.parametrize("name", ["_ga", "_ga_4711", "_pk_id.1.ab12", "_fbp", "IDE"])
def test_fails_on_sites_of_others_when_it_counts_visitors(name: str) -> None:
    assert outcome_of(RULE, site(name, registry=False)) is Outcome.FAILED


@pytest.mark.parametrize("name", ["JSESSIONID", "consent", "IDEE"])
def test_cannot_tell_on_sites_of_others_what_a_cookie_is_for(name: str) -> None:
    assert outcome_of(RULE, site(name, registry=False)) is Outcome.CANT_TELL


def test_inapplicable_for_pages_that_no_browser_opened() -> None:
    assert outcome_of(RULE, {"pages": {"/": ""}}) is Outcome.INAPPLICABLE
