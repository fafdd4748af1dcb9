from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "broken-anchor"
TARGET = '<h2 id="pflegegrad">P</h2><a name="alt"></a><h2 id="für-alle">F</h2>'


@pytest.mark.parametrize(
    "href",
    ["/a/#pflegegrad", "/a#alt", "/a/#f%C3%BCr-alle", "/a/#für-alle", "#TOP", "/a/#pflegegrad:~:text=Antrag"],
)
def test_passes_when_the_place_exists(href: str) -> None:
    assert outcome_of(RULE, {"pages": {"/": f'<a href="{href}">A</a>', "/a/": TARGET}}) is Outcome.PASSED


@pytest.mark.parametrize(("href", "where"), [("/a/#Pflegegrad", "/a/"), ("#pflegegrad", "dieser Seite")])
def test_fails_when_the_place_is_missing(href: str, where: str) -> None:
    (finding,) = findings_for(RULE, {"pages": {"/": f'<a href="{href}">A</a>', "/a/": TARGET}})
    assert finding.outcome is Outcome.FAILED
    assert f"die es auf {where} nicht gibt" in finding.message
    assert finding.where and finding.where.literal == href


def test_fails_once_for_each_place() -> None:
    html = '<a href="#x">1</a><a href="/#x">2</a><a href="#y">3</a>'
    assert [f.evidence for f in findings_for(RULE, {"pages": {"/": html}})] == ["#x", "#y"]


def test_fails_on_a_page_on_its_own() -> None:
    page = {"https://stadt.example/a/": '<a href="#weg">W</a> <a href="https://andere.example/#weg">A</a>'}
    assert [f.evidence for f in findings_for(RULE, {"base": "", "pages": page})] == ["#weg"]


@pytest.mark.parametrize("href", ["#", "/a/", "#:~:text=Antrag", "/plan.pdf#page=3", "/weg/#x", "https://ulm.example/#x", "#/suche", "#!x"])  # fmt: skip
def test_inapplicable_without_place_on_an_existing_page(href: str) -> None:
    example = {"pages": {"/": f'<a href="{href}">A</a>', "/a/": ""}, "files": ["/plan.pdf"]}
    assert outcome_of(RULE, example) is Outcome.INAPPLICABLE


def test_inapplicable_when_the_target_only_forwards() -> None:
    hop = '<html><meta http-equiv="refresh" content="0; url=/b/">'
    assert (
        outcome_of(RULE, {"pages": {"/": '<a href="/a/#x">A</a>', "/a/": hop, "/b/": ""}})
        is Outcome.INAPPLICABLE
    )
