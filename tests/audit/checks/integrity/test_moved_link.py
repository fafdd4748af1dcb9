from __future__ import annotations

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "moved-link"
URL = "https://amt.example/alt"
PAGES = {"/": f'<p>Zum <a href="{URL}">Amt</a></p>'}


def test_passes_when_the_address_is_valid() -> None:
    assert outcome_of(RULE, {"pages": PAGES, "external": {URL: {"verdict": "fine"}}}) is Outcome.PASSED


def test_cannot_tell_when_the_page_has_moved() -> None:
    known = {"verdict": "moved", "moved_to": "https://amt.example/neu"}
    (finding,) = findings_for(RULE, {"pages": PAGES, "external": {URL: known}})
    assert finding.outcome is Outcome.CANT_TELL
    assert "umgezogen nach https://amt.example/neu. Benutzt von: „Amt“ (a.md, Zeile 7)" in finding.message


def test_inapplicable_when_the_address_is_broken_or_unknown() -> None:
    assert (
        outcome_of(RULE, {"pages": PAGES, "external": {URL: {"verdict": "broken"}}}) is Outcome.INAPPLICABLE
    )
    assert outcome_of(RULE, {"pages": PAGES}) is Outcome.INAPPLICABLE
