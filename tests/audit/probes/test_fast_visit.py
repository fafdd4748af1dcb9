"""What makes a visit fast finds exactly what the plain way finds; a pool of browsers serves call after call."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from audit.model import Level
from audit.probes.browser import Pool, Request
from audit.probes.browser_session import Session
from audit.probes.local_server import LocalServer
from audit.probes.states import states_for

pytestmark = pytest.mark.browser

SECONDS = 60.0
STATES = states_for(Level.AA)
#: One barrier for each thing that may differ from state to state: width, scheme, storage, cookies, keys.
PAGE = """<!DOCTYPE html><html lang="de"><meta name="viewport" content="width=device-width"><title>Beratung</title>
<link rel="icon" href="icon.svg">
<style>
  @media (prefers-color-scheme: dark) { .dark { color: #333; background: #222 } }
  @media (max-width: 30em) { .wide { display: none } .narrow { color: #aaa; background: #fff } }
  .fixed { inline-size: 50rem } a { transition: color .15s }
</style>
<header><a class="wide" href="/kontakt/">Kontakt</a></header>
<main><h1>Beratung</h1>
  <p class="dark">Sprechzeiten nach Vereinbarung</p><p class="narrow">Termine am Telefon</p>
  <p class="fixed">Eine Zeile, die breiter ist als ein Telefon, weil ihre Breite fest ist.</p>
  <p style="background:linear-gradient(#fff,#888);color:#777">Auf einem Verlauf</p>
  <img src="bild.svg" width="40" height="40"><button>Mehr</button><input aria-label="Name" autofocus>
</main>
<script>document.cookie = "merken=1"; localStorage.setItem("besuch", matchMedia("(min-width: 60em)").matches)</script>
</html>"""


STILL = """<!DOCTYPE html><html lang="en"><title>Page</title><link rel="icon" href="icon.svg">
<p style="color: white; background: white" aria-hidden="true">Nothing to see here</p></html>"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "still.html").write_text(STILL, encoding="utf-8")
    for name in ("bild.svg", "icon.svg"):
        (folder / name).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    with LocalServer(folder) as running:
        yield running


def _pool(jobs: int, start: type[Session] = Session) -> Pool:
    return Pool(lambda: start(offline=True, seconds=SECONDS, states=STATES), jobs)


def _run(pool: Pool, server: LocalServer, pages: int = 1) -> list[Any]:
    requests = [Request(f"/?{number}", server.url_of("/") + f"?{number}", None) for number in range(pages)]
    found = {request.page: (measured, failure) for request, measured, failure in pool.run(requests)}
    assert {failure for _, failure in found.values()} == {""}
    return [found[request.page][0] for request in requests]


def _measured(*urls: str) -> list[Any]:
    """What one browser measures in one go, page after page."""
    session = Session(offline=True, seconds=SECONDS, states=STATES)
    try:
        return [session.measure(url) for url in urls]
    finally:
        session.stop()


@pytest.fixture(scope="module")
def plain(server: LocalServer) -> dict[str, Any]:
    """The page as one browser measures it."""
    (measured,) = _measured(server.url_of("/") + "?0")
    return measured


@pytest.mark.skipif(
    not (shutil.which("chromium-headless-shell") and shutil.which("chromium")), reason="needs both browsers"
)
def test_the_browser_with_a_window_finds_what_the_headless_shell_finds(
    server: LocalServer, plain: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    still = server.url_of("/still.html")
    (expected,) = _measured(still)
    monkeypatch.setenv("CHROMIUM", shutil.which("chromium") or "")
    same, seen = _measured(server.url_of("/") + "?0", still)
    assert same == plain
    # the walk takes pictures of the window; where nothing has the focus, no two of them are alike
    assert "keyboard" in seen["measured"]
    assert seen["axe"] == expected["axe"]


def test_a_pool_keeps_its_browser_and_replaces_a_dead_one(server: LocalServer, plain: dict[str, Any]) -> None:
    started: list[Session] = []

    class Counted(Session):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            started.append(self)

    pool = _pool(1, Counted)
    try:
        assert _run(pool, server, pages=2)[0] == plain
        assert len(started) == 1
        os.killpg(started[0]._chromium.process_id, signal.SIGKILL)
        assert _run(pool, server) == [plain]
        assert len(started) == 2
    finally:
        pool.stop()
