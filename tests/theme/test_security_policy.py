"""A built site under the Content-Security-Policy that the README recommends: nothing on it is blocked."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from selenium.webdriver.support.wait import WebDriverWait

from tests.plugins.mini_project import new_project
from tests.theme import samples
from tests.theme.conftest import Browser

pytestmark = pytest.mark.browser

NAME, POLICY = re.search(
    r"^    (Content-Security-Policy): (.+)$", (samples.ROOT / "README.md").read_text(encoding="utf-8"), re.M
).groups()
RECORD = (
    "addEventListener('securitypolicyviolation', event => (window.blocked ??= []).push(event.blockedURI))"
)


class Handler(SimpleHTTPRequestHandler):
    """Serves files with the policy."""

    def end_headers(self) -> None:
        self.send_header(NAME, POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = new_project(tmp_path_factory.mktemp("policy"))
    assert project.build("muster").code == 0
    handler = functools.partial(Handler, directory=str(Path(project.root, "output", "muster")))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_search_works_and_nothing_is_blocked(address: str, browser: Browser) -> None:
    driver = browser.driver
    script = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": RECORD})
    try:
        driver.get(f"{address}/suche/?q=Kurse")
        WebDriverWait(driver, 20, 0.05).until(
            lambda _: "gefunden" in browser.run("return document.querySelector('[role=status]').textContent")
        )
        blocked = browser.run("return window.blocked ?? []")
        driver.get(f"{address}/")
        assert browser.run("return window.blocked ?? []") == blocked == []
    finally:
        driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
