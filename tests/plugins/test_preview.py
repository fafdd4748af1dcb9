"""The preview as a browser sees it, and as an editor's terminal sees it."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from plugins import preview

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two sites as they look after a build, and a file beside them that is nobody's business."""
    for site in ("pflege", "senioren"):
        (tmp_path / "content" / site).mkdir(parents=True)
        (tmp_path / "content" / site / "site.yaml").touch()
        (tmp_path / "output" / site / "geld").mkdir(parents=True)
        (tmp_path / "output" / site / "index.html").write_text(f"Start {site}", encoding="utf-8")
        (tmp_path / "output" / site / "geld" / "index.html").write_text("Geld äöü", encoding="utf-8")
        (tmp_path / "output" / site / "style.css").touch()
    (tmp_path / "output" / "pflege" / "404.html").write_text("Nicht da", encoding="utf-8")
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    return tmp_path


@pytest.fixture
def get(project: Path) -> Iterator[Callable[..., tuple[int, str, dict[str, str]]]]:
    """A function from host and path to status, text and headers of the answer."""
    with preview.open_server(project, 0) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()

        def fetch(host: str, path: str, method: str = "GET") -> tuple[int, str, dict[str, str]]:
            return _fetch(server.server_address[1], host, path, method)

        yield fetch
        server.shutdown()


def _fetch(port: int, host: str, path: str, method: str = "GET") -> tuple[int, str, dict[str, str]]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers={"Host": host})
    answer = connection.getresponse()
    result = (
        answer.status,
        answer.read().decode(),
        {name.lower(): value for name, value in answer.getheaders()},
    )
    connection.close()
    return result


@pytest.mark.parametrize(
    "host", ["senioren.localhost:8000", "senioren.localhost", "SENIOREN.localhost:8000", "senioren:8000"]
)
def test_host_decides_which_site_answers(get, host):
    assert get(host, "/")[:2] == (200, "Start senioren")


def test_pages_are_utf8_and_never_kept(get):
    status, text, headers = get("pflege.localhost:8000", "/geld/")
    assert (status, text) == (200, "Geld äöü")
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"


def test_start_page_lists_all_sites_with_their_address(get):
    _, text, headers = get("localhost:8000", "/")
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert 'href="http://pflege.localhost:' in text
    assert 'href="http://senioren.localhost:' in text


@pytest.mark.parametrize("host", ["nirgends.localhost:8000", "..:8000", "../senioren.localhost", ""])
def test_unknown_host_gets_the_start_page(get, host):
    assert "Vorschau der Microsites" in get(host, "/")[1]
    assert get(host, "/style.css")[0] == 404


def test_missing_page_shows_the_sites_own_404(get):
    assert get("pflege.localhost:8000", "/fehlt/")[:2] == (404, "Nicht da")
    assert get("senioren.localhost:8000", "/fehlt/")[0] == 404


def test_head_sends_no_body(get):
    assert get("pflege.localhost:8000", "/fehlt/", "HEAD")[:2] == (404, "")
    assert get("localhost:8000", "/", "HEAD")[:2] == (200, "")


def test_folder_without_page_is_not_listed(get, project):
    (project / "output" / "pflege" / "bilder").mkdir()
    assert get("pflege.localhost:8000", "/bilder/")[0] == 404


@pytest.mark.parametrize(
    "path", ["/../../geheim.txt", "/%2e%2e/%2e%2e/geheim.txt", "//..//../geheim.txt", "/..%2f..%2fgeheim.txt"]
)
@pytest.mark.parametrize("host", ["pflege.localhost:8000", "localhost:8000"])
def test_paths_stay_inside_the_site(get, host, path):
    status, text, _ = get(host, path)
    assert status == 404
    assert "geheim" not in text


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (["content/pflege/geld.md"], ["pflege"]),
        (["content/pflege/geld.md", "content/senioren/tief/unten.md"], ["pflege", "senioren"]),
        (["content/gemeinsam/contacts.yaml"], ["pflege", "senioren"]),
        (["theme/templates/base.html"], ["pflege", "senioren"]),
        (["plugins/menu.py"], ["pflege", "senioren"]),
        (["pelicanconf.py"], ["pflege", "senioren"]),
        (["content/entwurf/notiz.md"], []),
    ],
)
def test_only_sites_that_show_the_change_are_built(project, changed, expected):
    assert preview.sites_to_build([project / path for path in changed], project) == expected


def test_port_in_use_is_explained():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(preview.main, ["--port", str(port)])
    assert result.exit_code == 2
    assert f"Port {port} ist nicht frei" in result.output
    assert f"PORT={port + 1}" in result.output


def test_saving_rebuilds_and_a_fault_leaves_the_last_good_page(tmp_path):
    page = tmp_path / "content" / "senioren" / "geld.md"
    with _running_preview(tmp_path) as (port, said):
        assert _until(lambda: _fetch(port, "senioren.localhost", "/geld/")[0] == 200)
        page.write_text(page.read_text(encoding="utf-8") + "\nNeu gesagt.\n", encoding="utf-8")
        assert _until(lambda: "Neu gesagt." in _fetch(port, "senioren.localhost", "/geld/")[1])

        good = page.read_text(encoding="utf-8")
        page.write_text(good.replace("\nowner: ", "\nowner: niemand-"), encoding="utf-8")
        assert _until(lambda: "Feld „owner“" in said())
        assert "Neu gesagt." in _fetch(port, "senioren.localhost", "/geld/")[1]

        page.write_text(good.replace("Neu gesagt.", "Wieder gut."), encoding="utf-8")
        assert _until(lambda: "Wieder gut." in _fetch(port, "senioren.localhost", "/geld/")[1])
    assert said().endswith("\nVorschau beendet.\n")
    assert "Traceback" not in said()


@contextmanager
def _running_preview(folder: Path) -> Iterator[tuple[int, Callable[[], str]]]:
    """The program itself on a copy with one site: its port, and a function that returns what it has printed so far."""
    for name in ("plugins", "theme", "content", "standards"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pelicanconf.py", folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "terminal.txt"
    with log.open("w") as terminal:
        process = subprocess.Popen(
            [sys.executable, "-m", "plugins.preview", "--port", str(port)],
            cwd=folder,
            stdout=terminal,
            stderr=subprocess.STDOUT,
        )
    try:
        assert _until(lambda: "Bereit" in log.read_text(encoding="utf-8")), log.read_text(encoding="utf-8")
        yield port, lambda: log.read_text(encoding="utf-8")
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()


def _until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether the condition comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
