from __future__ import annotations

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

CHAIN = {
    "/": '<a href="/a/">A</a>',
    "/a/": '<a href="/b/">B</a>',
    "/b/": '<a href="/c/">C</a>',
    "/c/": '<a href="/d/">D</a>',
}


def test_passes_when_a_page_is_three_clicks_away() -> None:
    assert outcome_of("three-clicks", {"pages": CHAIN}) is Outcome.PASSED


def test_fails_when_a_page_is_four_clicks_away_and_shows_the_way() -> None:
    (finding,) = findings_for("three-clicks", {"pages": {**CHAIN, "/d/": ""}})
    assert (finding.outcome, finding.page) == (Outcome.FAILED, "/d/")
    assert "4 Klicks" in finding.message and "/ → /a/ → /b/ → /c/ → /d/" in finding.message


def test_passes_when_a_redirect_lies_on_the_way() -> None:
    hop = '<html><meta http-equiv="refresh" content="0; url=/c/">'
    pages = {**CHAIN, "/b/": '<a href="/hop/">C</a>', "/hop/": hop}
    assert outcome_of("three-clicks", {"pages": pages}) is Outcome.PASSED


def test_fails_when_the_short_way_leads_through_the_site_map() -> None:
    pages = {
        **CHAIN,
        "/": '<a href="/a/">A</a><a href="/inhalt/">Inhalt</a>',
        "/inhalt/": '<a href="/d/">D</a>',
        "/d/": "",
    }
    declared = {"/inhalt/": {"kind": "overview"}}
    assert [f.page for f in findings_for("three-clicks", {"pages": pages, "declared": declared})] == ["/d/"]


def test_cant_tell_when_only_the_narrow_screen_needs_more() -> None:
    example = {"pages": CHAIN, "hidden_links": {"/": {320: [0], 1280: []}}}
    (finding,) = findings_for("three-clicks", example)
    assert finding.outcome is Outcome.CANT_TELL
    assert "320 px" in finding.message


def test_inapplicable_to_legal_notices_and_pages_without_way() -> None:
    pages = {"/": "", "/impressum/": "", "/waise/": ""}
    declared = {"/": {"kind": "overview"}, "/impressum/": {"kind": "legal"}}
    assert outcome_of("three-clicks", {"pages": pages, "declared": declared}) is Outcome.INAPPLICABLE
