"""Apply the rules to the facts: page by page what looks at one page only, then what looks at the whole site."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from audit.barriers import barriers_of
from audit.cache import Cache
from audit.checks import Check
from audit.engines import ensemble
from audit.facts import Facts
from audit.gather import Gathered
from audit.model import Finding, Level, Outcome, Rule, RuleResult, Scope
from audit.page_memory import read_outlines
from audit.page_verdicts import PageVerdicts, judge_subjects
from audit.progress import Progress
from audit.selection import Selection


def evaluate(
    gathered: Gathered,
    selection: Selection,
    cache: Cache,
    jobs: int,
    progress: Progress,
) -> tuple[list[RuleResult], list[Finding]]:
    """Every selected rule over all its subjects: outcome counts by rule, and the findings.

    ``jobs`` is how many processes may judge pages, or read those that no rule about single pages asked for.
    """
    left_out = {
        check: reason for check in selection.checks if (reason := left_out_of(check.rule, gathered.facts))
    }
    results = list(left_out.values())
    checks = [check for check in selection.checks if check not in left_out]
    about_pages = [check for check in checks if check.rule.scope is not Scope.SITE]
    results_of_pages, findings = _evaluate_pages(gathered, about_pages, selection, cache, jobs, progress)
    results += results_of_pages
    read_outlines(gathered.facts.site.pages.values(), jobs)
    about_site = (check for check in checks if check.rule.scope is Scope.SITE)
    for check in sorted(about_site, key=needs_barriers):
        facts = gathered.facts
        if needs_barriers(check):
            facts = replace(facts, barriers=barriers_of(results, findings))
        counts, found = judge_subjects(check, facts)
        results.append(_result(check.rule, counts))
        findings += found
    return sorted(results, key=lambda result: result.rule.id), findings


def _evaluate_pages(
    gathered: Gathered,
    checks: list[Check],
    selection: Selection,
    cache: Cache,
    jobs: int,
    progress: Progress,
) -> tuple[list[RuleResult], list[Finding]]:
    counts: dict[str, Counter[Outcome]] = {}
    findings: list[Finding] = []
    verdicts = PageVerdicts(gathered, checks, selection, cache)
    for verdict in verdicts.all(lambda done, total: progress("Regeln anwenden", done, total), jobs):
        for rule_id, counted in verdict.counts.items():
            counts.setdefault(rule_id, Counter()).update(counted)
        findings += verdict.findings
    results = [_result(check.rule, counts.get(check.rule.id, Counter())) for check in checks]
    return [*results, *_results_of_engines(gathered, selection, counts)], findings


def _results_of_engines(
    gathered: Gathered, selection: Selection, counts: dict[str, Counter[Outcome]]
) -> list[RuleResult]:
    if not selection.wants_engines:
        return []
    if missing := gathered.facts.missing.get("browser"):
        return [RuleResult(ensemble.UNTESTED_RULE, Counter({missing.outcome: 1}), missing.reason)]
    ran = (rule for rule in gathered.engine_rules.rules() if rule.id in counts)
    return [RuleResult(rule, counts[rule.id]) for rule in ran if selection.wants(rule.id, rule.family)]


def left_out_of(rule: Rule, facts: Facts) -> RuleResult | None:
    """How a rule ends without being asked: it is about a higher level, or facts that it needs are missing."""
    if _is_above(rule, facts.settings.level):
        reason = f"gehört zu einer höheren Stufe als {facts.settings.level}"
        return RuleResult(rule, Counter({Outcome.INAPPLICABLE: 1}), reason)
    need = next((need for need in sorted(rule.needs) if need in facts.missing), None)
    if need is None:
        return None
    missing = facts.missing[need]
    return RuleResult(rule, Counter({missing.outcome: 1}), missing.reason)


def needs_barriers(check: Check) -> bool:
    """Whether the rule judges what others found, so comes after them."""
    return "barriers" in check.rule.needs


def _result(rule: Rule, counts: Counter[Outcome]) -> RuleResult:
    return RuleResult(rule, counts or Counter({Outcome.INAPPLICABLE: 1}))


def _is_above(rule: Rule, level: Level) -> bool:
    """Whether all criteria of a rule belong to higher conformance levels than pages are held to."""
    order = list(Level)
    held_to = order[: order.index(level) + 1]
    return bool(rule.criteria) and all(criterion.level not in held_to for criterion in rule.criteria)
