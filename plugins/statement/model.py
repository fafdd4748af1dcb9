"""All that a statement on accessibility says, before it is put into words, and the status that follows from it.

The status never claims more than tests by hand and the audit cover: docs/decisions/016-statement.md says why so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from plugins.field_types import interval_days
from plugins.statement.hand_tests import HandTest
from plugins.statement.legal import LegalProfile
from plugins.statement.norm import NormCriterion, criteria
from plugins.statement.schema import GUIDELINES, AuditPart, Barrier, Limitation, StatementMeta


class Status(StrEnum):
    """How far the site meets the law; a statement has exactly one (Decision (EU) 2018/1523)."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Statement:
    """All a statement says, before it is put into words.

    ``hand_tests`` are those with an outcome, by success criterion; ``today`` is the day of the build.
    """

    template: ClassVar[str] = "page"
    profile: LegalProfile
    meta: StatementMeta
    audit: AuditPart | None
    hand_tests: Mapping[str, HandTest]
    today: date

    @property
    def max_age(self) -> timedelta:
        """How old a review, a test by hand and an audit may be."""
        return timedelta(days=interval_days(self.profile.review_within))

    @property
    def due_on(self) -> date:
        """The day by which the statement must be reviewed again."""
        return self.meta.reviewed_on + self.max_age

    @property
    def gaps(self) -> tuple[Limitation, ...]:
        """Hand-kept content that the law covers and that is not accessible."""
        return tuple(item for item in self.meta.limitations if item.kind != "outside_law")

    @property
    def tested(self) -> Mapping[str, date]:
        """Guidelines of which people tested every criterion within the last year, and when they began."""
        days = {
            guideline: [self._day(criterion) for criterion in _to_be_tested(guideline)]
            for guideline in GUIDELINES
        }
        return {name: min(filter(None, found)) for name, found in days.items() if found and all(found)}

    def _day(self, criterion: NormCriterion) -> date | None:
        """When a person tested it; None where nobody did or it is too long ago."""
        test = self.hand_tests.get(criterion.number)
        is_recent = test is not None and test.on is not None and self.today - test.on <= self.max_age
        return test.on if test and is_recent else None

    @property
    def met(self) -> frozenset[str]:
        """Guidelines known to be met: tested by hand and passed, and nothing known against it."""
        return frozenset(name for name in self.tested if name not in self._violated)

    @property
    def status(self) -> Status:
        """The one status; never more than tests by hand and the audit cover."""
        if self.met == set(GUIDELINES) and not self.gaps and self._audit_found_nothing:
            return Status.FULL
        return Status.PARTIAL if 2 * len(self.met) > len(GUIDELINES) else Status.NONE

    @property
    def rules_told(self) -> frozenset[str]:
        """The audit's rules whose certain findings the statement tells, in its own words or in the audit's."""
        by_hand = {rule for item in self.meta.limitations for rule in item.rules}
        return frozenset(by_hand | {barrier.rule for barrier in self._failed})

    @property
    def failed_by_hand(self) -> tuple[NormCriterion, ...]:
        """What the norm asks for and a person found not to be met, however long ago."""
        return tuple(
            criterion
            for number, criterion in criteria().items()
            if criterion.is_binding
            and number in self.hand_tests
            and self.hand_tests[number].outcome == "failed"
        )

    @property
    def _violated(self) -> frozenset[str]:
        criteria = [criterion for barrier in self._failed for criterion in barrier.criteria]
        by_audit = {criterion.rpartition(".")[0] for criterion in criteria}
        by_hand = {criterion.guideline for criterion in self.failed_by_hand}
        return frozenset(by_audit.union(by_hand, *(gap.guidelines for gap in self.gaps)))

    @property
    def _failed(self) -> tuple[Barrier, ...]:
        barriers = self.audit.barriers if self.audit else ()
        return tuple(barrier for barrier in barriers if barrier.outcome == "failed")

    @property
    def _audit_found_nothing(self) -> bool:
        """A complete audit of the last year that left nothing open, not even for a person to judge."""
        audit = self.audit
        is_recent = audit is not None and self.today - audit.audited_on <= self.max_age
        return is_recent and audit.is_complete and not audit.barriers


def _to_be_tested(guideline: str) -> tuple[NormCriterion, ...]:
    """Its criteria that the norm has and no program decides."""
    return tuple(
        criterion
        for criterion in criteria().values()
        if criterion.guideline == guideline and criterion.is_binding and criterion.needs_person
    )
