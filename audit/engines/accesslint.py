"""AccessLint: the second engine, run beside axe in the same visit. Translates its results to findings.

It reports violations only; which of them are certain is decided by ``accesslint.yaml``, where its German texts are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from audit.engines import axe
from audit.errors import ProbeError
from audit.model import Criterion, Finding, Impact, Outcome, Rule, Where

ENGINE_DIR = Path(__file__).resolve().parent.parent.parent / "node_modules" / "@accesslint" / "core"
_INSTRUMENT = Path(__file__).resolve().parent.parent / "probes" / "instruments" / "accesslint.js"
_HELP = "https://github.com/AccessLint/accesslint/blob/main/core/README.md#rules"


@dataclass(frozen=True, slots=True)
class Text:
    """What we say of one rule of AccessLint; see the head of accesslint.yaml."""

    title: str
    remedy: str
    certain: bool = True
    same_as: tuple[str, ...] = ()
    skip: bool = False


@cache
def texts() -> Mapping[str, Text]:
    """Our texts by AccessLint's id of the rule."""
    import yaml  # only where the engine's rules are asked about

    data = yaml.load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {rule_id: _text(entry) for rule_id, entry in data.items()}


def _text(entry: Mapping[str, Any]) -> Text:
    same_as = tuple(entry.get("same_as", ()))
    shared = axe.wording().get(next(iter(same_as), ""))
    return Text(**(asdict(shared) if shared else {}) | entry | {"same_as": same_as})


@cache
def _file(name: str) -> str:
    try:
        return (ENGINE_DIR / name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ProbeError("AccessLint fehlt. Bitte „make audit“ aufrufen oder „npm ci“ eingeben.") from error


def version() -> str:
    """Version of the pinned AccessLint."""
    return str(json.loads(_file("package.json"))["version"])


def script() -> str:
    """AccessLint as one script that defines ``AccessLint``."""
    return _file("dist/index.iife.js")


def instrument() -> str:
    """A function without arguments that runs it; see instruments/accesslint.js."""
    skipped = [rule_id for rule_id, text in texts().items() if text.skip]
    options = json.dumps({"disabledRules": skipped})
    return f"() => ({_INSTRUMENT.read_text(encoding='utf-8')})({options})"


#: AccessLint's own list of rules: id, wcag (criteria), level.
RULES = "() => AccessLint.rules.map(({ id, wcag, level }) => ({ id, wcag, level }))"


def is_run(rule_id: str) -> bool:
    """Whether we run this rule; rules of level AAA we have no text for."""
    return rule_id in texts() and not texts()[rule_id].skip


def id_of(rule_id: str) -> str:
    """Our id of a rule of AccessLint.

    >>> id_of("navigable/link-name")
    'accesslint/link-name'
    """
    return f"accesslint/{rule_id.rpartition('/')[2]}"


def rule_of(meta: Mapping[str, Any], impact: str = "moderate") -> Rule:
    """AccessLint's description of a rule as a Rule of ours."""
    text = texts()[meta["id"]]
    return Rule(
        id=id_of(meta["id"]),
        family="accessibility",
        title=text.title,
        remedy=text.remedy,
        impact=Impact(impact),
        criteria=tuple(Criterion(number, meta["level"]) for number in meta["wcag"]),
        needs=frozenset({"browser"}),
        help_url=_HELP,
    )


def equivalents(rule_id: str) -> tuple[str, ...]:
    """axe's rules (without ``axe/``) that test the same as the rule with our id."""
    return next(text.same_as for name, text in texts().items() if id_of(name) == rule_id)


def outcomes(result: Mapping[str, Any], rules: Mapping[str, Mapping[str, Any]]) -> dict[str, Outcome]:
    """The outcome of each rule (by our id) on one page; AccessLint does not tell passed from inapplicable."""
    ended = {id_of(rule_id): Outcome.PASSED for rule_id in rules if is_run(rule_id)}
    for violation in result["violations"]:
        ended[id_of(violation["id"])] = _outcome(violation)
    for broken in result["broken"]:
        ended[id_of(broken["ruleId"])] = Outcome.UNTESTED
    return ended


def findings(
    page: str, result: Mapping[str, Any], rules: Mapping[str, Mapping[str, Any]]
) -> Iterator[Finding]:
    """One finding per rule and element."""
    seen = set()
    for violation in result["violations"]:
        place = violation["id"], violation["path"]
        if place in seen:
            continue
        seen.add(place)
        rule = rule_of(rules[violation["id"]], violation["impact"])
        where = Where(literal=violation["literal"], text=violation["text"], component=violation["component"])
        remedy = f"{rule.remedy} (AccessLint: {violation['message']})"
        yield Finding(
            rule,
            _outcome(violation),
            page,
            violation["path"],
            f"Nicht erfüllt: {rule.title}.",
            violation["html"],
            rule.impact,
            remedy,
            where,
        )


def _outcome(violation: Mapping[str, Any]) -> Outcome:
    return Outcome.FAILED if texts()[violation["id"]].certain else Outcome.CANT_TELL
