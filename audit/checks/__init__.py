"""The rules: one file, one rule. A file in ``audit/checks/<family>/`` is found by itself; there is no list to edit.

Each module exposes ``RULE``, ``applies_to(facts)`` (ACT applicability: yields test subjects) and
``check(subject, facts)`` (ACT expectation: yields failed or cantTell findings). See CONTRIBUTING.md.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from audit.facts import Facts
from audit.model import FAMILIES, Finding, Impact, Outcome, Rule, Where


@dataclass(frozen=True, slots=True)
class Check:
    """A rule and the two functions that decide it."""

    rule: Rule
    applies_to: Callable[[Facts], Iterable[Any]]
    check: Callable[[Any, Facts], Iterator[Finding]]
    documentation: str


@cache
def families() -> Mapping[str, str]:
    """The family of every rule below this folder, by the rule's id in order; known from the names of the files alone."""
    found = {
        entry.name.replace("_", "-"): family
        for family in FAMILIES
        for entry in pkgutil.iter_modules([f"{__path__[0]}/{family}"])
    }
    return dict(sorted(found.items()))


@cache
def check_of(rule_id: str) -> Check:
    """One rule. TypeError if its module breaks the contract."""
    family = families()[rule_id]
    module = importlib.import_module(f"audit.checks.{family}.{rule_id.replace('-', '_')}")
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, Rule) or (rule.id, rule.family) != (rule_id, family):
        raise TypeError(f"{module.__name__}: RULE must have the file's name as id and the folder's as family")
    return Check(rule, module.applies_to, module.check, module.__doc__ or "")


def all_checks() -> tuple[Check, ...]:
    """Every rule, by id."""
    return tuple(map(check_of, families()))


def where(described: Mapping[str, Any]) -> Where:
    """The place of an element as instruments describe it (``describe`` in instruments/element.js)."""
    return Where(literal=described["literal"], text=described["text"], component=described["component"])


def failed(rule: Rule, **parts: Any) -> Finding:
    """A finding that certainly violates the rule; parts as in ``_finding``."""
    return _finding(rule, Outcome.FAILED, **parts)


def cant_tell(rule: Rule, **parts: Any) -> Finding:
    """A finding a person must look at; parts as in ``_finding``."""
    return _finding(rule, Outcome.CANT_TELL, **parts)


def _finding(
    rule: Rule,
    outcome: Outcome,
    *,
    message: str,
    page: str = "",
    target: str = "",
    evidence: str = "",
    where: Where | None = None,
    impact: Impact | None = None,
    remedy: str | None = None,
) -> Finding:
    return Finding(
        rule, outcome, page, target, message, evidence, impact or rule.impact, remedy or rule.remedy, where
    )
