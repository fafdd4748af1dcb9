"""report.json keeps the contract: its keys, every finding in order, dates in ISO 8601, any text."""

from __future__ import annotations

import json

from audit.reports.json_report import render
from tests.audit.reports.sample import HOSTILE, empty_report, hostile_report, sample_report


def test_top_level_keys_are_the_contract() -> None:
    data = json.loads(render(sample_report()))
    assert list(data) == [
        "schema", "tool", "subject", "started", "today", "sample_clock", "incomplete", "summary", "coverage",
        "rules", "findings", "standard", "criteria", "sample", "pages", "reviews", "inquiries", "history", "external", "notes",
    ]  # fmt: skip
    assert data["schema"] == 1
    assert (data["today"], data["started"]) == ("2026-11-22", "2026-11-22T08:30:00+00:00")


def test_finding_has_all_fields_and_falls_back_to_the_remedy_of_its_rule() -> None:
    report = sample_report()
    findings = json.loads(render(report))["findings"]
    assert [finding["key"] for finding in findings] == [finding.key for finding in report.findings]
    assert findings[0] == {
        "rule": "axe/color-contrast",
        "outcome": "failed",
        "page": "/",
        "target": "footer > .hinweis",
        "impact": "serious",
        "message": "Das Verhältnis von Text zu Hintergrund ist 3,1 zu 1, verlangt sind 4,5 zu 1.",
        "remedy": "Textfarbe oder Hintergrund ändern, bis das Verhältnis mindestens 4,5 zu 1 ist.",
        "criteria": ["1.4.3"],
        "location": {"file": "theme/static/css/components/footer.css", "line": 23},
        "evidence": "#8a8a8a auf #f4f4f4",
        "key": report.findings[0].key,
        "accepted": None,
    }
    assert findings[-1]["accepted"] == {
        "reason": "Die Übersichtsseite wird im Januar umgebaut.",
        "until": "2027-01-31",
    }


def test_criteria_say_who_judged_what() -> None:
    data = json.loads(render(sample_report()))
    criteria = {criterion["number"]: criterion for criterion in data["criteria"]}
    assert data["standard"] == {"wcag": "2.2", "norm": "EN 301 549 V3.2.1"}
    assert criteria["1.4.3"]["rules"] == ["axe/color-contrast"]
    assert (criteria["1.4.3"]["clause"], criteria["2.5.8"]["clause"]) == ("9.1.4.3", None)
    assert len(criteria["1.4.3"]["failed_pages"]) == 6
    assert criteria["3.3.1"]["hand"]["pages"] == ["/beratung/", "/geld/"]
    assert criteria["2.1.1"]["hand"]["is_old"]
    outcomes = {number: criterion["outcome"] for number, criterion in criteria.items()}
    assert {outcomes[number] for number in ("1.4.3", "3.3.1", "4.1.2")} == {"failed"}
    assert (outcomes["1.1.1"], outcomes["1.2.1"], outcomes["2.1.1"]) == (
        "cantTell",
        "inapplicable",
        "untested",
    )


def test_every_rule_counts_all_five_outcomes() -> None:
    rules = {rule["id"]: rule for rule in json.loads(render(sample_report()))["rules"]}
    outcomes = ["passed", "failed", "cantTell", "inapplicable", "untested"]
    assert all(list(rule["outcomes"]) == outcomes for rule in rules.values())
    assert rules["external-link"]["reason"] == "ohne --external wird keine andere Website gefragt"


def test_summary_counts_open_findings_only() -> None:
    summary = json.loads(render(sample_report()))["summary"]
    assert (summary["failed"], summary["cantTell"], summary["accepted"]) == (11, 1, 1)
    assert summary["by_impact"] == {"critical": 1, "serious": 8, "moderate": 1, "minor": 1}
    assert summary["by_family"]["accessibility"] == 8
    assert summary["by_family"]["privacy"] == 0
    assert summary["light"] == "red"


def test_nothing_audited_is_grey_and_not_green() -> None:
    assert json.loads(render(empty_report()))["summary"]["light"] == "grey"


def test_hostile_text_comes_back_unchanged_through_a_utf8_file() -> None:
    data = json.loads(render(hostile_report()).encode("utf-8").decode("utf-8"))
    assert data["findings"][0]["evidence"] == HOSTILE
