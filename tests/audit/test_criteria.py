"""The table of criteria: complete, in order, and the only place that knows clauses of the norm."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from audit.criteria import clause_of, standard

ROOT = Path(__file__).parents[2]
NEW_IN_22 = {"2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"}


def test_numbers_of_criteria_are_those_of_the_standards() -> None:
    criteria = standard().criteria.values()
    in_wcag = Counter(criterion.level for criterion in criteria if not criterion.removed)
    in_norm = Counter(criterion.level for criterion in criteria if criterion.clause)
    assert in_wcag == {"A": 31, "AA": 24}  # WCAG 2.2
    assert in_norm == {"A": 30, "AA": 20}  # WCAG 2.1, as EN 301 549 V3.2.1 has it


def test_only_what_is_new_in_wcag_22_has_no_clause() -> None:
    criteria = standard().criteria
    assert {number for number, criterion in criteria.items() if not criterion.clause} == NEW_IN_22
    assert all(clause_of(number) == f"9.{number}" for number in criteria.keys() - NEW_IN_22)
    assert [number for number, criterion in criteria.items() if criterion.removed] == ["4.1.1"]


def test_criteria_stand_in_the_order_of_wcag_and_have_names_of_their_own() -> None:
    criteria = standard().criteria
    assert list(criteria) == sorted(criteria, key=lambda number: [int(part) for part in number.split(".")])
    for field in ("name", "anchor", "question"):
        assert len({getattr(criterion, field) for criterion in criteria.values()}) == len(criteria)
    assert all(re.fullmatch(r"[a-z0-9-]+", criterion.anchor) for criterion in criteria.values())
    assert all(criterion.question.endswith("?") for criterion in criteria.values())


def test_no_module_knows_a_clause_by_itself() -> None:
    """Another version of the norm must be another table and nothing else."""
    modules = [*(ROOT / "audit").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]
    knowing = [path.name for path in modules if re.search(r'"9\.\{|f"9\.', path.read_text(encoding="utf-8"))]
    assert knowing == []
