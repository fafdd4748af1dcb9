"""The criteria the law asks for, from ``standards/criteria.yaml``: a norm is data, so plugins and audit read the same file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).resolve().parents[2] / "standards" / "criteria.yaml"


@dataclass(frozen=True, slots=True)
class NormCriterion:
    """A success criterion: its German name, whether the norm has it, whether a person must judge it."""

    number: str
    name: str
    is_binding: bool
    needs_person: bool

    @property
    def guideline(self) -> str:
        """The guideline of WCAG it belongs to.

        >>> NormCriterion("2.4.11", "Fokus nicht verdeckt", False, True).guideline
        '2.4'
        """
        return self.number.rpartition(".")[0]


@cache
def criteria() -> Mapping[str, NormCriterion]:
    """All criteria by number."""
    data = yaml.load(_FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)["criteria"]
    return {
        number: NormCriterion(number, fields["name"], "clause" in fields, not fields.get("program"))
        for number, fields in data.items()
    }
