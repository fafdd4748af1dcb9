"""The command ``check``: real builds and audits of a small site, without a browser but for one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from audit import manifest as manifests
from audit.__main__ import main
from audit.commands.check import _pages_of
from audit.probes import browser
from bench import markdown_site

PAGE = "content/bench/hausnotruf/kosten/index.md"


@pytest.fixture(scope="module")
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    markdown_site.make(folder, 20)
    return folder


@pytest.fixture
def project(shared_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    markdown_site.make(shared_project, 20)  # as it was; what was built stays
    monkeypatch.chdir(shared_project)
    return shared_project


def _check(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["check", *arguments])
    return ended.value.code


def _add(project: Path, text: str, page: str = PAGE) -> int:
    """Put ``text`` at the end of the page; the line it stands in."""
    file = project / page
    old = file.read_text(encoding="utf-8")
    file.write_text(f"{old}\n{text}\n", encoding="utf-8")
    return old.count("\n") + 2


def test_tells_what_concerns_the_file_and_nothing_else(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = _add(project, "[Formular](gibt-es-nicht.md)")
    _add(project, "[Formular](fehlt-auch.md)", "content/bench/hausnotruf/index.md")
    assert _check("--no-browser", PAGE) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{PAGE}:{line}: failed: Der Verweis „Formular“ führt ins Leere")
    assert first.endswith("[broken-link]")
    assert last == f"✗ {PAGE}: Rot, handeln; 1 Befund; 1 Klick von der Startseite"


@pytest.mark.browser
def test_the_browser_looks_at_the_page_of_the_file_only(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    measure = browser.Session.measure

    def spy(session: browser.Session, url: str, *more: Any) -> Any:
        opened.append(urlsplit(url).path)
        return measure(session, url, *more)

    monkeypatch.setattr(browser.Session, "measure", spy)
    _add(project, '<img src="/bilder/haus.svg">')
    assert _check(PAGE) == 1
    assert "failed: Das Element besitzt kein alt-Attribut." in capsys.readouterr().out
    assert opened == ["/hausnotruf/kosten/"]
    assert _check(PAGE) == 1
    assert opened == ["/hausnotruf/kosten/"], "nothing unchanged is looked at twice"


def test_settings_and_the_statement_ask_for_all_pages(project: Path) -> None:
    assert _check("--no-browser", PAGE) == 0
    manifest = manifests.read(project / "build/bench/manifest.json")
    assert _pages_of([PAGE], manifest) == {"/hausnotruf/kosten/"}
    assert _pages_of([PAGE, "content/bench/site.yaml"], manifest) is None
    statement = manifest.pages[manifest.legal.statement_url].file
    assert statement.endswith(".yaml") or _pages_of([statement], manifest) is None


def test_without_browser_nothing_is_green(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check("--no-browser", PAGE, "content/bench/site.yaml", "content/gemeinsam/contacts.yaml") == 0
    said = capsys.readouterr().out
    assert f"? {PAGE}: Grau, nicht geprüft; 1 Klick von der Startseite" in said
    assert "? content/gemeinsam/contacts.yaml (bench): Grau, nicht geprüft" in said


def test_build_error_is_told_with_file_and_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / PAGE
    file.write_text(file.read_text(encoding="utf-8").replace("owner: ", "owner: x", 1), encoding="utf-8")
    assert _check("--no-browser", PAGE) == 2
    assert f"{PAGE}, Zeile 5, Feld „owner“" in capsys.readouterr().out
    assert _check("--no-browser", "--format", "json", PAGE) == 2
    data = json.loads(capsys.readouterr().out)
    assert (data["built"], data["asked"]) == (False, [PAGE])


def test_page_that_waits_for_approval_is_told_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = project / "content/bench/site.yaml"
    with settings.open("a", encoding="utf-8") as file:
        file.write("four_eyes: [kosten]\n")
    page = project / "content/bench/kosten/neu.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(
        (project / PAGE).read_text(encoding="utf-8").replace('title: "', 'title: "Neu ', 1), "utf-8"
    )
    code = _check("--no-browser", "content/bench/kosten/neu.md")
    said = capsys.readouterr().out
    assert "wartet auf Freigabe" in said, (code, said)


def test_data_has_the_findings_of_the_report(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = _add(project, "Rufen Sie an: 030 23125 999.")
    assert _check("--no-browser", "--format", "json", PAGE) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert (file["file"], file["page"], file["light"]) == (PAGE, "/hausnotruf/kosten/", "red")
    (finding,) = file["findings"]
    assert (finding["rule"], finding["location"]) == ("loose-contact", {"file": PAGE, "line": line})


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("content/bench/fehlt.md", "content/bench/fehlt.md gibt es nicht."),
        ("content/bench/hausnotruf", "content/bench/hausnotruf ist ein Ordner."),
        ("pelicanconf.py", "pelicanconf.py gehört zu keiner Microsite."),
        ("/etc/passwd", "/etc/passwd gehört zu keiner Microsite."),
        ("content/bench/../../pelicanconf.py", "gehört zu keiner Microsite."),
    ],
)
def test_wrong_files_are_told_in_one_sentence(
    project: Path, capsys: pytest.CaptureFixture[str], file: str, sentence: str
) -> None:
    assert _check(file) == 2
    assert sentence in capsys.readouterr().err
