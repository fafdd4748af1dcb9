"""The portal leads to every microsite by life situation, and says when one is missing."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.plugins.mini_project import SITE, Project, page

FERIEN = SITE.replace("muster.musterstadt", "ferien.musterstadt").replace("Muster-Microsite", "Ferien")
MICROSITES = """\
microsites:
  - site: ferien
    situation: Ihre Kinder haben Ferien
    summary: Angebote für jede Woche und jedes Alter, mit Anmeldung.
    pages:
      Angebote in der Nähe: woche/index.md
"""


@pytest.fixture
def portal(mini_project: Project) -> Project:
    """The mini project, whose microsite is a portal to a second one."""
    mini_project.write("ferien/site.yaml", FERIEN)
    mini_project.write("ferien/index.md", page("Ferien"))
    mini_project.write("ferien/woche/index.md", page("Wochen"))
    mini_project.write("muster/site.yaml", SITE + MICROSITES)
    return mini_project


def test_home_page_leads_to_the_other_sites(portal: Project) -> None:
    assert portal.build("muster").code == 0
    soup = BeautifulSoup(portal.html("index.html"), "html.parser")
    links = [(link.text, link["href"]) for link in soup.select(".dk-microsite-cards a")]
    assert links == [
        ("Ihre Kinder haben Ferien", "https://ferien.musterstadt.example/"),
        ("Angebote in der Nähe", "https://ferien.musterstadt.example/woche/"),
    ]
    assert "Website: Ferien" in soup.select_one(".dk-microsite-cards").text


def test_other_sites_show_no_cards(mini_project: Project) -> None:
    assert mini_project.build("muster").code == 0
    assert "dk-microsite-cards" not in mini_project.html("index.html")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("site: ferien", "site: ferein", "Zeile 20, Feld „microsites.0.site“: Die Microsite „ferein“ gibt es nicht. Meinten Sie „ferien“?"),
        ("site: ferien", "site: muster", "Zeile 20, Feld „microsites.0.site“: Die Microsite „muster“ gibt es nicht."),
        ("woche/index.md", "wochen/index.md", "Die Seite „wochen/index.md“ hat „ferien“ nicht. Meinten Sie „woche/index.md“?"),
        ("Ihre Kinder haben Ferien", "", "Feld „microsites.0.situation“: Das Feld ist leer."),
    ],
)  # fmt: skip
def test_wrong_entry_is_explained(portal: Project, old: str, new: str, message: str) -> None:
    portal.replace("muster/site.yaml", old, new)
    result = portal.build("muster")
    assert result.code == 2
    assert message in result.err


def test_every_microsite_must_be_named(portal: Project) -> None:
    portal.write("vergessen/site.yaml", FERIEN.replace("ferien.", "vergessen."))
    result = portal.build("muster")
    assert result.code == 2
    assert (
        "content/muster/site.yaml, Zeile 19, Feld „microsites“: Im Portal fehlt die Microsite „vergessen“."
        in result.err
    )
