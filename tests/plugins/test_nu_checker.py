"""The Nu checker's errors with file and line; what is missing is said before it runs."""

from __future__ import annotations

import shutil

import pytest

from plugins import nu_checker
from plugins.nu_checker import main
from tests.plugins.mini_project import Project

needs_java = pytest.mark.skipif(not shutil.which("java"), reason="the Nu checker is a Java program")


@needs_java
def test_built_pages_have_no_error(built_project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], built_project.root) == 0
    assert capsys.readouterr().out.startswith("✓ ")


@needs_java
def test_error_is_told_with_file_and_line(mini_project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    output = mini_project.root / "output" / "muster"
    output.mkdir(parents=True)
    html = '<!DOCTYPE html>\n<html lang="de">\n<title>T</title>\n<p id="a">\n<p id="a">\n</html>\n'
    (output / "falsch.html").write_text(html, encoding="utf-8")
    assert main(["muster"], mini_project.root) == 1
    out = capsys.readouterr().out
    assert "falsch.html, Zeile 5: Duplicate ID “a”." in out
    assert "✗ 1 Dateien geprüft, 1 Fehler" in out


def test_checker_that_fails_is_no_success(
    built_project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    false = shutil.which("false")
    monkeypatch.setattr(nu_checker.shutil, "which", lambda _: false)
    assert main([], built_project.root) == 4
    assert "abgebrochen: Ende mit 1" in capsys.readouterr().err


def test_missing_java_is_said(
    built_project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(nu_checker.shutil, "which", lambda _: None)
    assert main([], built_project.root) == 2
    assert "sudo apt install default-jre-headless" in capsys.readouterr().err


def test_unknown_and_unbuilt_sites(mini_project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mustr"], mini_project.root) == 2
    assert "Meinten Sie „muster“?" in capsys.readouterr().err
    assert main(["muster"], mini_project.root) == 2
    assert "„muster“ ist nicht gebaut. Bitte zuerst: invoke build" in capsys.readouterr().err
