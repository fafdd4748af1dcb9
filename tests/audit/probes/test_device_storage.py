"""What a page keeps on the device is seen in a real browser, and is not taken for the next page's."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.model import Level
from audit.probes.browser_session import Session
from audit.probes.local_server import LocalServer
from audit.probes.states import states_for
from audit.probes.visit_store import visit_of
from audit.visit import Cookie

PAGE = '<!doctype html><html lang="de"><title>Seite</title><body><main><h1>Seite</h1></main>{}</body></html>'
KEEPS = """<script>
document.cookie = "besuch=1";
localStorage.setItem("lang", "de");
sessionStorage.setItem("ort", "mitte");
indexedDB.open("verzeichnis");
</script>"""


@pytest.mark.browser
def test_cookies_and_storage_are_those_of_the_page_alone(tmp_path: Path) -> None:
    for name, script in (("a", KEEPS), ("b", "")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(PAGE.format(script), encoding="utf-8")
    session = Session(offline=True, seconds=60, states=states_for(Level.AA))
    try:
        with LocalServer(tmp_path) as server:
            keeps, nothing = (visit_of(session.measure(server.url_of(url))) for url in ("/a/", "/b/"))
    finally:
        session.stop()
    assert keeps.cookies == (Cookie("besuch", "127.0.0.1"),)
    assert keeps.storage == {
        "localStorage": ("lang",),
        "sessionStorage": ("ort",),
        "indexedDB": ("verzeichnis",),
    }
    assert (nothing.cookies, nothing.storage) == ((), {})
