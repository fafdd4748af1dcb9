from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.model import Impact, Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "external-link"
URL = "https://amt.example/antrag"


def _site(
    known: dict[str, Any] | None, html: str = f'<p>Zum <a href="{URL}">Antrag</a></p>'
) -> dict[str, Any]:
    return {"pages": {"/": html}, "external": {} if known is None else {URL: known}}


@pytest.mark.parametrize("verdict", ["fine", "moved"])
def test_passes_when_the_address_leads_somewhere(verdict: str) -> None:
    assert outcome_of(RULE, _site({"verdict": verdict})) is Outcome.PASSED


def test_fails_once_and_names_every_use_when_the_address_is_broken() -> None:
    reason = "der Server antwortet: entfernt (410)"
    html = f'<p><a href="{URL}">Antrag</a></p><p><a href="{URL}#x">Formular</a></p>'
    (finding,) = findings_for(RULE, _site({"verdict": "broken", "reason": reason}, html))
    assert finding.outcome is Outcome.FAILED
    assert finding.impact is Impact.SERIOUS
    assert finding.evidence == URL
    assert reason in finding.message
    assert "„Antrag“ (a.md, Zeile 7); „Formular“ (a.md, Zeile 7)" in finding.message
    assert finding.where and finding.where.literal == URL


def test_uses_on_several_pages_make_one_finding() -> None:
    link = f'<a href="{URL}">Antrag</a>'
    example = {"pages": {"/": link, "/b/": link}, "external": {URL: {"verdict": "broken"}}}
    (finding,) = findings_for(RULE, example)
    assert finding.page == "/"
    assert "„Antrag“ (a.md, Zeile 7, auf 2 Seiten)" in finding.message


@pytest.mark.parametrize("verdict", ["blocked", "suspicious"])
def test_cannot_tell_when_a_person_must_look(verdict: str) -> None:
    (finding,) = findings_for(RULE, _site({"verdict": verdict, "reason": "der Server weist Programme ab"}))
    assert finding.outcome is Outcome.CANT_TELL
    assert "--looked" in finding.remedy


@pytest.mark.parametrize(
    ("looked_on", "outcome"),
    [(date(2026, 11, 1), Outcome.PASSED), (date(2026, 1, 1), Outcome.CANT_TELL)],
)
def test_a_person_s_look_counts_half_a_year(looked_on: date, outcome: Outcome) -> None:
    assert outcome_of(RULE, _site({"verdict": "blocked", "looked_on": looked_on})) is outcome


def test_a_look_does_not_mend_what_is_broken() -> None:
    assert outcome_of(RULE, _site({"verdict": "broken", "looked_on": date(2026, 11, 20)})) is Outcome.FAILED


@pytest.mark.parametrize(("failures", "outcome"), [(1, Outcome.PASSED), (2, Outcome.CANT_TELL)])
def test_a_server_out_of_reach_is_told_after_the_second_run(failures: int, outcome: Outcome) -> None:
    assert outcome_of(RULE, _site({"verdict": "temporary", "failures": failures})) is outcome


@pytest.mark.parametrize("known", [None, {"verdict": "unchecked"}])
def test_inapplicable_without_a_verdict(known: dict[str, Any] | None) -> None:
    assert outcome_of(RULE, _site(known)) is Outcome.INAPPLICABLE
