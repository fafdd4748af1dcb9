"""Difficult words: explained where they stand, listed on a page of their own, and what is said about faults."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.plugins.mini_project import Project, page

GLOSSARY = """\
terms:
  Pflegekasse:
    text: Die Pflegeversicherung. Sie gehört zur Krankenkasse & hilft.
    forms: [Pflegekassen]
    page: muster/pflege/index.md
  Ärztliche Verordnung:
    text: Ein Zettel aus der Praxis, auf dem steht, welche Hilfe nötig ist.
  Anderswo:
    text: Ein Wort, das eine andere Microsite erklärt.
    page: nachbar/hilfe.md
"""
FILE = "gemeinsam/glossar.yaml"
ANTRAG = "muster/pflege/antrag.md"


@pytest.fixture
def project(mini_project: Project) -> Project:
    mini_project.write(FILE, GLOSSARY)
    site = mini_project.read("muster/site.yaml").replace("muster.musterstadt", "nachbar.musterstadt")
    mini_project.write("nachbar/site.yaml", site.replace("Muster-Microsite", "Nachbar-Site"))
    mini_project.write("nachbar/hilfe.md", page("Hilfe", slug="hilfe-fuer-alle"))
    return mini_project


def build(project: Project, body: str) -> BeautifulSoup:
    project.write(ANTRAG, page("Antrag stellen", body))
    result = project.build("muster")
    assert result.code == 0, result.err
    return BeautifulSoup(project.html("pflege/antrag/index.html"), "html.parser").select_one(".dk-prose")


def test_word_is_explained_below_its_paragraph(project: Project) -> None:
    text = build(project, "Fragen Sie die [[glossar:Pflegekassen]].\n\nDann warten Sie.\n")
    first, explanation, second = text.find_all(recursive=False)
    assert first.text == "Fragen Sie die Pflegekassen."
    assert explanation["class"] == ["dk-glossary-term"]
    assert explanation.summary.text == "Was heißt „Pflegekasse“?"
    assert "Krankenkasse & hilft" in explanation.text
    assert explanation.a["href"] == "/pflege/"
    assert second.text == "Dann warten Sie."


def test_explanation_needs_no_script_and_follows_the_details(project: Project) -> None:
    explanation = build(project, "Die [[glossar:Pflegekasse]] zahlt.\n").select_one(".dk-glossary-term")
    assert explanation.details.find_next_sibling("p")
    assert not explanation.find(attrs={"onclick": True})


def test_word_is_explained_once_a_page(project: Project) -> None:
    text = build(project, "Die [[glossar:Pflegekasse]].\n\nDie [[glossar:Pflegekassen]].\n")
    assert len(text.select(".dk-glossary-term")) == 1


def test_two_words_of_a_paragraph_keep_their_order(project: Project) -> None:
    text = build(project, "Die [[glossar:Pflegekasse]] will eine [[glossar:Ärztliche Verordnung]].\n")
    assert [summary.text for summary in text.select("summary")] == [
        "Was heißt „Pflegekasse“?",
        "Was heißt „Ärztliche Verordnung“?",
    ]


@pytest.mark.parametrize(
    ("body", "parent"),
    [
        ("1. Die [[glossar:Pflegekasse]] fragen.\n2. Warten.\n{: .schritte }\n", "ol.schritte > li"),
        ("- eins\n- Die [[glossar:Pflegekasse]]\n", "ul > li"),
        ('!!! hinweis "Gut"\n    Die [[glossar:Pflegekasse]] fragen.\n', ".admonition"),
        ('!!! heute "Eilt"\n    Die [[glossar:Pflegekasse]] fragen.\n', ".dk-urgency-card__text"),
        ("Wort\n:   Die [[glossar:Pflegekasse]].\n", "dd"),
    ],
)
def test_explanation_stays_in_its_list_or_box(project: Project, body: str, parent: str) -> None:
    assert build(project, body).select_one(f"{parent} > .dk-glossary-term")


def test_word_in_a_table_is_explained_below_it(project: Project) -> None:
    text = build(project, "Vorher.\n\n| Wer | Was |\n|---|---|\n| Die [[glossar:Pflegekasse]] | zahlt |\n")
    assert text.select_one(".table-scroll + .dk-glossary-term")


def test_page_of_a_neighbour_has_its_real_address(project: Project) -> None:
    link = build(project, "[[glossar:Anderswo]] steht mehr.\n").select_one(".dk-glossary-term a")
    assert link["href"] == "https://nachbar.musterstadt.example/hilfe-fuer-alle/"
    assert link.text == "Mehr dazu: Nachbar-Site"


def test_list_of_all_words(project: Project) -> None:
    text = build(project, "Alle Wörter:\n\n[[glossar]]\n")
    assert [heading.text for heading in text.find_all("h2")] == ["A", "P"]
    assert [term.text for term in text.find_all("dt")] == ["Anderswo", "Ärztliche Verordnung", "Pflegekasse"]
    assert text.select_one("nav a")["href"] == "#buchstabe-a"
    assert text.find(id="pflegekasse")


@pytest.mark.parametrize(
    ("body", "place", "message"),
    [
        ("Text.\n\nDie [[glossar:Pflegkasse]].\n", "Zeile 11", "Meinten Sie „Pflegekasse"),
        ("## Die [[glossar:Pflegekasse]]\n\nText.\n", "Zeile 9", "In einer Überschrift"),
        ("Siehe [[glossar]] hier.\n", "Zeile 9", "Das Glossar steht für sich"),
    ],
)
def test_faults_of_a_page(project: Project, body: str, place: str, message: str) -> None:
    project.write(ANTRAG, page("Antrag stellen", body))
    result = project.build("muster")
    assert f"content/{ANTRAG}, {place}" in result.err
    assert message in result.err


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (
            ("muster/pflege/index.md", "muster/pflege/indx.md"),
            "Zeile 5",
            "Meinten Sie „muster/pflege/index.md“?",
        ),
        (("nachbar/hilfe.md", "nachbr/hilfe.md"), "Zeile 10", "„nachbr/hilfe.md“ gibt es nicht"),
        (("[Pflegekassen]", "[Anderswo]"), "Zeile 8", "„Anderswo“ steht schon bei „Pflegekasse“"),
        (
            ("  Anderswo:\n    text: Ein Wort, das", "  Anderswo:\n    txt: Ein Wort, das"),
            "Zeile 9",
            "Meinten Sie „text“?",
        ),
        (
            ("text: Ein Wort, das eine andere Microsite erklärt.", "text: kurz"),
            "Zeile 9",
            "Der Text ist zu kurz",
        ),
    ],
)
def test_faults_of_the_file(project: Project, change: tuple[str, str], place: str, message: str) -> None:
    project.replace(FILE, *change)
    result = project.build("muster")
    assert f"content/{FILE}, {place}" in result.err
    assert message in result.err
