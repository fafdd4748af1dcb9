"""The HTML reports in a real Chromium: barrier-free in both widths and schemes, no overflow, nothing executed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from audit.external_links import as_data
from audit.reports import html_report, overview
from tests.audit.past_runs import run, seen
from tests.audit.reports.sample import (
    clean_report,
    empty_report,
    hostile_report,
    large_report,
    sample_report,
)
from tests.audit.reports.test_external_html import ARCHIVE, LINKS
from tests.audit.reports.test_history_html import history
from tests.audit.reports.test_ics_report import report
from tests.audit.reports.test_response_times_html import complete
from tests.audit.reports.test_reviews_html import FINE, LATE, SOON

NODE_MODULES = Path(__file__).parents[3] / "node_modules"
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def _everything() -> str:
    """The sections that need a mailbox, the network or earlier runs, each with rows."""
    runs = history(run(0, [seen("r", "/")]), run(1), run(2, [seen("s", "/a/")]))
    times = complete()
    times["months"] = {f"2026-{month:02}": times["total"] for month in range(1, 12)}
    times["details"]["months"] = dict.fromkeys(times["months"], times["details"]["total"])
    found = {"inquiries": times, "history": runs, "external": as_data(LINKS, ARCHIVE)}
    return html_report.render(replace(sample_report(), **found))


PAGES: dict[str, Callable[[], str]] = {
    "sample": lambda: html_report.render(sample_report()),
    "clean": lambda: html_report.render(clean_report()),
    "empty": lambda: html_report.render(empty_report()),
    "hostile": lambda: html_report.render(hostile_report()),
    "reviews": lambda: html_report.render(report(LATE, SOON, FINE)),
    "everything": _everything,
    "many": lambda: html_report.render(large_report(15)),
    "overview": lambda: overview.render([clean_report(), sample_report(), hostile_report()]),
    "no-reports": lambda: overview.render([]),
}
AXE = """
const done = arguments[arguments.length - 1];
document.querySelectorAll("details").forEach(details => { details.open = true; });
axe.run(document, {resultTypes: ["violations"]}).then(result => done(
  result.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`))));
"""
TEXT_SPACING = """
const style = document.createElement("style");
style.textContent = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }";
document.head.append(style);
document.querySelectorAll("details").forEach(details => { details.open = true; });
return document.documentElement.scrollWidth;
"""


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    chrome = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    yield chrome
    chrome.quit()


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file = tmp_path / f"{request.param}.html"
    file.write_text(PAGES[request.param](), encoding="utf-8")
    return file


def show(driver: webdriver.Chrome, page: Path, width: int, scheme: str = "light") -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    driver.get(page.as_uri())


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation(driver: webdriver.Chrome, page: Path, width: int, scheme: str) -> None:
    show(driver, page, width, scheme)
    driver.execute_script((NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    assert driver.execute_async_script(AXE) == []
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_nothing_sticks_out_at_320_pixels_even_with_text_spacing(
    driver: webdriver.Chrome, page: Path
) -> None:
    show(driver, page, 320)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= 320
    assert driver.execute_script(TEXT_SPACING) <= 320


@pytest.mark.browser
@pytest.mark.parametrize("policy", ["with the page's policy", "by escaping alone"])
def test_hostile_text_runs_nothing(driver: webdriver.Chrome, tmp_path: Path, policy: str) -> None:
    html = html_report.render(hostile_report())
    if policy == "by escaping alone":
        html = html.replace('http-equiv="Content-Security-Policy"', 'name="no-policy"')
    file = tmp_path / "hostile.html"
    file.write_text(html, encoding="utf-8")
    show(driver, file, 1280)
    assert driver.title.startswith("Prüfbericht: ")
    assert driver.execute_script("return performance.getEntriesByType('resource').length") == 0


@pytest.mark.browser
def test_html_validate_finds_nothing(tmp_path: Path) -> None:
    config = tmp_path / "rules.json"
    config.write_text(json.dumps({"root": True, "extends": ["html-validate:recommended"]}), encoding="utf-8")
    pages = [tmp_path / f"{name}.html" for name in PAGES]
    for page in pages:
        page.write_text(PAGES[page.stem](), encoding="utf-8")
    command = [str(NODE_MODULES / ".bin" / "html-validate"), "--config", str(config), *map(str, pages)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
