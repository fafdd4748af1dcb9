"""Twins in Leichte Sprache: found in both directions, refused when they do not name each other."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from bs4 import BeautifulSoup, Tag

from tests.plugins.mini_project import Project, new_project, page

ANTRAG, EASY = "muster/pflege/antrag.md", "muster/leichte-sprache/antrag.md"
TO_EASY, TO_EVERYDAY = "../leichte-sprache/antrag.md", "../pflege/antrag.md"


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The mini project with a page that has a twin, and a home page in Leichte Sprache."""
    project = new_project(tmp_path_factory.mktemp("twins"))
    project.write(ANTRAG, page("Antrag stellen", easy_language=TO_EASY))
    project.write(EASY, page("Den Antrag stellen", everyday_language=TO_EVERYDAY))
    checked = page("Leichte Sprache", checked_by="Prüf-Gruppe Nord", checked_on="2026-10-02")
    project.write("muster/leichte-sprache/index.md", checked)
    result = project.build("muster")
    assert result.code == 0, result.err
    return project


def soup_of(project: Project, name: str) -> BeautifulSoup:
    return BeautifulSoup(project.html(name), "html.parser")


def link_of(soup: BeautifulSoup) -> Tag | None:
    return soup.select_one(".dk-easy-language-link a")


@pytest.mark.parametrize(
    ("name", "href", "text"),
    [
        ("pflege/antrag/index.html", "/leichte-sprache/antrag/", "Leichte Sprache: Den Antrag stellen"),
        ("leichte-sprache/antrag/index.html", "/pflege/antrag/", "Alltags-Sprache: Antrag stellen"),
        ("index.html", "/leichte-sprache/", "Leichte Sprache"),  # without a word in the front matter
        ("leichte-sprache/index.html", "/", "Alltags-Sprache: Startseite"),
    ],
)
def test_link_leads_to_the_twin(name: str, href: str, text: str, twins: Project) -> None:
    link = link_of(soup_of(twins, name))
    assert link and link["href"] == href
    assert text in link.text


def test_page_without_twin_has_no_link(twins: Project) -> None:
    assert link_of(soup_of(twins, "kontakt/index.html")) is None


def test_only_pages_in_leichte_sprache_look_like_it(twins: Project) -> None:
    easy, everyday = (soup_of(twins, name).body for name in ("leichte-sprache/index.html", "index.html"))
    assert easy and "easy-language" in easy["class"]
    assert everyday and "easy-language" not in everyday["class"]


def test_readers_who_checked_are_named(twins: Project) -> None:
    checked = soup_of(twins, "leichte-sprache/index.html").select_one(".dk-reader-check")
    assert checked and "Prüf-Gruppe Nord" in checked.text
    assert checked.time and checked.time["datetime"] == "2026-10-02"


def test_unchecked_text_says_so(twins: Project) -> None:
    unchecked = soup_of(twins, "leichte-sprache/antrag/index.html").select_one(".dk-reader-check")
    assert unchecked and "Eine Prüf-Gruppe muss den Text noch lesen." in unchecked.text
    assert soup_of(twins, "pflege/antrag/index.html").select_one(".dk-reader-check") is None


#: name: (pages, what is printed)
FAULTS: dict[str, tuple[dict[str, str], str]] = {
    "unknown twin": (
        {ANTRAG: page("Antrag", easy_language="../leichte-sprache/antraege.md"), EASY: page("Leicht")},
        f"content/{ANTRAG}, Zeile 8, Feld „easy_language“: „../leichte-sprache/antraege.md“ gibt es nicht. "
        f"Meinten Sie „{TO_EASY}“?",
    ),
    "twin names nobody": (
        {ANTRAG: page("Antrag", easy_language=TO_EASY), EASY: page("Leicht")},
        f"content/{ANTRAG}, Zeile 8, Feld „easy_language“: „{TO_EASY}“ nennt diese Seite nicht. "
        f"Bitte dort eintragen: everyday_language: {TO_EVERYDAY}",
    ),
    "page does not name its twin": (
        {ANTRAG: page("Antrag"), EASY: page("Leicht", everyday_language=TO_EVERYDAY)},
        f"content/{EASY}, Zeile 8, Feld „everyday_language“: „{TO_EVERYDAY}“ nennt diese Seite nicht. "
        f"Bitte dort eintragen: easy_language: {TO_EASY}",
    ),
    "twin belongs to another page": (
        {
            ANTRAG: page("Antrag", easy_language=TO_EASY),
            "muster/kontakt.md": page("Kontakt", easy_language="leichte-sprache/antrag.md"),
            EASY: page("Leicht", everyday_language=TO_EVERYDAY),
        },
        "content/muster/kontakt.md, Zeile 8, Feld „easy_language“: „leichte-sprache/antrag.md“ gehört schon zu pflege/antrag.md.",
    ),
    "home page in Leichte Sprache belongs to the home page": (
        {
            ANTRAG: page("Antrag", easy_language="../leichte-sprache/index.md"),
            "muster/leichte-sprache/index.md": page("Leichte Sprache"),
        },
        "„../leichte-sprache/index.md“ gehört schon zu index.md.",
    ),
    "twin in everyday language": (
        {ANTRAG: page("Antrag", easy_language="../kontakt.md")},
        "„../kontakt.md“ ist auch eine Seite in Alltagssprache. Leichte Sprache liegt im Ordner leichte-sprache/.",
    ),
    "wrong field on a page in Leichte Sprache": (
        {EASY: page("Leicht", easy_language=TO_EVERYDAY)},
        f"content/{EASY}, Zeile 8, Feld „easy_language“: Auf Seiten in Leichter Sprache heißt dieses Feld everyday_language.",
    ),
    "wrong field on a page in everyday language": (
        {ANTRAG: page("Antrag", everyday_language=TO_EASY)},
        "Auf Seiten in Alltagssprache heißt dieses Feld easy_language.",
    ),
    "readers without a day": (
        {EASY: page("Leicht", checked_by="Prüf-Gruppe Nord")},
        f"content/{EASY}, Zeile 8, Feld „checked_by“: Zur Prüfung gehören zwei Felder. Bitte checked_on ergänzen.",
    ),
    "day without readers": (
        {EASY: page("Leicht", checked_on="2026-10-01")},
        "Feld „checked_on“: Zur Prüfung gehören zwei Felder. Bitte checked_by ergänzen.",
    ),
    "readers of a page in everyday language": (
        {ANTRAG: page("Antrag", checked_by="Prüf-Gruppe Nord", checked_on="2026-10-01")},
        "Feld „checked_by“: Dieses Feld gibt es nur auf Seiten in Leichter Sprache (Ordner leichte-sprache/).",
    ),
    "checked tomorrow": (
        {
            EASY: page("Leicht", checked_by="Prüf-Gruppe Nord", checked_on="2026-10-02"),
            "muster/site.yaml": "clock: 2026-10-01\n",
        },
        f"content/{EASY}, Zeile 9, Feld „checked_on“: Der Tag liegt in der Zukunft (heute: 1. Oktober 2026).",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_told_in_one_sentence(name: str, built_project: Project) -> None:
    files, message = FAULTS[name]
    with ExitStack() as stack:
        for file, content in files.items():
            if file.endswith(".yaml"):
                content = built_project.read(file) + content
            stack.enter_context(built_project.changed(file, content))
        result = built_project.build("muster")
    assert result.code == 2
    assert message in result.err
    assert ", 1 Fehler" in result.err
