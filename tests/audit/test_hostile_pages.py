"""Broken and hostile pages end in a named outcome; the good pages beside them are audited all the same."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
from pathlib import Path

import pytest

from audit.__main__ import main
from audit.probes import browser

_spec = importlib.util.spec_from_file_location(
    "hostile_server", Path(__file__).parent / "probes" / "hostile_server.py"
)
_hostile = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_hostile)

pytestmark = pytest.mark.browser


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without microsites, impatient so that endless pages are given up soon."""
    (tmp_path / "pelicanconf.py").write_text('AUDIT = {"page_seconds": 6}\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _audit(project: Path, paths: list[str], *arguments: str) -> tuple[int, dict]:
    with _hostile.hostile_server() as base:
        (project / "urls.txt").write_text("\n".join(base + path for path in paths), encoding="utf-8")
        with pytest.raises(SystemExit) as ended:
            main(["--urls", "urls.txt", "--family", "accessibility", "--jobs", "2", *arguments])
        report = json.loads(
            (project / "reports/urls/report.json").read_text(encoding="utf-8").replace(base, "")
        )
    return ended.value.code, report


def _coverage(report: dict) -> dict[str, tuple[str, str]]:
    return {page["page"]: (page["outcome"], page["reason"]) for page in report["coverage"]["pages"]}


def test_hostile_pages_fail_by_name_and_good_ones_are_audited(project: Path) -> None:
    bad = ["/endless-script", "/away", "/download", "/gone", "/drip", "/huge", "/reset", "/loop"]
    good = ["/good", "/also-good", "/alert", "/tampered", "/frames", "/shadow", "/script-in-title"]
    code, report = _audit(project, [*good, *bad, "/pdf", "/empty"])
    coverage = _coverage(report)
    assert {page for page, (outcome, _) in coverage.items() if outcome == "audited"} == set(good)
    assert {page for page, (outcome, reason) in coverage.items() if outcome == "failed" and reason} == set(
        bad
    )
    assert {page for page, (outcome, reason) in coverage.items() if outcome == "skipped" and reason} == {
        "/pdf",
        "/empty",
    }
    assert "404" in coverage["/gone"][1]
    assert "Sekunden" in coverage["/endless-script"][1]
    assert report["coverage"]["pages_audited"] == len(good)
    assert report["incomplete"] is True
    assert code == 3
    images = {finding["page"] for finding in report["findings"] if finding["rule"] == "axe/image-alt"}
    assert images == {"/also-good", "/tampered", "/frames", "/shadow", "/script-in-title"}


def test_report_of_a_hostile_page_runs_no_script(project: Path) -> None:
    _audit(project, ["/script-in-title"])
    html = (project / "reports/urls/report.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript:' not in html


def test_pages_that_act_on_keys_are_audited(project: Path) -> None:
    good = ["/focus-away", "/focus-alerts", "/focus-opens", "/focus-rewrites"]
    code, report = _audit(project, [*good, "/focus-loop", "/good"], "--only", "change-on-focus")
    coverage = _coverage(report)
    assert {page for page, (outcome, _) in coverage.items() if outcome == "audited"} == {*good, "/good"}
    assert "Sekunden" in coverage["/focus-loop"][1]
    failed = {finding["page"] for finding in report["findings"] if finding["outcome"] == "failed"}
    assert {"/focus-away", "/focus-alerts"} <= failed <= set(good)
    assert code == 3


def test_endless_dialogs_end(project: Path) -> None:
    code, report = _audit(project, ["/good", "/endless-alerts"])
    assert _coverage(report)["/good"][0] == "audited"
    assert _coverage(report)["/endless-alerts"][0] in ("audited", "failed")
    assert code in (0, 3)


def test_many_elements_are_audited(project: Path) -> None:
    (project / "pelicanconf.py").write_text('AUDIT = {"page_seconds": 120}\n', encoding="utf-8")
    _, report = _audit(project, ["/many"])
    assert _coverage(report)["/many"][0] == "audited"


def test_killed_browser_is_replaced(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measure = browser.Session.measure
    killed: list[int] = []

    def kill_once(self: browser.Session, url: str) -> dict:
        if not killed:
            killed.append(self._chromium.process_id)
            os.killpg(self._chromium.process_id, signal.SIGKILL)
        return measure(self, url)

    monkeypatch.setattr(browser.Session, "measure", kill_once)
    code, report = _audit(project, ["/good", "/also-good"])
    assert killed
    assert report["coverage"]["pages_audited"] == 2
    assert code == 1


def test_no_browser_is_incomplete_and_says_what_to_do(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", "/gibt/es/nicht")
    code, report = _audit(project, ["/good"])
    assert code == 3
    assert any("CHROMIUM" in note for note in report["notes"])
    assert next(rule for rule in report["rules"] if rule["id"] == "engines")["outcomes"]["untested"] == 1
    assert {page["light"] for page in report["pages"]} == {"grey"}


def test_no_process_and_no_profile_is_left(project: Path) -> None:
    _audit(project, ["/good", "/endless-script"])
    commands = [
        path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists() and _mine(path)
    ]
    assert not [command for command in commands if b"dreiklick-chromium-" in command]


def _mine(path: Path) -> bool:
    """Whether the process descends from this test run (others may run beside it)."""
    try:
        parent = int(path.with_name("stat").read_text().rsplit(")", 1)[1].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return False
    return parent == os.getpid()
