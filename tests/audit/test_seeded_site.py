"""The seeded site has every fault once; the audit finds exactly what ``tests/site/expected.yaml`` lists.

After a change that is meant to alter findings: review them, then DREIKLICK_UPDATE_EXPECTED=1 pytest this file.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
import yaml

from audit.__main__ import main
from audit.checks import all_checks
from plugins.build import CODE_DIR, build

SITE = Path(__file__).parent.parent / "site"
EXPECTED = SITE / "expected.yaml"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeded site, built and damaged."""
    project = tmp_path_factory.mktemp("seeded") / "project"
    shutil.copytree(SITE, project)
    shutil.copytree(CODE_DIR / "content/gemeinsam/legal", project / "content/gemeinsam/legal")
    assert build("saat", project).problems == ()
    for damage in yaml.safe_load((SITE / "damage.yaml").read_text(encoding="utf-8")):
        file = project / "output" / "saat" / damage["file"]
        by = damage.get("by") or (SITE / damage["by_file"]).read_text(encoding="utf-8")
        text, count = re.subn(damage["pattern"], by.replace("\\", r"\\"), file.read_text(encoding="utf-8"))
        assert count, f"{damage} replaces nothing any more"
        file.write_text(text, encoding="utf-8")
    return project


def _audit(project: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, dict]:
    monkeypatch.chdir(project)
    with pytest.raises(SystemExit) as ended:
        main(["saat", "--format", "json", *arguments])
    return ended.value.code, json.loads((project / "reports/saat/report.json").read_text(encoding="utf-8"))


def _rows(report: dict) -> list[dict]:
    """What a reviewer reads of each finding, without texts that engines may reword."""
    rows = []
    for finding in report["findings"]:
        place = finding["location"] or {}
        rows.append(
            {
                "rule": finding["rule"],
                "outcome": finding["outcome"],
                "page": finding["page"],
                "file": place.get("file"),
                "line": place.get("line"),
                "evidence": finding["evidence"],
            }
        )
    return rows


#: Each has pages in its own tests: rules of the keyboard and of what opens would hide one another on one page, some need
#: pictures, sound, PDF files or foreign servers, some judge a whole site or a whole page of text, and some are of level AAA.
ELSEWHERE = {
    *(
        "change-on-focus",
        "focus-not-obscured",
        "focus-order",
        "focus-visible",
        "keyboard-reachable",
        "keyboard-trap",
    ),
    *("content-on-hover", "dialog-focus"),
    *("animated-image", "autoplay", "flashing", "pdf-accessible", "pdf-age", "pdf-link"),
    *(
        "contact-differs",
        "holiday-hours",
        "mail-domain",
        "opening-hours-text",
        "document-contact",
        "private-mail",
    ),
    "unregistered-name",
    *("consistent-help", "consistent-identification", "consistent-navigation", "multiple-ways"),
    *("outdated-amount", "outdated-translation", "past-year", "temporary-notice", "unapproved-page"),
    *("easy-language", "page-language", "readability"),
    *("abbreviation", "justified-text", "line-height", "line-length", "link-purpose-alone", "reduced-motion"),
    *("unstructured-text", "contact-link-syntax"),
    *("certificate-expiry", "external-anchor", "external-link", "moved-link"),
}


@pytest.mark.browser
def test_finds_exactly_the_seeded_faults(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, report = _audit(project, monkeypatch)
    if os.environ.get("DREIKLICK_UPDATE_EXPECTED"):
        EXPECTED.write_text(
            yaml.safe_dump(_rows(report), allow_unicode=True, sort_keys=False, width=120), encoding="utf-8"
        )
    assert _rows(report) == yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
    assert code == 1
    known = {check.rule.id for check in all_checks() if check.rule.id not in ELSEWHERE}
    assert {finding["rule"] for finding in report["findings"]} >= known
    assert report["coverage"]["pages_audited"] == report["coverage"]["pages_known"] == 18


@pytest.mark.browser
def test_second_audit_needs_no_browser_and_one_changed_page_is_one_visit(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from audit.probes import browser

    visited: list[str] = []
    measure = browser.Session.measure
    monkeypatch.setattr(
        browser.Session, "measure", lambda self, url: visited.append(url) or measure(self, url)
    )
    _audit(project, monkeypatch)
    visited.clear()
    _, warm = _audit(project, monkeypatch)
    assert visited == []
    assert re.fullmatch(r"[\d.]+", warm["tool"]["chromium"])  # the browser that measured what is still true
    file = project / "output/saat/impressum/index.html"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Amt für Muster.", "Amt für Muster!"), encoding="utf-8"
    )
    _, changed = _audit(project, monkeypatch)
    assert [url.split("/", 3)[3] for url in visited] == ["impressum/"]
    assert warm["findings"] == changed["findings"]


def test_without_browser_axe_is_untested_and_nothing_is_green(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, report = _audit(project, monkeypatch, "--no-browser")
    axe = next(rule for rule in report["rules"] if rule["id"] == "engines")
    assert axe["outcomes"]["untested"] == 1
    assert "ohne Browser" in axe["reason"]
    assert {page["light"] for page in report["pages"]} <= {"grey", "red"}
    assert code == 1


def test_accepted_findings_stay_visible_and_do_not_fail_the_run(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, report = _audit(project, monkeypatch, "--no-browser", "--only", "past-date")
    entries = [
        {"key": finding["key"], "reason": "Wird mit dem Umzug gelöscht", "until": "2026-12-31"}
        for finding in report["findings"]
    ]
    text = json.dumps([*entries, {"key": "0" * 16, "reason": "Längst behoben worden", "until": "2026-12-31"}])
    file = project / "content/saat/accepted.yaml"
    file.write_text(re.sub(r'"until": "([\d-]+)"', r'"until": \1', text), encoding="utf-8")
    try:
        code, report = _audit(project, monkeypatch, "--no-browser", "--only", "past-date")
    finally:
        file.unlink()
    assert code == 0
    assert [finding["accepted"]["reason"] for finding in report["findings"]] == [
        "Wird mit dem Umzug gelöscht"
    ] * 2
    assert any("trifft auf nichts mehr zu" in note for note in report["notes"])
