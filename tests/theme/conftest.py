"""One Chromium for all tests of the theme, and pages written to disk for it to open."""

import json
import subprocess
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.theme import samples

NODE_MODULES = samples.ROOT / "node_modules"
CHROMIUM_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
# html-validate's recommended rules, except:
HTML_RULES = {
    "extends": ["html-validate:recommended"],
    "rules": {
        # Titles name page and site; where they are cut off is the search engine's business.
        "long-title": "off",
        # The class dk-phone keeps numbers on one line without changing the text that people copy.
        "tel-non-breaking": "off",
        # The frame of a table is a div, so that Markdown's own sections keep their outline.
        "prefer-native-element": ["error", {"exclude": ["region"]}],
    },
}


class Browser:
    """A Chromium that shows the theme's HTML in a given width and colour scheme."""

    def __init__(self, driver, folder):
        self.driver, self.folder = driver, folder
        self.run = driver.execute_script
        (folder / "style.css").write_text(samples.stylesheet(), encoding="utf-8")
        self.axe = (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def open(self, html, width=1280):
        """Show the page; the stylesheet's address is root-relative, which a file has no root for."""
        page = self.folder / "page.html"
        page.write_text(html.replace('href="/style.css"', 'href="style.css"'), encoding="utf-8")
        self.width(width)
        self.media()
        self.driver.get(page.as_uri())

    def width(self, width):
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def media(self, scheme="light", kind=""):
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": features})

    def _violations(self):
        """What axe finds wrong in the page as it is shown now, as readable lines."""
        found = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations']}).then(result => done(result.violations))"
        )
        return [
            f"{rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"]
        ]

    def violations_everywhere(self):
        """The same in both widths and both colour schemes, with the place in front."""
        self.run(self.axe)
        lines = []
        for width in (1280, 320):
            self.width(width)
            for scheme in ("light", "dark"):
                self.media(scheme)
                lines += [f"{width} px, {scheme}: {line}" for line in self._violations()]
        return lines


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in [*CHROMIUM_FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})  # what it asks servers for
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        yield Browser(driver, tmp_path_factory.mktemp("pages"))
    finally:
        driver.quit()


@pytest.fixture(scope="session")
def html_faults(tmp_path_factory):
    """A function from {name: html} to html-validate's messages, one process for all of them."""

    def validate(documents):
        folder = tmp_path_factory.mktemp("html")
        for name, html in documents.items():
            (folder / f"{name}.html").write_text(html, encoding="utf-8")
        config = folder / "rules.json"
        config.write_text(json.dumps({"root": True} | HTML_RULES), encoding="utf-8")
        command = [
            NODE_MODULES / ".bin" / "html-validate",
            "--config",
            config,
            "--formatter",
            "json",
            *sorted(folder.glob("*.html")),
        ]
        result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert result.returncode in (0, 1), result.stderr
        return [
            f"{Path(file['filePath']).stem}:{fault['line']} {fault['ruleId']}: {fault['message']}"
            for file in json.loads(result.stdout)
            for fault in file["messages"]
        ]

    return validate
