"""The preview's server as a browser sees it."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

import pytest

from preview.server import POLICY, PreviewServer, with_bar
from preview.state import State
from tests.preview.helpers import ROOT, fetch, listening, verdict, wait

Get = Callable[..., tuple[int, str, dict[str, str]]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two sites as they look after a build, and a file beside them that is nobody's business."""
    for site in ("pflege", "senioren"):
        (tmp_path / "content" / site).mkdir(parents=True)
        (tmp_path / "content" / site / "site.yaml").touch()
        (tmp_path / "output" / site / "geld").mkdir(parents=True)
        start = f"<body>Start {site}</body></html>"
        (tmp_path / "output" / site / "index.html").write_text(start, encoding="utf-8")
        (tmp_path / "output" / site / "geld" / "index.html").write_text("Geld äöü", encoding="utf-8")
        (tmp_path / "output" / site / "style.css").touch()
    (tmp_path / "output" / "pflege" / "404.html").write_text("Nicht da", encoding="utf-8")
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    return tmp_path


@pytest.fixture
def state() -> State:
    """Nothing built yet."""
    state = State()
    state.set_sites(["pflege", "senioren"])
    return state


@pytest.fixture
def looked() -> list[tuple[str, str]]:
    """The pages that were opened."""
    return []


@pytest.fixture
def port(project: Path, state: State, looked: list[tuple[str, str]]) -> Iterator[int]:
    """A running server."""
    with PreviewServer(project, 0, state, lambda site, page: looked.append((site, page))) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server.server_address[1]
        state.end()
        server.shutdown()


@pytest.fixture
def get(port: int) -> Get:
    """A function from host and path to status, text and headers of the answer."""
    return lambda host, path, method="GET": fetch(port, host, path, method)


@pytest.mark.parametrize(
    "host", ["senioren.localhost:8000", "senioren.localhost", "SENIOREN.localhost:8000", "senioren:8000"]
)
def test_host_decides_which_site_answers(get, host):
    status, text, _ = get(host, "/")
    assert status == 200
    assert text.startswith("<body>Start senioren<script ")


def test_pages_are_utf8_never_kept_and_under_the_policy_of_the_towns_server(get):
    status, text, headers = get("pflege.localhost:8000", "/geld/")
    assert status == 200
    assert text.startswith("Geld äöü<script ")
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert headers["content-security-policy"] == POLICY
    assert f"    Content-Security-Policy: {POLICY}\n" in readme


def test_bar_is_put_in_while_serving_only(get, project, state):
    state.built("pflege", 7, "Pflege", [], [], assets=False, all_new=True)
    _, text, _ = get("pflege.localhost", "/geld/index.html")
    assert re.search(
        r'<script defer src="/_dreiklick/bar.js" data-page="/geld/" data-build="7"></script>', text
    )
    assert "script" not in (project / "output/pflege/geld/index.html").read_text(encoding="utf-8")


def test_bar_comes_last_in_the_body_and_its_data_are_text():
    page = with_bar(b"<p></body></p></body></html>", '/"><b>ü/', 1).decode()
    assert page.startswith("<p></body></p><script")
    assert 'data-page="/%22%3E%3Cb%3E%C3%BC/"' in page
    assert page.endswith("</script></body></html>")


def test_page_at_an_address_with_umlauts_is_named_as_it_is(get, project):
    (project / "output/pflege/mühe").mkdir()
    (project / "output/pflege/mühe/index.html").write_text("Mühe", encoding="utf-8")
    assert 'data-page="/m%C3%BChe/"' in get("pflege.localhost", "/m%C3%BChe/?q=1")[1]


def test_missing_page_shows_the_sites_own_404_with_a_bar(get):
    status, text, _ = get("pflege.localhost:8000", "/fehlt/")
    assert status == 404
    assert text.startswith('Nicht da<script defer src="/_dreiklick/bar.js" data-page=""')
    assert get("senioren.localhost:8000", "/fehlt/")[0] == 404


