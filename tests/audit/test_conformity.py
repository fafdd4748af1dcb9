"""How a requirement stands after rules and people judged it: never better than both together allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from audit.conformity import CriterionResult, Method, conformity
from audit.model import Accepted, Criterion, Finding, HandTest, Impact, Outcome, Report, Rule, RuleResult

TODAY = date(2026, 11, 22)
LABEL = Rule("label", "accessibility", "Titel", "Tun.", Impact.SERIOUS, (Criterion("3.3.2", "A"),))
PARSING = replace(LABEL, id="parsing", criteria=(Criterion("4.1.1", "A"),))
FOUND = Finding(LABEL, Outcome.FAILED, "/a/", "input", "Fehlt.")
PASSED = RuleResult(LABEL, {Outcome.PASSED: 3})
BY_HAND = HandTest("3.3.2", Outcome.PASSED, TODAY, "Online-Redaktion")


def report(*results: RuleResult, findings: tuple[Finding, ...] = (), hand: HandTest | None = None) -> Report:
    started = datetime(2026, 11, 22, tzinfo=UTC)
    tests = (hand,) if hand else ()
    return Report(
        "x", "X", started, TODAY, False, {}, 3, (), tuple(results), findings, url="", hand_tests=tests
    )


def of(number: str, made: Report) -> CriterionResult:
    return next(result for result in conformity(made) if result.criterion.number == number)


@pytest.mark.parametrize(
    ("made", "by_rules", "outcome"),
    [
        pytest.param(report(PASSED), "passed", "untested", id="rules alone never fulfil a requirement"),
        pytest.param(
            report(RuleResult(LABEL, {Outcome.INAPPLICABLE: 1})), "inapplicable", "untested", id="not seen"
        ),
        pytest.param(report(PASSED, hand=BY_HAND), "passed", "passed", id="both passed"),
        pytest.param(report(PASSED, findings=(FOUND,), hand=BY_HAND), "failed", "failed", id="rule failed"),
        pytest.param(
            report(PASSED, findings=(replace(FOUND, accepted=Accepted("Umbau", TODAY)),)),
            "failed",
            "failed",
            id="accepted is a barrier all the same",
        ),
        pytest.param(
            report(PASSED, findings=(replace(FOUND, outcome=Outcome.CANT_TELL),), hand=BY_HAND),
            "cantTell",
            "cantTell",
            id="something is left to judge",
        ),
        pytest.param(
            report(
                PASSED,
                findings=(replace(FOUND, outcome=Outcome.CANT_TELL, accepted=Accepted("Angesehen", TODAY)),),
                hand=BY_HAND,
            ),
            "passed",
            "passed",
            id="what was left was judged",
        ),
        pytest.param(
            report(PASSED, hand=replace(BY_HAND, outcome=Outcome.FAILED)), "passed", "failed", id="by hand"
        ),
        pytest.param(
            report(PASSED, hand=replace(BY_HAND, on=date(2025, 11, 1))), "passed", "untested", id="too old"
        ),
        pytest.param(
            report(PASSED, hand=replace(BY_HAND, outcome=Outcome.FAILED, on=date(2025, 1, 1))),
            "passed",
            "failed",
            id="an old fault stays one until somebody looked again",
        ),
    ],
)
def test_standing_of_a_requirement(made: Report, by_rules: str, outcome: str) -> None:
    result = of("3.3.2", made)
    assert (result.by_rules.value, result.outcome.value) == (by_rules, outcome)
    assert result.method is Method.PARTLY


def test_only_what_rules_decide_wholly_is_met_without_a_person() -> None:
    made = report(RuleResult(PARSING, {Outcome.PASSED: 3}))
    assert of("4.1.1", made).method is Method.PROGRAM
    assert of("4.1.1", made).outcome is Outcome.PASSED
    assert of("4.1.1", replace(made, incomplete=True)).outcome is Outcome.UNTESTED


def test_a_rule_that_could_not_run_tests_nothing() -> None:
    result = of("3.3.2", report(RuleResult(LABEL, {Outcome.UNTESTED: 1}, "ohne Browser")))
    assert (result.method, result.rules, result.by_rules) == (Method.PERSON, (), Outcome.UNTESTED)


def test_pages_are_those_of_the_findings() -> None:
    findings = (FOUND, replace(FOUND, target="select"), replace(FOUND, page="/b/", outcome=Outcome.CANT_TELL))
    result = of("3.3.2", report(PASSED, findings=findings))
    assert (result.failed_pages, result.undecided_pages) == (("/a/",), ("/b/",))


def test_nothing_is_said_of_the_norm_where_nobody_judged_anything_of_it() -> None:
    links = replace(LABEL, id="broken-link", criteria=())
    assert conformity(report(RuleResult(links, {Outcome.PASSED: 1}))) == ()
