"""axe-core: its script, its options, and its results as findings. axe decides, this module only translates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from audit.engines.text_contrast import decided
from audit.errors import ProbeError
from audit.model import Criterion, Finding, Impact, Level, Outcome, Rule, Where
from audit.visit import Visit

AXE_DIR = Path(__file__).resolve().parent.parent.parent / "node_modules" / "axe-core"
_INSTRUMENTS = Path(__file__).resolve().parent.parent / "probes" / "instruments"
INSTRUMENT, ELEMENT, CERTAIN = (_INSTRUMENTS / f"{name}.js" for name in ("axe", "element", "certain"))

_TAGS = {
    Level.A: ["wcag2a", "wcag21a"],
    Level.AA: ["wcag2aa", "wcag21aa", "wcag22aa"],
    Level.AAA: ["wcag2aaa"],
}
#: Rules that are off in axe by default.
_SWITCHED_ON = {
    Level.A: [],
    Level.AA: ["target-size"],
    Level.AAA: ["color-contrast-enhanced", "identical-links-same-purpose", "meta-refresh-no-exceptions"],
}

#: What a dark colour scheme can change.
_COLOURS = ["color-contrast", "link-in-text-block"]

#: It has axe load every style sheet again, and does not know when a film has no sound: our rule ``autoplay`` decides.
_SWITCHED_OFF = ["no-autoplay-audio"]


def full(level: Level) -> Mapping[str, Any]:
    """axe's options for WCAG 2.2 up to this level, and best practice."""
    levels = list(Level)[: list(Level).index(level) + 1]
    return {
        "runOnly": {
            "type": "tag",
            "values": [*(tag for name in levels for tag in _TAGS[name]), "best-practice"],
        },
        "rules": {
            **{rule: {"enabled": True} for name in levels for rule in _SWITCHED_ON[name]},
            **{rule: {"enabled": False} for rule in _SWITCHED_OFF},
        },
    }


def colours(level: Level) -> Mapping[str, Any]:
    """axe's options for what a dark colour scheme can change. The result is null where all of it is certain."""
    enhanced = ["color-contrast-enhanced"] if level is Level.AAA else []
    return {"runOnly": {"type": "rule", "values": [*_COLOURS, *enhanced]}}


