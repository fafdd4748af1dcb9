from __future__ import annotations

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "orphan-page"


def test_passes_when_every_page_is_linked_from_somewhere_reachable() -> None:
    pages = {"/": '<a href="/a/">A</a>', "/a/": '<a href="/b">B</a>', "/b/": ""}
    assert outcome_of(RULE, {"pages": pages}) is Outcome.PASSED


def test_fails_when_two_pages_only_link_each_other() -> None:
    pages = {"/": "", "/a/": '<a href="/b/">B</a>', "/b/": '<a href="/a/">A</a>'}
    assert [(f.outcome, f.page) for f in findings_for(RULE, {"pages": pages})] == [
        (Outcome.FAILED, "/a/"),
        (Outcome.FAILED, "/b/"),
    ]


def test_passes_when_the_link_must_be_unfolded() -> None:
    pages = {"/": '<details><summary>Mehr</summary><a href="/a/">A</a></details>', "/a/": ""}
    assert outcome_of(RULE, {"pages": pages}) is Outcome.PASSED


def test_cant_tell_when_only_the_site_map_leads_there() -> None:
    pages = {"/": '<a href="/inhalt/">Inhalt</a>', "/inhalt/": '<a href="/a/">A</a>', "/a/": ""}
    (finding,) = findings_for(RULE, {"pages": pages, "declared": {"/inhalt/": {"kind": "overview"}}})
    assert (finding.outcome, finding.page) == (Outcome.CANT_TELL, "/a/")


def test_inapplicable_to_unlisted_pages_redirects_and_the_error_page() -> None:
    pages = {"/a/": "", "/404.html": "", "/alt/": '<html><meta http-equiv="refresh" content="0;url=/a/">'}
    assert outcome_of(RULE, {"pages": pages, "declared": {"/a/": {"unlisted": True}}}) is Outcome.INAPPLICABLE
