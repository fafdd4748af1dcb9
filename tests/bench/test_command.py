"""The command line of the benchmark: what it prints, writes and ends with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from audit.errors import ProbeError
from bench import __main__ as command
from bench.audit import result
from bench.corpus import Corpus

LOCK = Path(command.__file__).parent / "package-lock.json"
CORPUS = Corpus(Path("site"), ("/",), {})
TIMES = {"ours": [100.0], "ours_warm": [4.0], "axe_cli": [550.0], "pa11y_ci": [1200.0],
         "command_full_audit": [410.0], "command_full_audit_warm": [3000.0]}  # fmt: skip
EXTRA = {
    "machine": {"cores": 2, "memory_gib": 24.0, "processor": "Prozessor", "load": 0.1},
    "versions": {"axe-core": "4.14.1"},
}


def _run(monkeypatch: pytest.MonkeyPatch, different: list[dict[str, str]], *arguments: str) -> Any:
    monkeypatch.setattr(
        command.audit_bench, "run", lambda *_: result(TIMES, different, CORPUS) | EXTRA, raising=True
    )
    return CliRunner().invoke(command.main, ["audit", *arguments])


def test_prints_what_is_met_and_what_is_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ended = _run(monkeypatch, [], "--json", str(tmp_path / "figures.json"))
    assert ended.exit_code == 0
    assert "✗ nicht erreicht: 5.5-mal so schnell wie axe CLI (verlangt: mindestens 6)" in ended.output
    assert "✓ 12.0-mal so schnell wie pa11y-ci (verlangt: mindestens 10)" in ended.output
    assert "✓ alle Prüfungen dauern 4.1-mal so lange wie axe allein (verlangt: höchstens 5)" in ended.output
    assert "✗ nicht erreicht: alle Prüfungen, nichts geändert: 3.0 s (verlangt: höchstens 2)" in ended.output
    assert "✗ nicht erreicht: alle Prüfungen, 1.000 Seiten: 6.8 Minuten (hochgerechnet)" in ended.output
    assert "✓ dieselben Befunde wie axe CLI" in ended.output
    written = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert set(written["ms_per_page"]) == {"ours", "axe_cli", "pa11y_ci", "ours_warm"}
    assert written["same_violations"] is True


def test_other_violations_end_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = _run(monkeypatch, [{"page": "/", "rule": "label", "target": "input", "only": "ours"}])
    assert ended.exit_code == 1
    assert "✗ andere Befunde als axe CLI (1 Unterschiede)" in ended.output


def test_what_cannot_be_measured_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ProbeError("npm fehlt. Bitte Node.js mit npm installieren.")

    monkeypatch.setattr(command.audit_bench, "run", fail)
    ended = CliRunner().invoke(command.main, ["audit"])
    assert ended.exit_code == 3
    assert "Nicht gemessen: npm fehlt. Bitte Node.js mit npm installieren." in ended.output


def test_peers_are_locked_by_hash_without_addresses() -> None:
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    locked = {name: package for name, package in packages.items() if name}
    assert all("integrity" in package and "resolved" not in package for package in locked.values())
    assert {"node_modules/@axe-core/cli", "node_modules/pa11y-ci"} <= set(locked)
