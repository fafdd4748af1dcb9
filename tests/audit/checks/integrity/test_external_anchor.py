from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "external-anchor"
URL = "https://amt.example/gesetz"


def _site(fragment: str, **known: object) -> dict[str, object]:
    pages = {"/": f'<p>Nach <a href="{URL}#{fragment}">§ 7</a></p>'}
    return {"pages": pages, "external": {URL: {"verdict": "fine", **known}}}


def test_passes_when_the_place_is_there() -> None:
    assert outcome_of(RULE, _site("p7", anchors=["p7"])) is Outcome.PASSED


def test_cannot_tell_when_it_is_not() -> None:
    (finding,) = findings_for(RULE, _site("p7", anchors=[]))
    assert finding.outcome is Outcome.CANT_TELL
    assert "Die Stelle „#p7“" in finding.message


@pytest.mark.parametrize("fragment", ["/suche", "!x", ":~:text=Pflege", "top"])
def test_inapplicable_to_what_names_no_element(fragment: str) -> None:
    assert outcome_of(RULE, _site(fragment, anchors=[])) is Outcome.INAPPLICABLE


def test_inapplicable_when_no_page_was_read() -> None:
    assert outcome_of(RULE, _site("page=3")) is Outcome.INAPPLICABLE
