"""Which rules a run asks for: families, single rules, rules left out with their reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from audit.checks import Check, check_of, families
from audit.engines import accesslint, axe
from audit.errors import UsageError
from audit.model import FAMILIES


@dataclass(frozen=True)
class Selection:
    """``families`` and ``only`` empty means all; ``ignored`` maps rule id to the reason it is left out."""

    families: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    ignored: Mapping[str, str] = field(default_factory=dict)
    browser: bool = True

    def __post_init__(self) -> None:
        for rule_id in (*self.only, *self.ignored):
            if rule_id not in families() and rule_id not in _engine_ids():
                near = get_close_matches(rule_id, sorted({*families(), *_engine_ids()}), n=1)
                raise UsageError(
                    f"Die Regel „{rule_id}“ gibt es nicht." + (f" Meinten Sie „{near[0]}“?" if near else "")
                )
        unknown = self.families - set(FAMILIES)
        if unknown:
            raise UsageError(f"Die Familie „{min(unknown)}“ gibt es nicht. Möglich: {', '.join(FAMILIES)}.")

    @property
    def checks(self) -> tuple[Check, ...]:
        """The rules of ours to run."""
        return tuple(
            check_of(rule_id) for rule_id, family in families().items() if self.wants(rule_id, family)
        )

    @property
    def wants_engines(self) -> bool:
        """Whether any rule of an engine is asked for."""
        if self.only and self.only <= families().keys():
            return False  # without reading the engines' lists of rules
        return any(self.wants(rule_id, "accessibility") for rule_id in _engine_ids())

    @property
    def needs(self) -> frozenset[str]:
        """Facts the selected rules need."""
        needs = frozenset().union(*(check.rule.needs for check in self.checks))
        return needs | {"browser"} if self.wants_engines else needs

    def wants(self, rule_id: str, family: str) -> bool:
        """Whether this rule is to run."""
        if rule_id in self.ignored:
            return False
        if self.only:
            return rule_id in self.only
        return not self.families or family in self.families


@cache
def _engine_ids() -> frozenset[str]:
    """Ids of the engines' rules, from their German texts, so that no browser is needed to know them."""
    return frozenset(
        [
            *(f"axe/{rule_id}" for rule_id in json.loads(axe.texts())["rules"]),
            *(accesslint.id_of(rule_id) for rule_id, text in accesslint.texts().items() if not text.skip),
        ]
    )
