from __future__ import annotations

import pytest

from audit.facts import Facts
from audit.model import Outcome
from audit.site import Site
from tests.audit.checks.mini_site import check_of, facts_of, findings_for, outcome_of

RULE = "broken-resource"


@pytest.mark.parametrize(
    "src", ["/b.png", "b.png", "./b.png?v=2", "https://mini.example/b.png", "/m%C3%BCll.png"]
)
def test_passes_when_the_file_exists(src: str) -> None:
    site = {"pages": {"/": f'<img src="{src}" alt="">'}, "files": ["/b.png", "/müll.png"]}
    assert outcome_of(RULE, site) is Outcome.PASSED


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<img src="/weg.png" alt="">', "Das Bild"),
        ('<img src="/da.png" srcset="/weg.png 2x" alt="">', "Das Bild"),
        ('<video src="/weg.png"></video>', "Der Film"),
        ('<script src="/weg.png"></script>', "Das Skript"),
        ('<link rel="stylesheet" href="/weg.png">', "Die Gestaltung"),
        ('<p style="background: url(/weg.png)">Text</p>', "Das Bild im Hintergrund"),
    ],
)
def test_fails_when_nothing_is_there(html: str, name: str) -> None:
    (finding,) = findings_for(RULE, {"pages": {"/": html}, "files": ["/da.png"]})
    assert finding.message == f"{name} „/weg.png“ gibt es nicht: /weg.png."
    assert finding.where and finding.where.literal == "/weg.png"


def test_fails_once_for_all_places_of_an_address() -> None:
    html = '<img src="/weg.png" alt="A"> <img src="weg.png" alt="B">'
    assert len(findings_for(RULE, {"pages": {"/": html}})) == 1


def test_passes_when_a_crawl_does_not_know_the_file() -> None:
    facts = facts_of({"pages": {"/": '<img src="/b.png" alt="">'}})
    site = Site(facts.site.base, facts.site.pages, missing=frozenset())
    check, facts = check_of(RULE), Facts(facts.settings, facts.today, site)
    assert [list(check.check(page, facts)) for page in check.applies_to(facts)] == [[]]


@pytest.mark.parametrize("src", ["https://ulm.example/b.png", "data:image/gif;base64,R0lGOD", "http://["])
def test_inapplicable_without_own_files(src: str) -> None:
    assert outcome_of(RULE, {"pages": {"/": f'<img src="{src}" alt="">'}}) is Outcome.INAPPLICABLE