def test_head_sends_no_body(get):
    assert get("pflege.localhost:8000", "/", "HEAD")[:2] == (200, "")
    assert get("pflege.localhost:8000", "/fehlt/", "HEAD")[:2] == (404, "")
    assert get("localhost:8000", "/", "HEAD")[:2] == (200, "")
    assert get("pflege.localhost:8000", "/_dreiklick/events", "HEAD")[:2] == (200, "")


def test_folder_is_found_with_a_slash_and_without_page_not_listed(get, project):
    assert get("pflege.localhost:8000", "/geld")[0] == 301
    (project / "output" / "pflege" / "bilder").mkdir()
    assert get("pflege.localhost:8000", "/bilder/")[0] == 404


@pytest.mark.parametrize("host", ["nirgends.localhost:8000", "..:8000", "../senioren.localhost", ""])
def test_unknown_host_gets_the_start_page(get, host):
    assert "Vorschau der Microsites" in get(host, "/")[1]
    assert get(host, "/style.css")[0] == 404


def test_start_page_shows_all_sites_and_each_has_one_of_its_own(get):
    _, text, headers = get("localhost:8000", "/")
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert 'href="http://pflege.localhost:' in text
    assert 'href="http://senioren.localhost:' in text
    assert "pflege" not in get("localhost:8000", "/senioren/")[1]


@pytest.mark.parametrize(
    "path",
    [
        "/../../geheim.txt",
        "/%2e%2e/%2e%2e/geheim.txt",
        "//..//../geheim.txt",
        "/..%2f..%2fgeheim.txt",
        "/_dreiklick/../../../geheim.txt",
        "/_dreiklick/%2e%2e/server.py",
        "/_dreiklick/nirgends.js",
    ],
)
@pytest.mark.parametrize("host", ["pflege.localhost:8000", "localhost:8000"])
def test_paths_stay_inside(get, host, path):
    status, text, _ = get(host, path)
    assert status == 404
    assert "geheim" not in text


@pytest.mark.parametrize("name", ["bar.js", "bar.css", "start.js", "start.css", "preview.svg"])
def test_own_files_are_there_on_every_host(get, name):
    assert get("pflege.localhost", f"/_dreiklick/{name}")[0] == 200
    assert get("localhost", f"/_dreiklick/{name}")[0] == 200


def test_news_comes_to_those_who_look_at_the_site(port, state, looked):
    with listening(port, "pflege.localhost", "/") as news, listening(port, "localhost") as everything:
        wait(lambda: looked == [("pflege", "/")])
        state.built("senioren", 4, "Senioren", ["/"], [], assets=False, all_new=False)
        state.built("pflege", 5, "Pflege", ["/"], [], assets=False, all_new=False)
        state.verdict("pflege", 5, verdict("/"))
        assert news.wait("verdict")["findings"][0]["message"] == "Der 1. Mai ist vorbei."
        assert [name for name, _ in news.events] == ["built", "verdict"]
        assert everything.wait("built")["site"] == "senioren"


def test_fifty_listeners_are_told_and_those_who_hang_up_are_forgotten(port, state):
    with ExitStack() as stack:
        clients = [stack.enter_context(listening(port, "pflege.localhost", "/")) for _ in range(50)]
        wait(lambda: len(state._subscriptions) == 50)
        state.built("pflege", 5, "Pflege", ["/"], [], assets=False, all_new=False)
        assert all(client.wait("built")["build"] == 5 for client in clients)
        assert fetch(port, "pflege.localhost", "/")[0] == 200
    wait(lambda: state.verdict("pflege", 5, verdict("/")) and not state._subscriptions)
    assert state.looked_at("pflege") == []


def test_half_a_request_keeps_nobody_waiting(port, get):
    with socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHo")
        assert get("pflege.localhost", "/")[0] == 200
