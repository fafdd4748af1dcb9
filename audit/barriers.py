"""Barriers: what an audit certainly found that the accessibility law forbids; the statement must not claim otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audit.criteria import clause_of
from audit.model import Finding, Outcome, RuleResult

#: Rules for what § 4 BITV 2.0 asks for beside WCAG, so without a success criterion.
STATUTORY = frozenset({"easy-language-items", "sign-language-items"})


@dataclass(frozen=True, slots=True)
class Barriers:
    """``found`` maps a rule to the pages it failed on; ``judged`` are all rules on accessibility that were run."""

    found: Mapping[str, frozenset[str]] = field(default_factory=dict)
    judged: frozenset[str] = frozenset()


def is_binding(rule_id: str, criteria: Iterable[str]) -> bool:
    """Whether the law asks for what the rule checks: the norm or § 4 BITV 2.0, no best practice, no WCAG 2.2.

    >>> is_binding("axe/image-alt", ["1.1.1"]), is_binding("axe/target-size", ["2.5.8"]), is_binding("axe/region", [])
    (True, False, False)
    """
    return rule_id in STATUTORY or any(map(clause_of, criteria))


def barriers_of(results: Iterable[RuleResult], findings: Iterable[Finding]) -> Barriers:
    """The barriers among ``findings``; accepted ones are barriers as well."""
    found: dict[str, set[str]] = {}
    for finding in findings:
        criteria = (criterion.number for criterion in finding.rule.criteria)
        if finding.outcome is Outcome.FAILED and is_binding(finding.rule.id, criteria):
            found.setdefault(finding.rule.id, set()).add(finding.page)
    judged = frozenset(result.rule.id for result in results if not result.counts.get(Outcome.UNTESTED))
    return Barriers({rule: frozenset(pages) for rule, pages in sorted(found.items())}, judged)