@cache
def _file(name: str) -> str:
    try:
        return (AXE_DIR / name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ProbeError("axe-core fehlt. Bitte „make audit“ aufrufen oder „npm ci“ eingeben.") from error


def version() -> str:
    """Version of the pinned axe-core."""
    return str(json.loads(_file("package.json"))["version"])


def texts() -> str:
    """axe's own German texts (JSON: ``rules``, ``checks``, …)."""
    return _file("locales/de.json")


@dataclass(frozen=True, slots=True)
class Text:
    """What we say of a rule: what must hold, and what to do."""

    title: str
    remedy: str


@cache
def wording() -> Mapping[str, Text]:
    """Our texts by axe's id of the rule; see the head of axe.yaml."""
    import yaml  # only where the engine's rules are asked about

    data = yaml.load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {rule_id: Text(**entry) for rule_id, entry in data.items()}


def script() -> str:
    """axe with its German texts, as one script."""
    return f"{_file('axe.min.js')};axe.configure({{locale: {texts()}}});"


def fingerprint() -> str:
    """Everything of ours that shapes an axe result, for the cache key."""
    return "\n".join(
        (script(), *(file.read_text(encoding="utf-8") for file in (ELEMENT, CERTAIN, INSTRUMENT)))
    )


def rule_of(meta: Mapping[str, Any], impact: str | None = None) -> Rule:
    """axe's description of a rule as a Rule of ours, named ``axe/<id>``."""
    text = wording().get(meta["ruleId"]) or Text(meta["help"], meta["description"])
    return Rule(
        id=f"axe/{meta['ruleId']}",
        family="accessibility",
        title=text.title,
        remedy=text.remedy,
        impact=Impact(impact or "moderate"),
        criteria=tuple(_criteria(meta["tags"])),
        needs=frozenset({"browser"}),
        help_url=meta["helpUrl"].replace("?application=axeAPI", ""),
    )


def _criteria(tags: Iterable[str]) -> Iterator[Criterion]:
    """``wcag2aa, wcag143`` becomes criterion 1.4.3 of level AA; best practices have none.

    >>> list(_criteria(["cat.color", "wcag2aa", "wcag143"]))
    [Criterion(number='1.4.3', level='AA')]
    """
    levels = [match[1].upper() for tag in tags if (match := re.fullmatch(r"wcag2\d?(a{1,3})", tag))]
    for tag in tags:
        match = re.fullmatch(r"wcag(\d)(\d)(\d{1,2})", tag)
        if match:
            yield Criterion(".".join(match.groups()), levels[0] if levels else "")


def results(visit: Visit, rules: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """axe's result in each state as far as it is certain: contrasts decided by pixels, best practices left to a person."""
    pixels = visit.measured.get("text_pixels", {})
    asked = {state: result or _in_order(state, visit.axe) for state, result in visit.axe.items()}
    return {state: _certain(decided(result, pixels.get(state, {})), rules) for state, result in asked.items()}


def _in_order(state: str, by_state: Mapping[str, Any]) -> dict[str, list[Any]]:
    """axe's result where all colours are certain: nothing is found; what applies at this width is what light told."""
    width = state.split()[0]
    told = [result for name, result in by_state.items() if result and name.split()[0] == width]
    applies = set().union(*map(_applies, told))
    return {
        "violations": [],
        "incomplete": [],
        "passes": [rule for rule in _COLOURS if rule in applies],
        "inapplicable": [rule for rule in _COLOURS if rule not in applies],
    }


def _applies(result: Mapping[str, Any]) -> set[str]:
    return {rule["id"] for group in ("violations", "incomplete") for rule in result[group]} | {
        *result["passes"]
    }


def _certain(result: Mapping[str, Any], rules: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """What breaks nothing but a best practice is no failure, unless an ACT rule makes it one or it hurts seriously; both
    are as axe says.
    """
    violations, advice = [], []
    for rule in result["violations"]:
        meta = rules[rule["id"]]
        is_serious = rule["impact"] in (Impact.SERIOUS, Impact.CRITICAL)
        is_certain = is_serious or meta.get("actIds") or any(_criteria(meta["tags"]))
        (violations if is_certain else advice).append(rule)
    return {**result, "violations": violations, "incomplete": [*result["incomplete"], *advice]}


def outcomes(visit: Visit, rules: Mapping[str, Mapping[str, Any]]) -> dict[str, Outcome]:
    """The worst outcome of each axe rule over all states of one page."""
    order = [Outcome.INAPPLICABLE, Outcome.PASSED, Outcome.CANT_TELL, Outcome.FAILED]
    worst: dict[str, Outcome] = {}
    for result in results(visit, rules).values():
        groups = (
            (Outcome.INAPPLICABLE, result["inapplicable"]),
            (Outcome.PASSED, result["passes"]),
            (Outcome.CANT_TELL, (rule["id"] for rule in result["incomplete"])),
            (Outcome.FAILED, (rule["id"] for rule in result["violations"])),
        )
        for outcome, ids in groups:
            for rule_id in ids:
                worst[rule_id] = max(worst.get(rule_id, outcome), outcome, key=order.index)
    return worst


def findings(page: str, visit: Visit, rules: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """One finding per rule and element, naming the states it shows in unless it shows in all of them."""
    seen: dict[tuple[str, str], tuple[Outcome, Mapping[str, Any], list[str]]] = {}
    by_state = results(visit, rules)
    for state, result in by_state.items():
        for outcome, group in ((Outcome.FAILED, "violations"), (Outcome.CANT_TELL, "incomplete")):
            for rule in result[group]:
                for node in rule["nodes"]:
                    known = seen.setdefault((rule["id"], node["path"]), (outcome, node, []))
                    if outcome is Outcome.FAILED and known[0] is not outcome:
                        known = seen[rule["id"], node["path"]] = (outcome, node, known[2])
                    known[2].append(state)
    for (rule_id, target), (outcome, node, states) in seen.items():
        rule = rule_of(rules[rule_id], node["impact"])
        where = Where(literal=node["literal"], text=node["text"], component=node["component"])
        yield Finding(
            rule,
            outcome,
            page,
            target,
            _message(rule_id, node, states, by_state),
            node["html"],
            rule.impact,
            rule.remedy,
            where,
        )


def _message(
    rule_id: str, node: Mapping[str, Any], states: list[str], by_state: Mapping[str, Mapping[str, Any]]
) -> str:
    """The first thing axe says of the element, and where it shows if not in every state the rule ran in."""
    lines = _explanation(node)[1:]
    ran = [state for state, result in by_state.items() if rule_id in _ran(result)]
    places = "" if len(states) >= len(ran) else f" (bei {', '.join(map(_state, dict.fromkeys(states)))})"
    return (lines[0] if lines else "Das kann nur ein Mensch beurteilen.") + places


def _ran(result: Mapping[str, Any]) -> set[str]:
    return _applies(result) | {*result["inapplicable"]}


def _explanation(node: Mapping[str, Any]) -> list[str]:
    """axe's German text: a heading ("fix one of these"), then one line each."""
    return [line.strip() for line in node["summary"].splitlines() if line.strip()]


def _state(state: str) -> str:
    width, scheme = state.split()
    return f"{width} px {'hell' if scheme == 'light' else 'dunkel'}"
