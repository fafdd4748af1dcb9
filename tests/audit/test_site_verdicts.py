"""What is kept of the whole site is what would be found anew, whatever has changed since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audit import run, targets
from audit.config import Settings
from audit.errors import ProbeError
from audit.gather import Options
from audit.model import Report
from audit.probes.pages import FileText
from audit.selection import Selection

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
RULES = frozenset({"broken-link", "broken-anchor", "three-clicks", "orphan-page", "unique-title"})
PAGES = {
    "index.html": '<title>Start</title><a href="/a.html">A</a> <a href="/plan.pdf">Plan</a> <a href="/d.html">D</a>',
    "a.html": '<title>A</title><details><a href="b.html#oben">B</a></details> <a href="/weg/">Weg</a>',
    "b.html": '<title>B</title><h2 id=unten>B</h2> <a href="c/">C</a>',
    "c/index.html": "<title>B</title><form><input></form>",
    "d.html": '<title>D</title><meta http-equiv="refresh" content="0; url=/a.html">',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "seiten"
    for name, body in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"<!doctype html><html lang=de>{body}", encoding="utf-8")
    (folder / "plan.pdf").write_bytes(b"%PDF-")
    return folder


def _audit(
    folder: Path,
    *,
    cached: bool = True,
    rules: frozenset[str] = RULES,
    settings: Settings | None = None,
    now: datetime = NOW,
) -> Report:
    target = targets.resolve(str(folder), folder.parent, None, 2000)
    file = folder.parent / ".cache/audit.sqlite" if cached else None
    selection = Selection(only=rules, browser=False)
    return run.audit(target, selection, settings or Settings(), now, Options(folder.parent, file, 1))


def test_an_unchanged_site_is_not_parsed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _audit(folder)
    assert len(first.findings) == 5
    monkeypatch.setattr("audit.page.LexborHTMLParser", None)
    monkeypatch.setattr(FileText, "read", None)
    assert _audit(folder) == first


def test_another_selection_takes_what_is_known_and_judges_the_rest(folder: Path) -> None:
    _audit(folder, rules=frozenset({"broken-link"}))
    assert _audit(folder) == _audit(folder, cached=False)
    some = frozenset({"broken-link", "three-clicks"})
    assert _audit(folder, rules=some) == _audit(folder, rules=some, cached=False)


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        _edit("a.html", "#oben", "#unten"),
        _edit("b.html", "id=unten", "id=oben"),
        _edit("a.html", "<details>", "<div>"),
        _edit("c/index.html", "<title>B", "<title>C"),
        _edit("d.html", "/a.html", "/b.html"),
        _edit("index.html", '"/a.html"', '"/c/"'),
        lambda folder: (folder / "plan.pdf").unlink(),
        lambda folder: (folder / "weg.html").write_text("<title>W</title>", encoding="utf-8"),
        lambda folder: (folder / "a.html").rename(folder / "weg"),
        lambda folder: (folder / "c/index.html").rename(folder / "c/other.html"),
        lambda folder: (folder / "e.html").write_text("<title>E</title>", encoding="utf-8"),
        lambda folder: (folder / "index.html").unlink(),
    ],
)
def test_after_a_change_the_report_is_that_of_a_first_audit(
    folder: Path, change: Callable[[Path], None]
) -> None:
    before = _audit(folder)
    change(folder)
    after = _audit(folder)
    assert after == _audit(folder, cached=False)
    assert after != before


def test_settings_and_the_day_count(folder: Path) -> None:
    _audit(folder)
    settings = Settings(max_clicks=1)
    strict = _audit(folder, settings=settings)
    assert strict == _audit(folder, settings=settings, cached=False)
    assert "three-clicks" in {finding.rule.id for finding in strict.findings}
    tomorrow = NOW + timedelta(days=1)
    assert _audit(folder, now=tomorrow) == _audit(folder, now=tomorrow, cached=False)


def test_what_other_rules_measured_is_not_kept(folder: Path) -> None:
    """With facts that are not in the key, here the documents that the site links to, all is judged anew."""
    rules = RULES | {"pdf-link"}
    _audit(folder)
    assert _audit(folder, rules=rules) == _audit(folder, rules=rules, cached=False)
    assert _audit(folder, rules=rules) == _audit(folder, rules=rules, cached=False)


def test_a_damaged_cache_is_as_good_as_none(folder: Path) -> None:
    first = _audit(folder)
    (folder.parent / ".cache/audit.sqlite").write_bytes(b"damaged" * 999)
    assert _audit(folder) == first


def test_a_page_that_changes_during_the_audit_stops_it(folder: Path) -> None:
    target = targets.resolve(str(folder), folder.parent, None, 2000)
    pages = target.pages(lambda done: None)
    assert pages.site.pages["/a.html"].title == "A"
    (folder / "a.html").write_text("<title>anders</title>", encoding="utf-8")
    frozen = replace(target, pages=lambda tell: pages)
    with pytest.raises(ProbeError, match=r"a\.html wurde während der Prüfung geändert"):
        run.audit(
            frozen, Selection(only=RULES, browser=False), Settings(), NOW, Options(folder.parent, None, 1)
        )
