"""The command line: what it accepts, what it says, how it ends."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from audit.__main__ import main
from audit.reports import FORMATS

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small built site in the working directory, with one broken link."""
    site = tmp_path / "seiten"
    (site / "a").mkdir(parents=True)
    html = '<!doctype html><html lang="de"><head><title>{0}</title></head><body><main><h1>{0}</h1>{1}</main></body></html>'
    (site / "index.html").write_text(html.format("Start", '<a href="/a/">A</a>'), encoding="utf-8")
    (site / "a/index.html").write_text(html.format("A", '<a href="/weg/">Weg</a>'), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return ended.value.code


def test_finding_ends_with_1_and_all_reports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("seiten", "--no-browser") == 1
    names = {path.name for path in (folder / "reports/seiten").iterdir()}
    assert names == {format_.file_name for format_ in FORMATS.values()}
    assert (folder / "reports/index.html").is_file()
    said = capsys.readouterr().out
    assert "seiten/a/index.html" in said
    assert "Bericht ansehen: file://" in said


def test_threshold_decides_the_exit_code(folder: Path) -> None:
    (folder / "pelicanconf.py").write_text('AUDIT = {"threshold": "critical"}', encoding="utf-8")
    assert _run("seiten", "--no-browser") == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["seiten", "--no-browser", "--family", "privacy"], 0),
        (["seiten", "--no-browser", "--only", "broken-anchor"], 0),
        (["seiten", "--no-browser", "--ignore", "broken-link"], 0),
        (["seiten", "--no-browser", "--ignore", "broken-anchor,orphan-page"], 1),
    ],
)
def test_selection_decides_what_counts(folder: Path, arguments: list[str], code: int) -> None:
    assert _run(*arguments) == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["seitn"], "keine Microsite, kein Ordner und keine Adresse"),
        ([], "Bitte TARGET angeben"),
        (["seiten", "--only", "brokn-link"], "Meinten Sie „broken-link“?"),
        (["seiten", "--only", "axe/image-allt"], "Meinten Sie „axe/image-alt“?"),
        (["seiten", "--family", "barrierefreiheit"], "Möglich: accessibility"),
        (["seiten", "--format", "pdf"], "Möglich: html"),
        (["seiten", "--site", "gibtsnicht"], "gibt es nicht"),
        (["--urls", "fehlt.txt"], "nicht lesbar"),
        (["seiten", "--jobs", "0"], "--jobs"),
        (["seiten", "--gibtsnicht"], "--gibtsnicht"),
        (["http://"], "keine vollständige Adresse"),
    ],
)
def test_wrong_use_ends_with_2_and_says_why(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert _run(*arguments) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "reports").exists()


def test_list_of_pages_is_checked_line_by_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "liste.txt").write_text("# Kopf\n\nhttps://www.example.org/\nkeine-adresse\n", encoding="utf-8")
    assert _run("--urls", "liste.txt") == 2
    assert "liste.txt, Zeile 4" in capsys.readouterr().err


def test_help_teaches_with_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--help") == 0
    said = capsys.readouterr().out
    for words in ("TARGET", "--no-browser", "Rückgabewerte", "3  Prüfung unvollständig", "dreiklick sla"):
        assert words in said


def test_print_config_shows_what_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pelicanconf.py").write_text('AUDIT = {"max_clicks": 4}', encoding="utf-8")
    assert _run("--print-config") == 0
    assert "max_clicks = 4" in capsys.readouterr().out


def test_bug_ends_with_4_and_is_told_as_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("audit.run.audit", lambda *arguments: 1 / 0)
    assert _run("seiten") == 4
    assert "Fehler im Programm" in capsys.readouterr().err


def test_folder_without_pages_is_incomplete(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "leer").mkdir()
    assert _run("leer") == 3
    assert "keine HTML-Seite" in capsys.readouterr().err


def test_unknown_network_is_incomplete(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("http://127.0.0.1:9/", "--no-browser") == 3
    assert "nicht zu erreichen" in capsys.readouterr().err


def test_same_input_gives_the_same_bytes(folder: Path) -> None:
    texts = []
    for seed in ("1", "2"):
        environment = {
            **os.environ,
            "SOURCE_DATE_EPOCH": "1790000000",
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "audit", "seiten", "--no-browser", "--out", f"out{seed}"]
        assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 1
        texts.append({path.name: path.read_bytes() for path in (folder / f"out{seed}" / "seiten").iterdir()})
    assert texts[0] == texts[1]


def test_report_json_keeps_the_contract(folder: Path) -> None:
    _run("seiten", "--no-browser", "--format", "json")
    report = json.loads((folder / "reports/seiten/report.json").read_text(encoding="utf-8"))
    assert report["schema"] == 1
    assert {"tool", "subject", "started", "coverage", "rules", "findings", "summary"} <= set(report)
    finding = report["findings"][0]
    contract = {
        "rule",
        "outcome",
        "page",
        "target",
        "impact",
        "message",
        "remedy",
        "criteria",
        "location",
        "evidence",
    }
    assert contract | {"key", "accepted"} <= set(finding)
    assert set(finding["location"]) == {"file", "line"}


def test_who_ends_the_process_ends_it_in_order(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as hangs:  # takes the request and never answers
        address = f"http://127.0.0.1:{hangs.getsockname()[1]}/"
        command = [sys.executable, "-m", "audit", address, "--no-browser"]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as running:
            hangs.accept()
            running.terminate()
            assert running.communicate(timeout=30)[1].strip() == "Abgebrochen."
    assert running.returncode == 130
