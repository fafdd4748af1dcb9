"""Barriers: what of an audit's findings the law forbids."""

from __future__ import annotations

from audit.barriers import barriers_of
from audit.model import Criterion, Finding, Impact, Outcome, Rule, RuleResult


def _rule(name: str, *criteria: str) -> Rule:
    numbers = tuple(Criterion(number, "A") for number in criteria)
    return Rule(name, "accessibility", name, "Tun.", Impact.SERIOUS, numbers)


def _finding(rule: Rule, page: str, outcome: Outcome = Outcome.FAILED) -> Finding:
    return Finding(rule, outcome, page, "img", "Fehlt.")


def test_certain_findings_against_the_law_are_grouped_by_rule() -> None:
    alt, region, target = (
        _rule("axe/image-alt", "1.1.1"),
        _rule("axe/region"),
        _rule("axe/target-size", "2.5.8"),
    )
    signs = _rule("sign-language-items")
    findings = [
        _finding(alt, "/a/"),
        _finding(alt, "/b/"),
        _finding(alt, "/c/", Outcome.CANT_TELL),
        _finding(region, "/a/"),
        _finding(target, "/a/"),
        _finding(signs, "/dgs/"),
    ]
    barriers = barriers_of([], findings)
    assert barriers.found == {
        "axe/image-alt": frozenset({"/a/", "/b/"}),
        "sign-language-items": frozenset({"/dgs/"}),
    }


def test_untested_rules_were_not_judged() -> None:
    results = [
        RuleResult(_rule("axe"), {Outcome.UNTESTED: 1}),
        RuleResult(_rule("sign-language-items"), {Outcome.PASSED: 1}),
    ]
    assert barriers_of(results, []).judged == {"sign-language-items"}
