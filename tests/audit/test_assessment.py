"""An audit in which nothing changed tells what the first one told, without asking any rule; after any change it asks again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from audit import link_memory, looked, run, targets
from audit.assessment import Assessment
from audit.config import Settings
from audit.gather import Options
from audit.model import Report
from audit.selection import Selection
from audit.sources import Sources

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PAGE = '<!doctype html><html lang="de"><head><title>{0}</title></head><body><main><h1>{0}</h1>{1}</main></body></html>'
BODY = '<p>Rufen Sie an. <a href="/weg/">Weg</a> <a href="https://www.example.org/">Hilfe</a> <img src="/bild.svg"></p>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "seiten"
    (folder / "b").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE.format("Start", BODY + '<a href="/b/">B</a>'), encoding="utf-8")
    (folder / "b/index.html").write_text(PAGE.format("B", BODY), encoding="utf-8")
    (folder / "bild.svg").write_text("<svg/>", encoding="utf-8")
    return folder


def _audit(folder: Path, *, cached: bool = True, now: datetime = NOW, **settings: int) -> Report:
    target = targets.resolve(str(folder), folder.parent, None, 2000)
    file = folder.parent / ".cache/audit.sqlite" if cached else None
    options = Options(folder.parent, file, 1)
    return run.audit(target, Selection(browser=False), Settings(**settings), now, options)


@pytest.fixture
def no_rules(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    return lambda: monkeypatch.setattr("audit.run.assess", None)


def test_nothing_is_asked_again_and_the_report_is_the_same(
    folder: Path, no_rules: Callable[[], None]
) -> None:
    first = _audit(folder)
    assert {"broken-link"} <= {finding.rule.id for finding in first.findings}
    no_rules()
    again = _audit(folder)
    assert again == first
    places = [(finding.where, finding.location) for finding in first.findings]
    assert [(finding.where, finding.location) for finding in again.findings] == places


def test_a_later_report_has_its_own_time(folder: Path, no_rules: Callable[[], None]) -> None:
    _audit(folder)
    no_rules()
    assert _audit(folder, now=NOW + timedelta(hours=1)).started == NOW + timedelta(hours=1)


def _write(name: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}" if name.endswith("yaml") else PAGE.format("Neu", ""), encoding="utf-8")

    return change


def _remember(folder: Path) -> None:
    file = folder.parent / link_memory.FILE
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE something (value TEXT)")


@pytest.mark.parametrize(
    "change",
    [
        _write("b/index.html"),
        _write("c/index.html"),
        _write("bild.svg"),
        _write(f"../{looked.FILE}"),
        _remember,
        lambda folder: (folder / "bild.svg").unlink(),
        lambda folder: (folder / "b").rename(folder / "c"),
    ],
)
def test_after_a_change_rules_are_asked(
    folder: Path,
    change: Callable[[Path], None],
    no_rules: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _audit(folder)
    change(folder)
    fresh = _audit(folder, cached=False)
    no_rules()
    with pytest.raises(TypeError):
        _audit(folder)
    monkeypatch.undo()
    assert _audit(folder) == fresh


def test_settings_and_the_day_are_part_of_it(folder: Path, no_rules: Callable[[], None]) -> None:
    _audit(folder)
    no_rules()
    for changed in ({"now": NOW + timedelta(days=1)}, {"max_clicks": 1}):
        with pytest.raises(TypeError):
            _audit(folder, **changed)


def test_a_source_that_lines_were_looked_up_in_is_part_of_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, no_rules: Callable[[], None]
) -> None:
    source = folder.parent / "quelle.md"
    source.write_text("eins", encoding="utf-8")
    known, assess = Sources(folder.parent, None).digest(source.name), run.assess

    def with_source(*arguments: Any) -> Assessment:
        return replace(assess(*arguments), consulted={source.name: known})

    monkeypatch.setattr("audit.run.assess", with_source)
    first = _audit(folder)
    no_rules()
    assert _audit(folder) == first
    source.write_text("zwei", encoding="utf-8")
    with pytest.raises(TypeError):
        _audit(folder)
