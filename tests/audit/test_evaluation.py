"""Which rules judge at all: those whose criteria belong to the level that pages are held to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.config import Settings
from audit.evaluation import left_out_of
from audit.model import Level, Outcome
from audit.page_verdicts import judge_subjects
from tests.audit.checks.mini_site import check_of, facts_of

_VAGUE = {"pages": {"/": "<p>Den Antrag finden Sie <a href=/a/>hier</a>.</p>"}}


@pytest.mark.parametrize(
    ("rule", "level", "outcome"),
    [
        ("link-purpose-alone", Level.AA, Outcome.INAPPLICABLE),
        ("link-purpose-alone", Level.AAA, Outcome.FAILED),
        ("link-purpose", Level.A, Outcome.CANT_TELL),
        ("spacer-image", Level.A, Outcome.INAPPLICABLE),  # of no criterion; there is no picture
    ],
)
def test_rules_of_higher_levels_do_not_apply(rule: str, level: Level, outcome: Outcome) -> None:
    facts = replace(facts_of(_VAGUE), settings=Settings(level=level))
    check = check_of(rule)
    result = left_out_of(check.rule, facts)
    counts = result.counts if result else judge_subjects(check, facts)[0]
    assert (counts or {Outcome.INAPPLICABLE: 1}) == {outcome: 1}
