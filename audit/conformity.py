"""How far each requirement of the norm was tested, by rules and by people, and with what outcome.

No outcome here ever says that a site conforms: rules see a part of most criteria, so what they did not fault stays
``untested`` until a person has judged it (docs/decisions/022-conformity.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from audit.criteria import SuccessCriterion, standard
from audit.model import Finding, HandTest, Outcome, Report, Rule, RuleResult

#: As long as a test by hand counts: the law wants the statement reviewed every year.
MAX_AGE = timedelta(days=365)
_SEEN = (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL)


class Method(StrEnum):
    """Who can judge a criterion: rules wholly, rules in part, only people."""

    PROGRAM = "program"
    PARTLY = "partly"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion over all pages.

    ``rules`` are those that ran, ``by_rules`` is how they ended together, ``failed`` and ``undecided`` their open
    findings (accepted ``failed`` ones included: they are barriers as well). ``hand`` is the latest test by a person.
    """

    criterion: SuccessCriterion
    method: Method
    rules: tuple[Rule, ...]
    by_rules: Outcome
    failed: tuple[Finding, ...]
    undecided: tuple[Finding, ...]
    hand: HandTest | None
    hand_is_old: bool
    outcome: Outcome

    @property
    def failed_pages(self) -> tuple[str, ...]:
        """Addresses of pages on which a rule failed."""
        return _pages(self.failed)

    @property
    def undecided_pages(self) -> tuple[str, ...]:
        """Addresses of pages on which a person must look at something."""
        return _pages(self.undecided)


def conformity(report: Report) -> tuple[CriterionResult, ...]:
    """Every criterion of the standard; none where no rule about one ran and nobody tested by hand."""
    rules = _by_criterion(report.rules)
    if not rules and not report.hand_tests:
        return ()
    findings: dict[str, list[Finding]] = {}
    for finding in report.findings:
        for criterion in finding.rule.criteria:
            findings.setdefault(criterion.number, []).append(finding)
    tests = {test.criterion: test for test in report.hand_tests}
    return tuple(
        _result(criterion, rules.get(number, ()), findings.get(number, ()), tests.get(number), report)
        for number, criterion in standard().criteria.items()
    )


def _by_criterion(results: Sequence[RuleResult]) -> Mapping[str, Sequence[RuleResult]]:
    found: dict[str, list[RuleResult]] = {}
    for result in results:
        for criterion in result.rule.criteria:
            found.setdefault(criterion.number, []).append(result)
    return found


def _result(
    criterion: SuccessCriterion,
    results: Sequence[RuleResult],
    findings: Sequence[Finding],
    hand: HandTest | None,
    report: Report,
) -> CriterionResult:
    failed = tuple(finding for finding in findings if finding.outcome is Outcome.FAILED)
    undecided = tuple(
        finding for finding in findings if finding.outcome is Outcome.CANT_TELL and not finding.accepted
    )
    by_rules = _by_rules(results, failed, undecided)
    is_old = hand is not None and report.today - hand.on > MAX_AGE
    ran = tuple(result.rule for result in results if not result.counts.get(Outcome.UNTESTED))
    method = Method.PERSON if not ran else Method.PROGRAM if criterion.program else Method.PARTLY
    decided = method is Method.PROGRAM and not report.incomplete
    outcome = _outcome(by_rules, None if is_old else hand, decided=decided)
    if hand and hand.outcome is Outcome.FAILED:
        outcome = Outcome.FAILED  # a fault that a person saw stays one until a person sees that it is gone
    return CriterionResult(criterion, method, ran, by_rules, failed, undecided, hand, is_old, outcome)


def _by_rules(
    results: Sequence[RuleResult], failed: Sequence[Finding], undecided: Sequence[Finding]
) -> Outcome:
    if failed:
        return Outcome.FAILED
    if undecided:
        return Outcome.CANT_TELL
    counts: Counter[Outcome] = Counter()
    for result in results:
        counts.update(result.counts)
    if any(counts[outcome] for outcome in _SEEN):
        return Outcome.PASSED
    return Outcome.INAPPLICABLE if counts[Outcome.INAPPLICABLE] else Outcome.UNTESTED


def _outcome(by_rules: Outcome, hand: HandTest | None, *, decided: bool) -> Outcome:
    """The worse of both; what rules passed counts only where they decide the criterion alone."""
    if by_rules in (Outcome.FAILED, Outcome.CANT_TELL):
        return by_rules
    if hand:
        return hand.outcome
    return by_rules if decided else Outcome.UNTESTED


def _pages(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(sorted({finding.page for finding in findings if finding.page}))
