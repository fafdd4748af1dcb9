"""Rules about one page find on it alone what they find among all pages; only so may their verdicts be kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from audit.checks import Check, all_checks
from audit.model import Finding, Outcome, Scope
from audit.page_verdicts import judge_subjects
from tests.audit.checks.mini_site import check_of, examples, facts_of

_ABOUT_PAGES = [check for check in all_checks() if check.rule.scope is not Scope.SITE]


def _key(finding: Finding) -> tuple[str, ...]:
    return finding.page, finding.target, finding.evidence, finding.message


@pytest.mark.parametrize("check", _ABOUT_PAGES, ids=lambda check: check.rule.id)
def test_finds_on_a_page_alone_what_it_finds_among_all(check: Check) -> None:
    for text in examples(check).values():
        facts = facts_of(text)
        counts: Counter[Outcome] = Counter()
        findings: list[Finding] = []
        for url in facts.site.pages:
            counted, found = judge_subjects(check, facts.alone(url)[check.rule.scope])
            counts += counted
            findings += found
        all_counts, all_found = judge_subjects(check, facts)
        assert counts == all_counts
        assert sorted(findings, key=_key) == sorted(all_found, key=_key)


def test_a_page_alone_shows_no_other_page_and_no_day_to_rules_that_did_not_ask() -> None:
    facts = facts_of(
        {"pages": {"/": "<p>eins</p>", "/b/": "<p>zwei</p>"}, "contacts": {"pflege": {"phone": "112"}}}
    )
    alone = facts.alone("/b/")
    assert list(alone[Scope.PAGE].site.pages) == ["/b/"]
    assert list(alone[Scope.PAGE].manifest.pages) == ["/b/"]
    assert alone[Scope.PAGE].manifest.contacts == {}
    assert alone[Scope.PAGE].today < facts.today - timedelta(days=365_000)
    assert alone[Scope.PAGE_TODAY].today == facts.today
    assert "pflege" in alone[Scope.PAGE_TODAY].manifest.contacts


def test_verdicts_about_a_day_are_asked_for_again_on_the_next() -> None:
    check = check_of("past-date")
    facts = facts_of({"pages": {"/": "<p>Anmeldung bis 31.12.2026.</p>"}})
    later = replace(facts, today=facts.today.replace(year=2027))
    assert judge_subjects(check, facts.alone("/")[Scope.PAGE_TODAY])[1] == []
    assert judge_subjects(check, later.alone("/")[Scope.PAGE_TODAY])[1] != []
