"""report.sarif is valid SARIF 2.1.0 and says the same as the findings.

The schema is that of the npm package ``@microsoft/jest-sarif`` 1.0.0-beta.0 (MIT).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from audit.model import Location, Report
from audit.reports.sarif_report import message_text, relative_uri, render
from tests.audit.reports.sample import clean_report, empty_report, hostile_report, sample_report

SCHEMA = json.loads((Path(__file__).parents[2] / "data" / "sarif-schema-2.1.0.json").read_bytes())


def run_of(report: Report) -> dict[str, Any]:
    return json.loads(render(report))["runs"][0]


@pytest.mark.parametrize("make", [sample_report, clean_report, empty_report, hostile_report])
def test_valid_against_the_schema(make: Callable[[], Report]) -> None:
    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(json.loads(render(make())))] == []


@pytest.mark.parametrize("make", [sample_report, hostile_report])
def test_level_is_none_unless_the_kind_is_fail(make: Callable[[], Report]) -> None:
    results = run_of(make())["results"]
    assert {result["kind"] for result in results} == {"fail", "review"}
    assert all((result["level"] == "none") == (result["kind"] != "fail") for result in results)


def test_levels_follow_the_impact() -> None:
    levels = {result["ruleId"]: result["level"] for result in run_of(sample_report())["results"]}
    assert levels["axe/label"] == levels["broken-link"] == "error"
    assert levels["stale-contact"] == "warning"
    assert levels["target-size"] == "note"


def test_rule_index_points_to_the_rule() -> None:
    run = run_of(sample_report())
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    helped = [rule["id"] for rule in rules if "helpUri" in rule]
    assert helped == ["axe/color-contrast"]


def test_place_is_file_and_line_and_always_the_page() -> None:
    results = {result["ruleId"]: result for result in run_of(sample_report())["results"]}
    place = results["axe/label"]["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "content/pflegestuetzpunkt/beratung.md"},
        "region": {"startLine": 41},
    }
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "/beratung/"
    assert "region" not in results["target-size"]["locations"][0]["physicalLocation"]


def test_finding_without_file_has_its_page_as_logical_location() -> None:
    report = sample_report()
    lost = replace(report, findings=(replace(report.findings[0], location=None),))
    (place,) = run_of(lost)["results"][0]["locations"]
    assert "physicalLocation" not in place
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "/"


def test_accepted_finding_is_suppressed_with_its_reason() -> None:
    suppressed = [result for result in run_of(sample_report())["results"] if "suppressions" in result]
    assert [result["ruleId"] for result in suppressed] == ["three-clicks"]
    assert suppressed[0]["suppressions"][0]["kind"] == "external"
    assert suppressed[0]["suppressions"][0]["justification"] == "Die Übersichtsseite wird im Januar umgebaut."


def test_incomplete_audit_is_no_success_and_names_the_page() -> None:
    (invocation,) = run_of(sample_report())["invocations"]
    assert invocation["executionSuccessful"] is False
    texts = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert texts[0].startswith("Seite nicht geprüft: /leichte-sprache/")
    assert len(texts) == 2
    assert run_of(clean_report())["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": []}
    ]


def test_fingerprint_survives_a_moved_line() -> None:
    report = sample_report()
    moved = replace(report.findings[0], location=Location("theme/static/css/components/footer.css", 99))
    first, second = (
        run_of(replace(report, findings=(finding,)))["results"][0]["partialFingerprints"]
        for finding in (report.findings[0], moved)
    )
    assert first == second


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("content/ämter/über uns.md", "content/%C3%A4mter/%C3%BCber%20uns.md"),
        ("a#b?c%d.md", "a%23b%3Fc%25d.md"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("content\\windows\\x.md", "content/windows/x.md"),
    ],
)
def test_uri_is_relative_and_encoded(file: str, uri: str) -> None:
    assert relative_uri(file) == uri


def test_message_holds_neither_placeholder_nor_link() -> None:
    assert message_text("{0} [hier](https://example.org)") == "{{0}} [hier] (https://example.org)"
