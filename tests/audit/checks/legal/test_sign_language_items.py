from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "sign-language-items"
LINK = '<a href="/gebaerdensprache/">Gebärdensprache</a>'
ITEMS = '<h2 id="inhalt">A</h2><h2 id="navigation">B</h2><h2 id="erklaerung">C</h2><h2 id="weitere">D</h2>'
FILM = '<figure class="dk-film"><video src="/filme/a.mp4" controls></video></figure>'
PLACEHOLDER = FILM.replace("dk-film", 'dk-film" data-placeholder="')


def site(page: str = ITEMS + FILM, home: str = LINK, **more: Any) -> dict[str, Any]:
    return {"pages": {"/": home, "/gebaerdensprache/": page}, **more}


@pytest.mark.parametrize(
    "film",
    [FILM, FILM * 4, '<iframe src="/player"></iframe>', '<a href="/filme/dgs.mp4">Film herunterladen</a>'],
)
def test_passes_when_there_is_a_film_and_the_four_items(film: str) -> None:
    assert findings_for(RULE, site(ITEMS + film, legal={})) == []


@pytest.mark.parametrize(
    ("page", "evidence", "said"),
    [
        (ITEMS, "kein Film", "ist kein Film"),
        (ITEMS + PLACEHOLDER, "Platzhalter", "Der Film ist ein Platzhalter"),
        (ITEMS + FILM + PLACEHOLDER * 2, "Platzhalter", "2 Filme sind Platzhalter"),
        (
            ITEMS + FILM.replace("</figure>", "<p>Platzhalter: noch nicht gedreht</p></figure>"),
            "Platzhalter",
            "Platzhalter",
        ),
        (ITEMS.replace('id="weitere"', "") + FILM, "wo es mehr davon gibt", "In Gebärdensprache fehlt"),
    ],
)
def test_fails_when(page: str, evidence: str, said: str) -> None:
    (finding,) = findings_for(RULE, site(page, legal={}))
    assert (finding.outcome, finding.evidence, finding.page) == (
        Outcome.FAILED,
        evidence,
        "/gebaerdensprache/",
    )
    assert said in finding.message


def test_number_of_placeholders_does_not_change_the_key() -> None:
    (one,) = findings_for(RULE, site(ITEMS + PLACEHOLDER, legal={}))
    (four,) = findings_for(RULE, site(ITEMS + PLACEHOLDER * 4, legal={}))
    assert one.key == four.key


def test_fails_without_a_link_on_the_home_page() -> None:
    assert outcome_of(RULE, site(home="<p>Text</p>", legal={})) is Outcome.FAILED


@pytest.mark.parametrize("page", [ITEMS, ITEMS + PLACEHOLDER, FILM])
def test_cannot_tell_on_sites_of_others(page: str) -> None:
    assert outcome_of(RULE, site(page, registry=False)) is Outcome.CANT_TELL


def test_inapplicable_where_no_law_is_known_to_apply() -> None:
    assert outcome_of(RULE, site(home="<p>Text</p>", registry=False)) is Outcome.INAPPLICABLE
