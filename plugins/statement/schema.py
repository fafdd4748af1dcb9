"""What a statement on accessibility is made from: the hand-kept ``barrierefreiheit.yaml``, and the audit's part.

``barrierefreiheit-befunde.yaml`` is written by ``invoke statement`` from the latest audit, reviewed and committed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from plugins.field_types import Day, Strict
from plugins.problems import did_you_mean

#: The guidelines of WCAG 2.1, in the words of its German translation: the unit in which a statement counts.
GUIDELINES: Mapping[str, str] = {
    "1.1": "Textalternativen",
    "1.2": "Zeitbasierte Medien",
    "1.3": "Anpassbar",
    "1.4": "Unterscheidbar",
    "2.1": "Per Tastatur zugänglich",
    "2.2": "Ausreichend Zeit",
    "2.3": "Anfälle und körperliche Reaktionen",
    "2.4": "Navigierbar",
    "2.5": "Eingabemodalitäten",
    "3.1": "Lesbar",
    "3.2": "Vorhersehbar",
    "3.3": "Hilfestellung bei der Eingabe",
    "4.1": "Kompatibel",
}


def _guideline(value: str) -> str:
    if value not in GUIDELINES:
        raise ValueError(f"Die WCAG-Richtlinie „{value}“ gibt es nicht. {did_you_mean(value, GUIDELINES)}")
    return value


Guideline = Annotated[str, AfterValidator(_guideline)]
Words = Annotated[str, Field(min_length=10, max_length=600)]


class Limitation(Strict):
    """Content that is not accessible. ``rules`` are the audit's rules whose findings it explains."""

    what: Words
    kind: Literal["nonconformity", "burden", "outside_law"]
    reason: Words
    alternative: Annotated[str, Field(max_length=600)] = ""
    until: Day | None = None
    guidelines: tuple[Guideline, ...] = ()
    rules: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _offers_another_way(self) -> Limitation:
        if self.kind != "outside_law" and len(self.alternative) < 10:
            raise ValueError("Hier fehlt „alternative“: Wie kommen Menschen trotzdem an diesen Inhalt?")
        return self


class StatementMeta(Strict):
    """barrierefreiheit.yaml."""

    created_on: Day
    reviewed_on: Day
    method: Literal["self", "third_party"]
    evaluator: str = ""
    contact: str
    owner: str
    limitations: tuple[Limitation, ...] = ()

    @model_validator(mode="after")
    def _names_the_evaluator(self) -> StatementMeta:
        if self.method == "third_party" and not self.evaluator:
            raise ValueError("Hier fehlt „evaluator“: Wer hat die Website bewertet?")
        return self


class Barrier(Strict):
    """What one rule found on the pages: certain (``failed``) or for a person to judge (``cantTell``)."""

    rule: str
    title: str
    outcome: Literal["failed", "cantTell"]
    criteria: tuple[str, ...] = ()
    pages: tuple[str, ...]
    reason: str = ""
    until: Day | None = None


class AuditPart(Strict):
    """barrierefreiheit-befunde.yaml."""

    audited_on: Day
    tools: Mapping[str, str]
    pages_known: Annotated[int, Field(ge=0)]
    pages_audited: Annotated[int, Field(ge=0)]
    barriers: tuple[Barrier, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every page of the site was audited."""
        return 0 < self.pages_known == self.pages_audited
