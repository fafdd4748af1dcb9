"""The command line of the benchmarks: what it prints, writes and ends with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from audit.errors import DataError, ProbeError
from bench import __main__ as command
from bench import record
from bench.audit import result
from bench.corpus import Corpus
from bench.speed_commands import audit_bench
from bench.spent import Spent

LOCK = Path(command.__file__).parent / "package-lock.json"
CORPUS = Corpus(Path("site"), ("/",), {})
TURNS = {name: [Spent(seconds, seconds)] for name, seconds in {
    "ours": 0.1, "ours_warm": 0.004, "axe_cli": 0.65, "pa11y_ci": 1.2, "command_full_audit": 0.2,
    "command_full_audit_warm": 0.3}.items()}  # fmt: skip
EXTRA = {
    "machine": {"cores": 2, "memory_gib": 24.0, "processor": "Prozessor", "load": 0.1, "python": "3.11.7"},
    "versions": {"axe-core": "4.14.1"},
    "browsers": {"peers": "/usr/bin/chromium", "ours": "/usr/bin/chromium"},
}


def _run(
    monkeypatch: pytest.MonkeyPatch, different: list[dict[str, str]], *arguments: str, **turns: list[Spent]
) -> Any:
    figures = result(TURNS | turns, dict.fromkeys(TURNS, 900.0), different, CORPUS) | EXTRA
    monkeypatch.setattr(audit_bench, "run", lambda *_: figures)
    return CliRunner().invoke(command.main, ["audit", *arguments])


def test_prints_and_writes_what_was_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(record.record, "__defaults__", (tmp_path / "benchmarks.md",))
    ended = _run(monkeypatch, [], "--json", str(tmp_path / "figures.json"), "--docs")
    assert ended.exit_code == 0
    assert "- ✓ times as fast as axe CLI: 6.5 (needed: at least 6)" in ended.output
    assert "the same violations as axe CLI" in ended.output
    written = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert set(written["ms_per_page"]) == {"ours", "axe_cli", "pa11y_ci", "ours_warm"}
    assert written["same_violations"] is True
    assert ended.output in (tmp_path / "benchmarks.md").read_text(encoding="utf-8")


def test_missed_needs_and_other_violations_end_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = _run(monkeypatch, [], axe_cli=[Spent(0.55, 0.55)])
    assert ended.exit_code == 1
    assert "- ✗ times as fast as axe CLI: 5.5 (needed: at least 6)" in ended.output
    ended = _run(monkeypatch, [{"page": "/", "rule": "label", "target": "input", "only": "ours"}])
    assert ended.exit_code == 1
    assert "OTHER VIOLATIONS" in ended.output


@pytest.mark.parametrize(("error", "code"), [(ProbeError, 3), (DataError, 2)])
def test_what_cannot_be_measured_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception], code: int
) -> None:
    def fail(*_: object) -> None:
        raise error("npm fehlt. Bitte Node.js mit npm installieren.")

    monkeypatch.setattr(audit_bench, "run", fail)
    ended = CliRunner().invoke(command.main, ["audit"])
    assert ended.exit_code == code
    assert "Nicht gemessen: npm fehlt. Bitte Node.js mit npm installieren." in ended.output


@pytest.mark.parametrize("name", ["audit", "build", "links", "verdict"])
def test_help_tells_what_is_measured(name: str) -> None:
    ended = CliRunner().invoke(command.main, [name, "--help"])
    assert ended.exit_code == 0
    assert "--docs" in ended.output
    assert "--json" in ended.output


def test_peers_are_locked_by_hash_without_addresses() -> None:
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    locked = {name: package for name, package in packages.items() if name}
    assert all("integrity" in package and "resolved" not in package for package in locked.values())
    assert {"node_modules/@axe-core/cli", "node_modules/pa11y-ci"} <= set(locked)
