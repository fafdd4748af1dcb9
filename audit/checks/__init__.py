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
def all_checks() -> tuple[Check, ...]:
    """Every rule below this folder, by id. TypeError if a module breaks the contract."""
    checks: dict[str, Check] = {}
    for family in FAMILIES:
        package = importlib.import_module(f"audit.checks.{family}")
        for entry in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{entry.name}")
            rule = getattr(module, "RULE", None)
            if not isinstance(rule, Rule) or rule.id != entry.name.replace("_", "-") or rule.family != family:
                raise TypeError(
                    f"{module.__name__}: RULE must have the file's name as id and the folder's as family"
                )
            checks[rule.id] = Check(rule, module.applies_to, module.check, module.__doc__ or "")
    return tuple(checks[rule_id] for rule_id in sorted(checks))


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
