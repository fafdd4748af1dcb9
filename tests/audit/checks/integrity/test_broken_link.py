from __future__ import annotations

import pytest

from audit.facts import Facts
from audit.model import Outcome
from audit.site import Site
from tests.audit.checks.mini_site import check_of, facts_of, findings_for, outcome_of

RULE = "broken-link"


@pytest.mark.parametrize("href", ["/a/", "/a", "/a/index.html", "a/", "a/#x", "?seite=2", "https://mini.example/a/", "./plan.pdf", "/m%C3%BCll/"])  # fmt: skip
def test_passes_when_the_target_exists(href: str) -> None:
    pages = {"/": f'<a href="{href}">A</a>', "/a/": "", "/müll/": ""}
    assert outcome_of(RULE, {"pages": pages, "files": ["/plan.pdf"]}) is Outcome.PASSED


@pytest.mark.parametrize("href", ["/b/", "b", "/plan.PDF", "../a/b/", "https://mini.example/b/#x"])
def test_fails_when_nothing_is_there(href: str) -> None:
    (finding,) = findings_for(RULE, {"pages": {"/": f'<p>Zum <a href="{href}">Plan</a>.</p>', "/a/": ""}})
    assert (finding.outcome, finding.evidence, finding.target) == (
        Outcome.FAILED,
        href,
        "body > main > p > a",
    )
    assert finding.where and (finding.where.literal, finding.where.text) == (href, "Zum Plan.")


def test_fails_once_for_all_places_of_an_address() -> None:
    html = '<a href="/x/">Eins</a> <a href="/x/#y">Zwei</a> <a href="../x/">Drei</a> <a href="/z/">Vier</a>'
    found = findings_for(RULE, {"pages": {"/": html}})
    assert [finding.message for finding in found] == [
        "Der Verweis „Eins“ führt ins Leere: /x/ (3-mal auf dieser Seite).",
        "Der Verweis „Vier“ führt ins Leere: /z/.",
    ]


def test_passes_when_a_crawl_does_not_know_the_target() -> None:
    facts = facts_of({"pages": {"/": '<a href="/tief/">T</a> <a href="/weg/">W</a>'}})
    site = Site(facts.site.base, facts.site.pages, missing=frozenset({"/weg/"}))
    check, facts = check_of(RULE), Facts(facts.settings, facts.today, site)
    assert [f.evidence for page in check.applies_to(facts) for f in check.check(page, facts)] == ["/weg/"]


@pytest.mark.parametrize("href", ["https://ulm.example/", "mailto:a@b.example", "tel:112", "javascript:void(0)", "http://["])  # fmt: skip
def test_inapplicable_without_internal_links(href: str) -> None:
    assert outcome_of(RULE, {"pages": {"/": f'<a href="{href}">A</a>'}}) is Outcome.INAPPLICABLE


def test_inapplicable_to_a_page_on_its_own() -> None:
    page = {"https://stadt.example/a/": '<a href="/b/">B</a>'}
    assert outcome_of(RULE, {"base": "", "pages": page}) is Outcome.INAPPLICABLE
