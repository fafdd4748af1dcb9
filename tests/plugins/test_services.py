"""Services outside the site: large links and plain ones, and what an editor is told when a name or address is wrong."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.plugins.mini_project import SITE, Project, page

SERVICES = """\
services:
  termine:
    label: Termin buchen & mehr
    url: https://termine.musterstadt.example/pflege?art=video&ort=mitte
    note: Rund um die Uhr.
  chat:
    label: Chat beginnen
    url: https://beratung.musterstadt.example/chat
"""
SITE_YAML = "muster/site.yaml"


def with_body(project: Project, body: str) -> BeautifulSoup:
    with (
        project.changed(SITE_YAML, SITE + SERVICES),
        project.changed("muster/kontakt.md", page("Kontakt", body)),
    ):
        result = project.build("muster")
        assert result.code == 0, result.err
        prose = BeautifulSoup(project.html("kontakt/index.html"), "html.parser").select_one(".dk-prose")
    assert prose
    return prose


def test_alone_in_a_paragraph_a_service_is_a_large_link_that_names_its_host(built_project: Project) -> None:
    prose = with_body(built_project, "Vorher.\n\n[[dienst:termine]]\n\nNachher.\n")
    (link,) = prose.select(".dk-service-link__link")
    assert link["href"] == "https://termine.musterstadt.example/pflege?art=video&ort=mitte"
    assert link.get_text() == "Termin buchen & mehr Andere Website: termine.musterstadt.example"
    assert not link.find_parent("p")
    note = prose.select_one(".dk-service-link__note")
    assert note and note.text == "Rund um die Uhr."


def test_service_without_note_has_none(built_project: Project) -> None:
    assert not with_body(built_project, "[[dienst:chat]]\n").select(".dk-service-link__note")


def test_inside_a_sentence_a_service_is_a_plain_link(built_project: Project) -> None:
    prose = with_body(built_project, "- Am schnellsten: [[dienst:termine]].\n")
    assert "Am schnellsten: Termin buchen & mehr (führt zu termine.musterstadt.example)." in prose.text
    assert [link["href"] for link in prose.select("a")] == [
        "https://termine.musterstadt.example/pflege?art=video&ort=mitte"
    ]


def test_unknown_service_is_told_with_its_line(built_project: Project) -> None:
    with (
        built_project.changed(SITE_YAML, SITE + SERVICES),
        built_project.changed("muster/kontakt.md", page("Kontakt", "Text.\n\n[[dienst:termin]]\n")),
    ):
        result = built_project.build("muster")
    assert result.code == 2
    assert "content/muster/kontakt.md, Zeile 11: Den Dienst „termin“ gibt es nicht." in result.err
    assert "Meinten Sie „termine“? Möglich: chat, termine." in result.err


def test_service_of_a_site_without_services(built_project: Project) -> None:
    with built_project.changed("muster/kontakt.md", page("Kontakt", "[[dienst:termine]]\n")):
        result = built_project.build("muster")
    assert "Zeile 9: Den Dienst „termine“ gibt es nicht. Es gibt noch keine." in result.err


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://termine.musterstadt.example/", "ist nicht verschlüsselt. Bitte mit https:// beginnen."),
        ("termine.musterstadt.example", "Erlaubt ist eine vollständige Adresse"),
        ("https://termine", "Erlaubt ist eine vollständige Adresse"),
        ("https://", "Erlaubt ist eine vollständige Adresse"),
        ("https://[::1/", "Erlaubt ist eine vollständige Adresse"),
        ("https://wer:was@musterstadt.example/", "Erlaubt ist eine vollständige Adresse"),
        ("https://musterstadt.example/mein termin", "Erlaubt ist eine vollständige Adresse"),
        ("javascript:alert(1)", "Erlaubt ist eine vollständige Adresse"),
    ],
)
def test_address_of_a_service_is_complete_and_encrypted(
    url: str, message: str, built_project: Project
) -> None:
    services = f'services:\n  termine:\n    label: Termin buchen\n    url: "{url}"\n'
    with built_project.changed(SITE_YAML, SITE + services):
        result = built_project.build("muster")
    assert result.code == 2
    line = (SITE + services).splitlines().index(f'    url: "{url}"') + 1
    assert f"content/muster/site.yaml, Zeile {line}, Feld „services.termine.url“" in result.err
    assert message in result.err


def test_misspelt_field_of_a_service(built_project: Project) -> None:
    with built_project.changed(SITE_YAML, SITE + SERVICES.replace("note:", "hinweis:")):
        result = built_project.build("muster")
    assert "Feld „services.termine.hinweis“: Dieses Feld gibt es nicht." in result.err
    assert "label, note, url" in result.err
