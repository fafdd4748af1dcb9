"""Urgency cards in texts, and what is said about boxes there are not."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.plugins.mini_project import Project, page

ANTRAG = "muster/pflege/antrag.md"


def build(project: Project, body: str) -> BeautifulSoup:
    project.write(ANTRAG, page("Antrag stellen", body))
    result = project.build("muster")
    assert result.code == 0, result.err
    return BeautifulSoup(project.html("pflege/antrag/index.html"), "html.parser").select_one(".dk-prose")


@pytest.mark.parametrize(
    ("kind", "level"), [("sofort", "Sofort:"), ("heute", "Heute:"), ("in-ruhe", "In Ruhe:")]
)
def test_level_is_told_in_words_and_by_a_sign(mini_project: Project, kind: str, level: str) -> None:
    card = build(
        mini_project, f'!!! {kind} "Jemand braucht Hilfe"\n    Rufen Sie an: [[kontakt:notruf]].\n'
    ).div
    assert card["class"] == ["dk-urgency-card", f"dk-urgency-card--{kind}"]
    assert card.p.text == f"{level} Jemand braucht Hilfe"
    assert card.svg
    assert card.select_one(".dk-urgency-card__text a")["href"] == "tel:112"


@pytest.mark.parametrize("title", ["", ' ""'])
def test_card_without_title_says_what_to_do(mini_project: Project, title: str) -> None:
    text = build(mini_project, f"!!! sofort{title}\n    Rufen Sie an.\n")
    assert text.select_one(".dk-urgency-card__title").text == "Sofort: Rufen Sie jetzt an"


def test_card_holds_a_contact_with_its_drawing(mini_project: Project) -> None:
    build(mini_project, '!!! heute "Hilfe"\n    Hier:\n\n    [[kontakt:zentrale]]\n')
    html = mini_project.html("pflege/antrag/index.html")
    text = html[html.index("dk-urgency-card__text") :]
    assert text.index("dk-contact-box--card") < text.index("</main>")
    assert "viewbox" not in html
    assert "\0" not in html


def test_notices_stay_notices(mini_project: Project) -> None:
    text = build(mini_project, '!!! hinweis "Gut zu wissen"\n    Text.\n')
    assert text.div["class"] == ["admonition", "hinweis"]


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("notfall", "Möglich: heute, hinweis, in-ruhe, sofort, wichtig."),
        ("hinweiss", "Meinten Sie „hinweis“?"),
        ("", "Möglich"),
    ],
)
def test_box_there_is_not(mini_project: Project, kind: str, hint: str) -> None:
    mini_project.write(ANTRAG, page("Antrag stellen", f'Text.\n\n!!! {kind} "Titel"\n    Text.\n'))
    result = mini_project.build("muster")
    assert f"content/{ANTRAG}, Zeile 11: Den Kasten „{kind}“ gibt es nicht." in result.err
    assert hint in result.err
