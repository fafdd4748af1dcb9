"""The export for the WCAG-EM Report Tool: what that tool reads when it opens an evaluation, and nothing it cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from audit.model import Report
from audit.reports.wcag_em_report import render
from tests.audit.reports.json_ld import assert_terms_exist, expand
from tests.audit.reports.sample import clean_report, empty_report, hostile_report, large_report, sample_report

WCAG_EM = "http://www.w3.org/TR/WCAG-EM/#"
#: The steps of WCAG-EM 1.0 that the tool keeps, and the names it adds to them.
STEPS = {
    "procedure", "step1", "step1a", "step1b", "step1c", "step1d", "step2", "step2b", "step2c", "step2d", "step3",
    "step3a", "step3b", "step4", "step5", "step5a", "step5b", "commissioner", "evaluator", "website", "webpage",
}  # fmt: skip
OUTCOMES = {
    "earl:passed": "Pass",
    "earl:failed": "Fail",
    "earl:cantTell": "CannotTell",
    "earl:inapplicable": "NotApplicable",
    "earl:untested": "NotTested",
}
REPORTS = [sample_report, clean_report, empty_report, hostile_report, lambda: large_report(12)]


def evaluation(make: Callable[[], Report] = sample_report) -> dict[str, Any]:
    return json.loads(render(make()))


def on_site(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        assertion["test"]["id"]: assertion
        for assertion in data["auditSample"]
        if assertion["subject"]["id"] == "_:website"
    }


@pytest.mark.parametrize("make", REPORTS)
def test_uses_only_terms_of_the_vocabularies(make: Callable[[], Report]) -> None:
    data = evaluation(make)
    assert_terms_exist(data)
    for term in data["@context"]:
        iri = expand(term, data["@context"])
        assert not iri.startswith(WCAG_EM) or iri.removeprefix(WCAG_EM) in STEPS | {""}


@pytest.mark.parametrize("make", REPORTS)
def test_has_the_steps_that_the_tool_reads(make: Callable[[], Report]) -> None:
    data = evaluation(make)
    assert data["type"] == "Evaluation"
    assert data["defineScope"]["wcagVersion"] == "2.2"
    assert data["defineScope"]["conformanceTarget"] == "AA"
    assert data["defineScope"]["scope"]["type"] == ["TestSubject", "Website"]
    assert isinstance(data["exploreTarget"]["technologiesReliedUpon"], list)
    assert set(data["reportFindings"]) == {
        "documentSteps", "title", "commissioner", "evaluator", "date", "summary", "evaluationSpecifics",
    }  # fmt: skip


@pytest.mark.parametrize("make", REPORTS)
def test_every_assertion_is_on_the_site_or_a_page_of_the_sample(make: Callable[[], Report]) -> None:
    data = evaluation(make)
    sample = data["selectSample"]
    subjects = {"_:website"} | {page["id"] for page in sample["structuredSample"] + sample["randomSample"]}
    for assertion in data["auditSample"]:
        outcome = assertion["result"]["outcome"]
        assert outcome["type"] == ["OutcomeValue", OUTCOMES[outcome["id"]]]
        assert assertion["subject"]["id"] in subjects
        assert assertion["test"]["id"].startswith("WCAG22:")
        assert assertion["mode"]["id"] in ("earl:manual", "earl:automatic")


def test_site_has_one_assertion_for_each_criterion_of_wcag_22() -> None:
    criteria = on_site(evaluation())
    assert len(criteria) == 55
    assert "WCAG22:parsing" not in criteria


def test_what_rules_did_not_fault_stays_unchecked() -> None:
    outcomes = {name: a["result"]["outcome"]["id"] for name, a in on_site(evaluation(clean_report)).items()}
    assert outcomes["WCAG22:contrast-minimum"] == "earl:untested"
    assert outcomes["WCAG22:non-text-content"] == "earl:passed"  # a person tested it
    assert on_site(evaluation())["WCAG22:contrast-minimum"]["result"]["outcome"]["id"] == "earl:failed"


def test_test_by_hand_is_manual_and_says_who_and_when() -> None:
    assertion = on_site(evaluation())["WCAG22:error-identification"]
    assert assertion["mode"]["id"] == "earl:manual"
    assert assertion["date"] == "2026-11-12"
    assert assertion["result"]["description"].startswith("Fachstelle Barrierefreiheit, 12.11.2026")


def test_random_pages_are_kept_apart() -> None:
    sample = evaluation()["selectSample"]
    assert [page["title"] for page in sample["randomSample"]] == ["Wohnung umbauen"]
    assert len(sample["structuredSample"]) == 2
