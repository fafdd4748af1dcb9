"""Pages that wait for their approval: marked in the preview, left out of what is published, and nothing breaks by it."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.build import main
from plugins.content_schema import PageMeta
from plugins.four_eyes import why_not_approved
from tests.plugins.mini_project import SITE, Project, page

APPROVED = {"reviewed_by": "Pflegeberatung", "approved_by": "Amtsleitung", "approved_on": "2026-10-02"}
TODAY = date(2026, 11, 22)


def meta(**fields: object) -> PageMeta:
    required = {
        "title": "Titel",
        "summary": "Worum es auf dieser Seite geht.",
        "contact": "zentrale",
        "owner": "redaktion",
        "last_reviewed_on": date(2026, 10, 1),
        "review_in": "6 Monate",
    }
    return PageMeta(**{**required, **fields})


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "es fehlt, wer geprüft hat (reviewed_by)"),
        ({"reviewed_by": "Amt"}, "es fehlt die Freigabe (approved_by und approved_on)"),
        (
            {"reviewed_by": "Amt", "approved_by": "Leitung"},
            "es fehlt die Freigabe (approved_by und approved_on)",
        ),
        (
            {"reviewed_by": "Amt", "approved_by": " amt", "approved_on": date(2026, 10, 1)},
            "geprüft und freigegeben hat dieselbe Stelle (amt)",
        ),
        (
            {"reviewed_by": "Amt", "approved_by": "Leitung", "approved_on": date(2026, 9, 30)},
            "die Freigabe (30. September 2026) ist älter als die letzte Prüfung (1. Oktober 2026)",
        ),
        (
            {"reviewed_by": "Amt", "approved_by": "Leitung", "approved_on": date(2026, 11, 23)},
            "die Freigabe liegt in der Zukunft (23. November 2026)",
        ),
        ({"reviewed_by": "Amt", "approved_by": "Leitung", "approved_on": date(2026, 10, 1)}, ""),
        ({"reviewed_by": "Amt", "approved_by": "Leitung", "approved_on": TODAY}, ""),
    ],
)
def test_says_what_is_missing(fields: dict, why: str) -> None:
    assert why_not_approved(meta(**fields), TODAY) == why


@pytest.fixture
def project(mini_project: Project) -> Project:
    """The section „pflege“ needs four eyes; its overview waits, its other page is approved."""
    mini_project.write("muster/site.yaml", f"{SITE}clock: 2026-11-22\nfour_eyes: [pflege]\n")
    mini_project.write("muster/pflege/antrag.md", page("Antrag stellen", **APPROVED))
    body = "Mehr zur [**Pflege** zu Hause](pflege/index.md#wie) und zum [Antrag](pflege/antrag.md).\n"
    mini_project.write("muster/kontakt.md", page("Kontakt", body, situations="[pflege]"))
    return mini_project


def test_what_waits_is_left_out_with_a_notice(project: Project) -> None:
    result = project.build("muster")
    assert result.code == 0, result.err
    assert "1 Seite wartet auf Freigabe, nicht veröffentlicht:" in result.out
    assert (
        "content/muster/pflege/index.md, Zeile 6: Die Seite wartet auf Freigabe: es fehlt, wer geprüft"
        in result.out
    )
    published = project.published()
    assert "pflege/antrag/index.html" in published
    assert "pflege/index.html" not in published


def test_nothing_leads_to_what_waits(project: Project) -> None:
    assert project.build("muster").code == 0
    for name, content in project.published().items():
        if name.endswith((".html", ".xml", ".json")) or name == "manifest":
            assert b'"/pflege/"' not in content and b"example/pflege/<" not in content, name
    html = project.html("kontakt/index.html")
    assert "Mehr zur <strong>Pflege</strong> zu Hause und zum <a" in html.replace("\xa0", " ")


def test_the_preview_shows_it_marked(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--preview", "muster"], project.root) == 0
    assert "nur in der Vorschau (vor dem Veröffentlichen: invoke build)" in capsys.readouterr().out
    assert "noch nicht freigegeben: es fehlt, wer geprüft hat" in project.html("pflege/index.html")
    assert "noch nicht freigegeben" not in project.html("pflege/antrag/index.html")
    waiting = {entry["url"]: entry["waits"] for entry in project.manifest()["pages"] if entry["waits"]}
    assert list(waiting) == ["/pflege/"]
    assert main(["muster"], project.root) == 0
    assert "pflege/index.html" not in project.published()


def test_an_approval_brings_it_back_and_a_new_review_takes_it_away(project: Project) -> None:
    project.write("muster/pflege/index.md", page("Pflege zu Hause", **APPROVED))
    assert "wartet" not in project.build("muster").out
    assert "pflege/index.html" in project.published()
    project.replace("muster/pflege/index.md", "last_reviewed_on: 2026-10-01", "last_reviewed_on: 2026-10-03")
    assert "ist älter als die letzte Prüfung" in project.build("muster").out
    assert "pflege/index.html" not in project.published()


def test_versions_in_other_languages_do_not_name_it(project: Project) -> None:
    project.write("muster/leichte-sprache/index.md", page("Leicht"))
    project.write(
        "muster/leichte-sprache/pflege.md", page("Pflege leicht", everyday_language="../pflege/index.md")
    )
    project.write(
        "muster/pflege/index.md", page("Pflege zu Hause", easy_language="../leichte-sprache/pflege.md")
    )
    result = project.build("muster")
    assert result.code == 0, result.err


def test_a_home_page_that_waits_stops_the_build_and_says_why(project: Project) -> None:
    project.replace("muster/site.yaml", "four_eyes: [pflege]", "four_eyes: [/]")
    result = project.build("muster")
    assert result.code == 2
    assert "Die Startseite fehlt" in result.err
    assert (
        "content/muster/index.md, Zeile 6: Diese Seite fehlt, weil sie auf Freigabe wartet: es fehlt, wer"
        in result.err
    )
    assert "invoke approved DATEI --by STELLE" in result.err


def test_roles_in_front_matter_are_no_persons(project: Project) -> None:
    project.write("muster/pflege/antrag.md", page("Antrag", reviewed_by="Herr Muster"))
    assert "Feld „reviewed_by“: „Herr Muster“ ist keine Rolle." in project.build("muster").err
