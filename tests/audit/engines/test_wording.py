"""The German texts of both engines' rules."""

from __future__ import annotations

import json
import subprocess

import pytest

from audit.engines import accesslint, axe
from audit.model import Level

RULES = """
const axe = require('./node_modules/axe-core'), known = new Map(axe._audit.rules.map((rule) => [rule.id, rule]));
console.log(JSON.stringify(axe.getRules().map(({ ruleId, tags }) => ({ ruleId, tags, enabled: known.get(ruleId).enabled }))));
"""


def test_every_rule_of_axe_that_runs_has_a_text_and_no_other() -> None:
    done = subprocess.run(["node", "-e", RULES], cwd=axe.AXE_DIR.parents[1], capture_output=True, check=True)
    options = axe.full(Level.AAA)
    tags, switches = set(options["runOnly"]["values"]), options["rules"]
    run = {
        rule["ruleId"]
        for rule in json.loads(done.stdout)
        if tags & set(rule["tags"])
        and not {"experimental", "deprecated"} & set(rule["tags"])  # which axe leaves out by itself
        and switches.get(rule["ruleId"], rule)["enabled"]
    }
    assert len(run) > 80
    assert run == axe.wording().keys()


@pytest.mark.parametrize("engine", [axe.wording(), accesslint.texts()], ids=["axe", "AccessLint"])
def test_texts_are_whole(engine: dict[str, axe.Text]) -> None:
    for text in engine.values():
        assert text.title.strip()
        assert not text.title.endswith(".")
        assert text.remedy.endswith((".", "“."))


def test_rules_that_test_the_same_are_named_alike() -> None:
    assert accesslint.texts()["navigable/heading-order"].title == axe.wording()["heading-order"].title
    assert accesslint.texts()["navigable/heading-order"].same_as == ("heading-order",)
    assert (
        accesslint.texts()["distinguishable/line-height"].title == "Der Zeilenabstand lässt sich vergrößern"
    )


def test_a_rule_without_a_text_has_axes_own() -> None:
    rule = axe.rule_of(
        {"ruleId": "new", "help": "Neu.", "description": "Ganz neu.", "tags": [], "helpUrl": ""}
    )
    assert (rule.title, rule.remedy) == ("Neu.", "Ganz neu.")
