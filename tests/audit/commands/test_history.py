"""``dreiklick history`` and the recording by audits, as a user calls them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from audit.__main__ import main
from audit.history.store import History
from tests.audit.past_runs import run, seen


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with History(tmp_path / "history/dreiklick.sqlite", date(2026, 3, 9)) as history:
        history.record(run(0, [seen("r", "/")]))
        history.record(run(1, [seen("s", "/", owner="Jugend")]))
        history.record(run(1, site="ferien", partial=True))
    return tmp_path


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["history", *arguments])
    return ended.value.code


def test_shows_runs_and_what_changed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run() == 0
    said = capsys.readouterr().out
    assert "senioren" in said
    assert "ferien" in said
    assert "Neu (1):\n- /: Etwas an / ist falsch" in said
    assert "[r] (behoben)" in said


def test_since_and_site_choose_runs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("senioren", "--since", "03.03.2026") == 0
    said = capsys.readouterr().out
    assert "03.03.2026 07:00" in said
    assert "02.03.2026" not in said
    assert _run("senioren", "--since", "2027-01-01") == 0
    assert "kein Lauf" in capsys.readouterr().out


def test_owner_chooses_changes_and_lights(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("senioren", "--owner", "Pflege") == 0
    said = capsys.readouterr().out
    assert "Zuständigkeit Pflege" in said
    assert "[r] (behoben)" in said
    assert "Neu" not in said


def test_json_has_every_change(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--json", "-") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == 1
    assert [item["changes"]["closed"] != [] for item in data["sites"]["senioren"]] == [False, True]
    assert _run("--json", "verlauf.json") == 0
    assert json.loads((project / "verlauf.json").read_text(encoding="utf-8")) == data


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["seniorn"], "Meinten Sie „senioren“?"),
        (["--since", "gestern"], "--since 2026-10-01"),
        (["--owner", "Pfleg"], "Meinten Sie „Pflege“?"),
        (["--json", "gibt/es/nicht.json"], "Gibt es den Ordner?"),
    ],
)
def test_wrong_use_ends_with_2(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert _run(*arguments) == 2
    assert said in capsys.readouterr().err


def test_without_history_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run() == 2
    assert "Er entsteht mit der nächsten Prüfung" in capsys.readouterr().err
    assert not (tmp_path / "history").exists()


def test_damaged_history_is_mended_and_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "history/dreiklick.sqlite").write_bytes(b"x" * 5000)
    assert _run("senioren") == 0
    said = capsys.readouterr()
    assert "war beschädigt" in said.err
    assert "[r] (behoben)" in said.out


def test_audit_of_a_folder_that_is_no_microsite_keeps_no_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seiten").mkdir()
    (tmp_path / "seiten/index.html").write_text("<title>x</title>", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["seiten", "--no-browser", "--only", "broken-link", "--format", "json"])
    assert not (tmp_path / "history").exists()
