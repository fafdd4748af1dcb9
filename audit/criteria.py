"""What the law asks of websites: the success criteria of WCAG and the clauses of the norm, read from
``standards/criteria.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

_FILE = Path(__file__).resolve().parent.parent / "standards" / "criteria.yaml"


@dataclass(frozen=True, slots=True)
class SuccessCriterion:
    """A criterion with its short German name. ``clause`` is None where the norm does not have it.

    ``program`` says that rules decide it wholly, ``removed`` that the norm has it and WCAG no longer does;
    ``anchor`` is its id in the text of WCAG, ``question`` what a person asks to judge it.
    """

    number: str
    level: str
    name: str
    anchor: str
    question: str
    clause: str | None = None
    program: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Standard:
    """The version of WCAG, the name of the norm, and all criteria by number, in the order of WCAG."""

    wcag: str
    norm: str
    criteria: Mapping[str, SuccessCriterion]


@cache
def standard() -> Standard:
    """The standard that is in force; another version of the norm is another criteria.yaml."""
    data = yaml.load(_FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    criteria = {
        number: SuccessCriterion(number=number, **fields) for number, fields in data["criteria"].items()
    }
    return Standard(data["wcag"], data["norm"], MappingProxyType(criteria))


def clause_of(number: str) -> str | None:
    """The norm's clause for a criterion; None for those it does not have.

    >>> clause_of("2.4.4"), clause_of("2.5.8"), clause_of("1.4.6")
    ('9.2.4.4', None, None)
    """
    criterion = standard().criteria.get(number)
    return criterion.clause if criterion else None
