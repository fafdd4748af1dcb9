"""W3C ACT Rules: does the audit find what must be found on their test cases, and is it silent where nothing is wrong?

A case is judged only by the rules that answer its ACT rule (``act_rules.yaml``). What else fails on a case without
fault is listed by itself, so that a person can say whether it is true there or a false alarm.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from audit.errors import UsageError
from audit.model import Outcome
from bench.yardsticks import Subject, audit_files

#: Where the cases expect their files.
PREFIX = "/WAI/content-assets/wcag-act-rules"
#: How well a tool implements a rule (ACT Rules Format 1.1).
CONSISTENT, PARTIAL, WRONG, UNANSWERED = "consistent", "partial", "wrong", "unanswered"


@dataclass(frozen=True, slots=True)
class Case:
    """One test case; ``expected`` is failed, passed or inapplicable."""

    file: str
    rule: str
    title: str
    expected: str


def run(folder: Path, progress: Callable[[str], None]) -> dict[str, Any]:
    """Audit all cases in ``folder``; the result is the JSON of the benchmark. UsageError without testcases.json."""
    cases = read_cases(folder)
    subjects = audit_files(folder, [case.file for case in cases], PREFIX, progress)
    return result(cases, subjects, answering_rules())


def read_cases(folder: Path) -> list[Case]:
    """The approved cases that ``testcases.json`` lists and that are there."""
    file = folder / "testcases.json"
    if not file.is_file():
        raise UsageError(f"{folder} ist keine Sammlung von ACT-Fällen: testcases.json fehlt.")
    entries = json.loads(file.read_text(encoding="utf-8"))["testcases"]
    return [
        Case(entry["relativePath"], entry["ruleId"], entry["ruleName"], entry["expected"])
        for entry in entries
        if entry.get("approved", True) and (folder / entry["relativePath"]).is_file()
    ]


def answering_rules() -> Mapping[str, tuple[str, ...]]:
    """Our rules by the ACT rule they answer."""
    data = yaml.safe_load(Path(__file__).with_name("act_rules.yaml").read_text(encoding="utf-8"))
    return {rule: tuple(ours) for rule, ours in data.items()}


def result(
    cases: list[Case], subjects: Mapping[str, Subject], answers: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    """The counts, the rating of each ACT rule, and for every case what was found."""
    judged = [_judge(case, subjects[case.file], answers.get(case.rule, ())) for case in cases]
    faulty = [case for case in judged if case["expected"] == "failed"]
    clean = [case for case in judged if case["expected"] != "failed"]
    others = [
        {
            "file": case["file"],
            "expected": case["expected"],
            "rule": finding["rule"],
            "target": finding["target"],
        }
        for case in clean
        for finding in case["findings"]
        if finding["outcome"] == Outcome.FAILED and finding["rule"] not in answers.get(case["act_rule"], ())
    ]
    return {
        "act": {
            "failed_hit": sum(case["outcome"] == Outcome.FAILED for case in faulty),
            "failed_cant_tell": sum(case["outcome"] == Outcome.CANT_TELL for case in faulty),
            "failed_total": len(faulty),
            "negatives_wrong": sum(case["outcome"] == Outcome.FAILED for case in clean),
            "negatives_cant_tell": sum(case["outcome"] == Outcome.CANT_TELL for case in clean),
            "negatives_total": len(clean),
            "not_audited": sum("not_audited" in case for case in judged),
            "other_failed_on_negatives": others,
            "rules": _ratings(cases, judged, answers),
        },
        "cases": judged,
    }


def _judge(case: Case, subject: Subject, ours: tuple[str, ...]) -> dict[str, Any]:
    """The worst outcome of the rules that answer the case; "none" where none of them found anything."""
    outcomes = {finding.outcome for finding in subject.findings if finding.rule.id in ours}
    worst = next((outcome for outcome in (Outcome.FAILED, Outcome.CANT_TELL) if outcome in outcomes), "none")
    about = {"file": case.file, "act_rule": case.rule, "expected": case.expected, "outcome": worst}
    return about | subject.as_json()


def _ratings(
    cases: list[Case], judged: list[dict[str, Any]], answers: Mapping[str, tuple[str, ...]]
) -> dict[str, dict[str, Any]]:
    ratings = {}
    for rule, title in sorted({(case.rule, case.title) for case in cases}):
        mine = [case for case in judged if case["act_rule"] == rule]
        faulty = [case for case in mine if case["expected"] == "failed"]
        hits = sum(case["outcome"] != "none" for case in faulty)
        alarms = sum(case["outcome"] == Outcome.FAILED for case in mine if case["expected"] != "failed")
        if rule not in answers:
            rating = UNANSWERED
        elif alarms or (faulty and not hits):
            rating = WRONG
        else:
            rating = CONSISTENT if hits == len(faulty) else PARTIAL
        ratings[rule] = {
            "title": title,
            "ours": list(answers.get(rule, ())),
            "hits": hits,
            "faulty": len(faulty),
            "false_alarms": alarms,
            "rating": rating,
        }
    return ratings
