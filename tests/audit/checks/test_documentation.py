"""Each rule's docstring is its documentation; the examples in it must be true."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.checks import Check, all_checks
from audit.model import Outcome
from tests.audit.checks.mini_site import examples, outcome_of

HEADINGS = (
    "What it checks",
    "Why it matters",
    "Applies to",
    "Passed example",
    "References",
)
OUTCOMES = {"Passed": Outcome.PASSED, "Failed": Outcome.FAILED, "Cannot tell": Outcome.CANT_TELL}

each_rule = pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.rule.id)


@each_rule
def test_has_all_headings_in_order(check: Check) -> None:
    positions = [check.documentation.find(f"\n{heading}") for heading in HEADINGS]
    assert -1 not in positions
    assert positions == sorted(positions)


@each_rule
def test_has_title_and_remedy(check: Check) -> None:
    assert check.rule.title and not check.rule.title.endswith(".")
    assert check.rule.remedy.endswith(".")


@each_rule
def test_has_a_test_module_of_its_name(check: Check) -> None:
    name = f"test_{check.rule.id.replace('-', '_')}.py"
    assert (Path(__file__).parent / check.rule.family / name).is_file()


@pytest.mark.parametrize(
    ("rule_id", "outcome", "example"),
    [
        pytest.param(check.rule.id, OUTCOMES[kind], example, id=f"{check.rule.id}-{kind}")
        for check in all_checks()
        if "inquiries" not in check.rule.needs  # its examples are lists of inquiries, tested beside it
        for kind, example in examples(check).items()
    ],
)
def test_examples_end_as_they_say(rule_id: str, outcome: Outcome, example: str) -> None:
    assert outcome_of(rule_id, example) is outcome


@each_rule
def test_examples_are_found(check: Check) -> None:
    if "inquiries" not in check.rule.needs:
        kinds = set(examples(check))
        assert "Passed" in kinds and kinds & {"Failed", "Cannot tell"}  # some rules can never be certain
