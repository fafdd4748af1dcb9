"""Files to download: what a page says about them, and what is said about faults."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.plugins.mini_project import Project, page

DOCUMENTS = """\
documents:
  liste.pdf:
    title: Liste für den Antrag
    twin: pflege/antrag.md
"""
FILE = "muster/dokumente.yaml"
ANTRAG, OTHER = "muster/pflege/antrag.md", "muster/kontakt.md"
BODY = "Zum Mitnehmen:\n\n[[dokument:liste.pdf]]\n"


@pytest.fixture
def project(mini_project: Project) -> Project:
    mini_project.write(FILE, DOCUMENTS)
    mini_project.write("muster/dokumente/liste.pdf", b"%PDF" + b"x" * 41_500)
    return mini_project


def shown(project: Project, path: str) -> BeautifulSoup:
    result = project.build("muster")
    assert result.code == 0, result.err
    return BeautifulSoup(project.html(path), "html.parser").select_one(".dk-download")


def test_download_says_what_it_is_and_where_its_twin_is(project: Project) -> None:
    project.write(OTHER, page("Kontakt", BODY))
    box = shown(project, "kontakt/index.html")
    link = box.find("a")
    assert link.text == "Liste für den Antrag (PDF, 42\N{NO-BREAK SPACE}kB, Deutsch)"
    assert (link["href"], link["hreflang"]) == ("/dokumente/liste.pdf", "de")
    assert box.find_all("a")[1]["href"] == "/pflege/antrag/"
    assert (project.root / "output/muster/dokumente/liste.pdf").is_file()


def test_twin_does_not_link_to_itself(project: Project) -> None:
    project.write(ANTRAG, page("Antrag stellen", BODY))
    box = shown(project, "pflege/antrag/index.html")
    assert len(box.find_all("a")) == 1
    assert "derselbe wie auf dieser Seite" in box.text


def test_description_is_not_published(project: Project) -> None:
    shown(project, "index.html")
    assert not list((project.root / "output/muster").rglob("dokumente.yaml"))


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (
            ("liste.pdf", "listen.pdf"),
            f"{FILE}, Zeile 2",
            "Die Datei „dokumente/listen.pdf“ fehlt. Meinten Sie „liste.pdf“?",
        ),
        (("antrag.md", "antrg.md"), f"{FILE}, Zeile 4", "Meinten Sie „pflege/antrag.md“?"),
        (("liste.pdf", "Meine Liste.pdf"), f"{FILE}, Zeile 2", "Erlaubt sind Namen wie"),
        (("liste.pdf", "liste.exe"), f"{FILE}, Zeile 2", "Erlaubt sind Namen wie"),
        (("    twin: pflege/antrag.md\n", ""), f"{FILE}, Zeile 2", "Dieses Feld fehlt"),
    ],
)
def test_faults_of_the_file(project: Project, change: tuple[str, str], place: str, message: str) -> None:
    project.replace(FILE, *change)
    result = project.build("muster")
    assert f"content/{place}" in result.err
    assert message in result.err


def test_file_that_nobody_described(project: Project) -> None:
    project.write("muster/dokumente/alt.pdf", b"%PDF")
    result = project.build("muster")
    assert "content/muster/dokumente/alt.pdf: Niemand weiß, was diese Datei ist." in result.err


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "Text.\n\n[[dokument:list.pdf]]\n",
            "Zeile 11: Das Dokument „list.pdf“ steht nicht in content/muster/dokumente.yaml. Meinten Sie",
        ),
        ("Hier [[dokument:liste.pdf]] bitte.\n", "Zeile 9: Ein Dokument steht für sich"),
        (
            "Hier ist [die Liste](../dokumente/liste.pdf).\n",
            "Zeile 9: Dieser Link sagt nichts über Format und Größe",
        ),
        (
            "Hier ist [die Liste](/dokumente/liste.pdf).\n",
            "Zeile 9: Dieser Link sagt nichts über Format und Größe",
        ),
    ],
)
def test_faults_of_a_page(project: Project, body: str, message: str) -> None:
    project.write(ANTRAG, page("Antrag stellen", body))
    result = project.build("muster")
    assert message in result.err
