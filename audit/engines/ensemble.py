"""All engines together: what they found on one page, where two that mean the same fault become one finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from audit.engines import accesslint, axe
from audit.model import Finding, Impact, Outcome, Rule
from audit.visit import Visit

#: Stands for all engines in reports where they could not run.
UNTESTED_RULE = Rule(
    id="engines",
    family="accessibility",
    title="Alle Regeln von axe-core und AccessLint",
    remedy="Mit Browser prüfen.",
    impact=Impact.SERIOUS,
    needs=frozenset({"browser"}),
)
Meta = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class EngineRules:
    """The engines' own descriptions of their rules, by their own ids."""

    axe: Meta = field(default_factory=dict)
    accesslint: Meta = field(default_factory=dict)

    @staticmethod
    def of(lists: Mapping[str, Iterable[Mapping[str, Any]]]) -> EngineRules:
        """From what ``Session.engine_rules`` measured."""
        return EngineRules(
            {rule["ruleId"]: rule for rule in lists["axe"]},
            {rule["id"]: rule for rule in lists["accesslint"]},
        )

    def rules(self) -> Iterator[Rule]:
        """All of them as Rules of ours."""
        yield from map(axe.rule_of, self.axe.values())
        yield from (
            accesslint.rule_of(meta) for name, meta in self.accesslint.items() if accesslint.is_run(name)
        )


def outcomes(visit: Visit, rules: EngineRules) -> Iterator[tuple[str, Outcome]]:
    """Our id of every rule of every engine, with its outcome on one page."""
    for rule_id, outcome in axe.outcomes(visit, rules.axe).items():
        yield f"axe/{rule_id}", outcome
    if visit.accesslint is not None:
        yield from accesslint.outcomes(visit.accesslint, rules.accesslint).items()


def findings(page: str, visit: Visit, rules: EngineRules) -> Iterator[Finding]:
    """What the engines found; about the same element and fault only one finding, axe's, which names both."""
    first = list(axe.findings(page, visit, rules.axe))
    second = [] if visit.accesslint is None else accesslint.findings(page, visit.accesslint, rules.accesslint)
    by_target: dict[str, list[int]] = {}
    for index, finding in enumerate(first):
        by_target.setdefault(finding.target, []).append(index)
    for other in second:
        twin = next(
            (index for index in by_target.get(other.target, ()) if _is_same(first[index], other)), None
        )
        if twin is None:
            yield other
        elif _ALSO not in first[twin].message:
            first[twin] = _joined(first[twin], other)
    yield from first


def early_findings(page: str, measured: Mapping[str, Any], rules: EngineRules) -> Iterator[Finding]:
    """What the engines found in the state that both look at, while the browser is still at the others; but for contrasts
    that they leave open, which the pixels may decide.
    """
    for finding in findings(page, Visit(measured["axe"], measured["accesslint"]), rules):
        if finding.outcome is Outcome.FAILED or not finding.rule.id.startswith("axe/color-contrast"):
            yield finding


_ALSO = " (gemeldet von axe und AccessLint)"


def _joined(ours: Finding, other: Finding) -> Finding:
    """One finding of two: what one engine leaves open, the other may be certain of."""
    outcome = Outcome.FAILED if Outcome.FAILED in (ours.outcome, other.outcome) else ours.outcome
    return replace(ours, outcome=outcome, message=ours.message + _ALSO)


def _is_same(ours: Finding, other: Finding) -> bool:
    """Whether both are about the same fault: the rules test the same, or belong to a common criterion."""
    numbers = {criterion.number for criterion in ours.rule.criteria}
    if numbers & {criterion.number for criterion in other.rule.criteria}:
        return True
    return ours.rule.id.removeprefix("axe/") in accesslint.equivalents(other.rule.id)
