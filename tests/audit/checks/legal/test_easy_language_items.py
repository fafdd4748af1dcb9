from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "easy-language-items"
LINK = '<a href="/ls/">Leichte Sprache</a>'
ITEMS = '<h2 id="inhalt">A</h2><h2 id="navigation">B</h2><h2 id="erklaerung">C</h2><h2 id="weitere">D</h2>'


def site(home: str = LINK, page: str = ITEMS, **more: Any) -> dict[str, Any]:
    return {"pages": {"/": home, "/ls/": page}, **more}


@pytest.mark.parametrize(
    "home",
    [
        LINK,
        '<a href="/ls/">Texte in Leichter Sprache</a>',
        '<a href="/ls/"><img src="/ls.svg" alt="Leichte Sprache"></a>',
        '<a href="/ls/" aria-label="Leichte Sprache"><svg></svg></a>',
    ],
)
def test_passes_when_the_home_page_leads_to_the_four_items(home: str) -> None:
    assert findings_for(RULE, site(home, legal={})) == []


def test_passes_when_the_headings_say_it_in_words() -> None:
    words = (
        "<h2>Das finden Sie auf diesen Seiten</h2><h2>So finden Sie etwas auf den Seiten</h2>"
        "<h2>So barriere-frei sind die Seiten</h2><h2>Mehr in Leichter Sprache</h2>"
    )
    assert findings_for(RULE, site(page=words, legal={})) == []
    assert findings_for(RULE, site(page=words, registry=False)) == []


def test_passes_when_several_pages_share_the_items() -> None:
    home = '<a href="/leichte-sprache/eins/">Eins</a><a href="/leichte-sprache/zwei/">Zwei</a>'
    pages = {"/": home, "/leichte-sprache/eins/": ITEMS[:44], "/leichte-sprache/zwei/": ITEMS[44:]}
    assert findings_for(RULE, {"pages": pages, "legal": {}}) == []


def test_fails_when_items_are_missing() -> None:
    (finding,) = findings_for(RULE, site(page='<h2 id="inhalt">A</h2><h2 id="navigation">B</h2>', legal={}))
    assert (finding.outcome, finding.page) == (Outcome.FAILED, "/ls/")
    assert finding.message == (
        "In Leichter Sprache fehlt: was in der Erklärung zur Barrierefreiheit steht, wo es mehr davon gibt."
    )


def test_fails_without_a_link_on_the_home_page() -> None:
    (finding,) = findings_for(RULE, site("<p>Text</p>", legal={}))
    assert (finding.outcome, finding.page, finding.evidence) == (Outcome.FAILED, "/", "fehlt")
    assert finding.location and finding.location.file == "content/mini/site.yaml"


@pytest.mark.parametrize("page", ['<h2 id="inhalt">A</h2>', "<p>Text</p>"])
def test_cannot_tell_on_sites_of_others(page: str) -> None:
    assert outcome_of(RULE, site(page=page, registry=False)) is Outcome.CANT_TELL


def test_cannot_tell_when_the_link_leaves_the_site() -> None:
    home = '<a href="https://leicht.example/">Leichte Sprache</a>'
    assert outcome_of(RULE, site(home, legal={})) is Outcome.CANT_TELL


def test_inapplicable_where_no_law_is_known_to_apply() -> None:
    assert outcome_of(RULE, site("<p>Text</p>", registry=False)) is Outcome.INAPPLICABLE
