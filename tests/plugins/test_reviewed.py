"""``invoke reviewed`` and ``invoke approved``: what they find, what they write, what they refuse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plugins.problems import ContentError
from plugins.reviewed import main, note
from tests.plugins.mini_project import Project, page

TODAY = date(2026, 11, 22)
ANTRAG = "content/muster/pflege/antrag.md"


@pytest.fixture
def run(mini_project: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(mini_project.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22.11.2026, 00:00 UTC

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return run


@pytest.mark.parametrize(
    "word",
    [
        ANTRAG,
        "muster/pflege/antrag.md",
        "/pflege/antrag/",
        "https://muster.musterstadt.example/pflege/antrag/",
        "https://muster.musterstadt.example/pflege/antrag",
        "http://muster.localhost:8000/pflege/antrag/?x=1#y",
    ],
)
def test_a_page_by_file_or_address(mini_project: Project, run, word: str) -> None:
    before = mini_project.read("muster/pflege/antrag.md")
    result = run(word, "--by", "Pflegeberatung")
    assert (result.exit_code, result.output) == (
        0,
        f"✓ {ANTRAG}: geprüft am 22. November 2026 von Pflegeberatung\n",
    )
    assert mini_project.read("muster/pflege/antrag.md") == before.replace(
        "2026-10-01\n", "2026-11-22\nreviewed_by: Pflegeberatung\n"
    )
    assert mini_project.build("muster").code == 0


def test_several_pages_and_contacts_at_once(mini_project: Project, run) -> None:
    result = run(ANTRAG, "kontakt:zentrale", "kontakt:notruf", "--by", "Amt 50", "--on", "20.11.2026")
    assert result.exit_code == 0, result.output
    contacts = mini_project.read("gemeinsam/contacts.yaml")
    assert contacts.count("    verified_on: 2026-11-20\n    verified_by: Amt 50\n") == 2
    assert "last_reviewed_on: 2026-11-20" in mini_project.read("muster/pflege/antrag.md")


def test_by_its_other_name(mini_project: Project, run) -> None:
    mini_project.write("muster/pflege/lang.md", page("Lang", slug="kurz"))
    assert run("/pflege/kurz/", "--by", "Amt").output.startswith("✓ content/muster/pflege/lang.md")


def test_an_address_of_several_sites_is_asked_back(mini_project: Project, run) -> None:
    mini_project.write("zwei/site.yaml", "host: zwei.musterstadt.example\n")
    mini_project.write("zwei/kontakt.md", page("Kontakt"))
    result = run("/kontakt/", "--by", "Amt")
    assert "Bitte die Datei nennen: content/muster/kontakt.md, content/zwei/kontakt.md." in result.output
    assert run("https://zwei.musterstadt.example/kontakt/", "--by", "Amt").exit_code == 0


def test_a_shared_page_by_its_address_on_a_site(mini_project: Project, run) -> None:
    mini_project.write("gemeinsam/seiten/impressum.md", page("Impressum"))
    for word in ("/impressum/", "https://muster.musterstadt.example/impressum/"):
        assert run(word, "--by", "Amt").output.startswith("✓ content/gemeinsam/seiten/impressum.md")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["content/muster/pflege/antrg.md"], "Meinten Sie „content/muster/pflege/antrag.md“"),
        (["pflege/antrag.md"], "Meinten Sie „content/muster/pflege/antrag.md“"),
        (["kontakt:zentral"], "Meinten Sie „zentrale“?"),
        (["https://fremd.example/pflege/antrag/"], "Diese Seite gibt es nicht"),
        (["http://[kaputt/"], "Diese Seite gibt es nicht"),
        (["../../../etc/hosts.md"], "Diese Seite gibt es nicht"),
        (["content/gemeinsam/contacts.yaml"], "Diese Seite gibt es nicht"),
        ([ANTRAG, "--on", "2026-11-23"], "liegt in der Zukunft"),
        ([ANTRAG, "--on", "2026-09-30"], "Hier steht schon eine spätere Prüfung, vom 1. Oktober 2026."),
        ([ANTRAG, "--on", "gestern"], "ist kein Tag"),
        ([ANTRAG, "--by", "Frau Muster"], "ist keine Rolle"),
        ([ANTRAG, "--by", "amt@stadt.example"], "ist keine Rolle"),
        ([ANTRAG, "--by", "x"], "3 bis 60 Zeichen"),
        ([ANTRAG, "--approve"], "Diese Seite hat noch niemand geprüft"),
        (["kontakt:zentrale", "--approve"], "Kontakte brauchen keine Freigabe"),
    ],
)
def test_refuses_and_changes_nothing(mini_project: Project, run, arguments: list[str], told: str) -> None:
    before = {path: path.read_bytes() for path in mini_project.root.rglob("*.*") if path.is_file()}
    result = run("content/muster/kontakt.md", "--by", "Amt", *arguments)
    assert (result.exit_code, told in result.output) == (2, True), result.output
    assert result.output.endswith("Nichts geändert.\n")
    assert before == {path: path.read_bytes() for path in mini_project.root.rglob("*.*") if path.is_file()}


def test_approval_is_another_role_and_not_older_than_the_review(mini_project: Project, run) -> None:
    assert run(ANTRAG, "--by", "Pflegeberatung").exit_code == 0
    assert "Freigeben muss eine andere Stelle" in run(ANTRAG, "--by", "pflegeberatung", "--approve").output
    early = run(ANTRAG, "--by", "Amtsleitung", "--approve", "--on", "2026-11-21")
    assert "Eine Freigabe davor zählt nicht" in early.output
    result = run(ANTRAG, "--by", "Amtsleitung", "--approve")
    assert result.output == f"✓ {ANTRAG}: freigegeben am 22. November 2026 von Amtsleitung\n"
    text = mini_project.read("muster/pflege/antrag.md")
    assert "reviewed_by: Pflegeberatung\napproved_on: 2026-11-22\napproved_by: Amtsleitung\n" in text


def test_unreadable_pages_are_told_as_a_build_would(mini_project: Project, run) -> None:
    mini_project.write("muster/kaputt.md", b"---\ntitle: \xff\n---\n")
    mini_project.write("muster/offen.md", "---\ntitle: [offen\n---\nText\n")
    mini_project.write("muster/ohne.md", "Nur Text\n")
    result = run("muster/kaputt.md", "muster/offen.md", "muster/ohne.md", "--by", "Amt")
    assert result.exit_code == 2
    for told in ("UTF-8", "eckige Klammer", "Der Kopf der Seite fehlt"):
        assert told in result.output


def test_links_to_other_places_are_no_pages(mini_project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "fremd.md"
    outside.write_text(page("Fremd"), encoding="utf-8")
    (mini_project.root / "content/muster/verweis.md").symlink_to(outside)
    with pytest.raises(ContentError, match="gibt es nicht"):
        note(("content/muster/verweis.md",), "Amt", TODAY, TODAY, mini_project.root)


def test_rights_and_no_traces(mini_project: Project) -> None:
    path = mini_project.root / ANTRAG
    path.chmod(0o640)
    note((ANTRAG, ANTRAG), "Amt", TODAY, TODAY, mini_project.root)
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in path.parent.iterdir()) == ["antrag.md", "index.md"]
