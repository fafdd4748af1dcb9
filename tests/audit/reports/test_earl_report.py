"""The EARL export: terms of the vocabulary, one of each property an assertion must have, no dangling reference."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from audit.model import Report
from audit.reports.earl_report import render
from tests.audit.reports.json_ld import assert_terms_exist, expand
from tests.audit.reports.sample import clean_report, empty_report, hostile_report, large_report, sample_report

REPORTS = [sample_report, clean_report, empty_report, hostile_report, lambda: large_report(12)]


def of_type(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [node for node in document["@graph"] if name in node["@type"]]


@pytest.mark.parametrize("make", REPORTS)
def test_uses_only_terms_of_the_vocabularies(make: Callable[[], Report]) -> None:
    assert_terms_exist(json.loads(render(make())))


@pytest.mark.parametrize("make", REPORTS)
def test_every_assertion_is_whole_and_refers_to_nodes_of_the_graph(make: Callable[[], Report]) -> None:
    document = json.loads(render(make()))
    known = {node["@id"]: node["@type"] for node in document["@graph"] if "@id" in node}
    for assertion in of_type(document, "Assertion"):
        assert {"assertedBy", "subject", "test", "mode", "result"} <= assertion.keys()
        assert "Assertor" in known[assertion["assertedBy"]]
        assert known[assertion["subject"]] == "TestSubject"
        assert known[assertion["test"]] in ("TestCase", "TestRequirement")
        assert assertion["result"]["outcome"].startswith("earl:")
    for rule in of_type(document, "TestCase"):
        assert all(part in known for part in rule.get("isPartOf", ()))


def test_findings_rules_and_tests_by_hand_are_told_apart() -> None:
    report = sample_report()
    assertions = of_type(json.loads(render(report)), "Assertion")
    by_hand = [assertion for assertion in assertions if assertion["mode"] == "earl:manual"]
    pages = sum(len(test.pages) or 1 for test in report.hand_tests)
    assert len(by_hand) == pages
    assert len(assertions) == len(report.findings) + len(report.rules) + pages
    assert {assertion["result"]["outcome"] for assertion in by_hand} == {
        "earl:passed",
        "earl:failed",
        "earl:inapplicable",
    }


def test_page_and_criterion_have_their_public_addresses() -> None:
    document = json.loads(render(sample_report()))
    criteria = [expand(node["@id"], document["@context"]) for node in of_type(document, "TestRequirement")]
    assert "https://www.w3.org/TR/WCAG22/#contrast-minimum" in criteria
    subjects = {node["@id"] for node in of_type(document, "TestSubject")}
    assert "https://pflegestuetzpunkt.musterstadt.example/geld/pflegegrad/" in subjects


def test_rule_over_all_pages_has_its_worst_outcome() -> None:
    assertions = of_type(json.loads(render(sample_report())), "Assertion")
    over_all = {a["test"]: a["result"]["outcome"] for a in assertions if a["subject"] == "_:website"}
    assert over_all["urn:dreiklick:rule:axe/label"] == "earl:failed"
    assert over_all["urn:dreiklick:rule:image-alt-meaning"] == "earl:cantTell"
    assert over_all["urn:dreiklick:rule:external-link"] == "earl:untested"
    assert over_all["urn:dreiklick:rule:legal-notice"] == "earl:passed"
