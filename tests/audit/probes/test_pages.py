"""Pages from folders, live sites, sitemaps and lists: found once each, failures named, nothing for ever."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.errors import ProbeError
from audit.probes import pages
from audit.probes.http import Fetcher

_spec = importlib.util.spec_from_file_location(
    "hostile_server", Path(__file__).with_name("hostile_server.py")
)
_hostile = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_hostile)


def _links(*addresses: str) -> bytes:
    return _hostile.page("Seite", "".join(f'<a href="{address}">x</a>' for address in addresses))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setitem(
        _hostile.PAGES, "/", _links("/a/", "/redirect", "/pdf", "/gone", "https://www.example.org/", "/reset")
    )
    monkeypatch.setitem(_hostile.PAGES, "/a/", _links("/", "/b/?seite=2", "/b/#unten", "mailto:a@b.example"))
    monkeypatch.setitem(_hostile.PAGES, "/b/", _links("/a/"))
    with _hostile.hostile_server() as base:
        monkeypatch.setitem(
            _hostile.PAGES,
            "/sitemap.xml",
            f"<sitemapindex><sitemap><loc>{base}/teil.xml</loc></sitemap></sitemapindex>".encode(),
        )
        monkeypatch.setitem(
            _hostile.PAGES,
            "/teil.xml",
            f"<urlset><url><loc>{base}/a/</loc></url><url><loc> {base}/b/ </loc></url></urlset>".encode(),
        )
        yield base


def _tell(done: int) -> None:
    pass


def test_crawl_finds_every_page_once_and_names_what_failed(server: str) -> None:
    found = pages.from_crawl(f"{server}/", Fetcher(), 100, _tell)
    assert sorted(found.site.pages) == ["/", "/a/", "/b/", "/good"]
    assert found.site.missing == {"/gone"}
    assert list(found.failures) == ["/reset"]
    assert {"/pdf", "/redirect"} <= found.site.files
    assert not found.cut


def test_crawl_stops_at_the_limit_and_says_so(server: str) -> None:
    found = pages.from_crawl(f"{server}/", Fetcher(), 2, _tell)
    assert len(found.site.pages) <= 2
    assert found.cut


def test_infinite_calendar_ends(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Calendar(dict):
        def __contains__(self, path: object) -> bool:
            return str(path).startswith("/tag/")

        def __getitem__(self, path: str) -> bytes:
            return _links(f"/tag/{int(path.strip('/').split('/')[1]) + 1}/")

    monkeypatch.setattr(_hostile, "PAGES", Calendar())
    found = pages.from_crawl(f"{server}/tag/1/", Fetcher(), 30, _tell)
    assert len(found.site.pages) == 30
    assert found.cut


def test_sitemap_of_sitemaps_is_read(server: str) -> None:
    found = pages.from_sitemap(f"{server}/sitemap.xml", Fetcher(), 100, _tell)
    assert sorted(found.site.pages) == ["/a/", "/b/"]


def test_what_is_no_sitemap_is_refused(server: str) -> None:
    with pytest.raises(ProbeError, match="nennt keine Seiten"):
        pages.from_sitemap(f"{server}/good", Fetcher(), 100, _tell)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "404"),
        ("/pdf", "keine HTML-Seite"),
        ("/loop", "leitet mehr als"),
        ("/huge", "größer als"),
        ("/reset", "nicht zu erreichen"),
    ],
)
def test_list_names_why_a_page_failed(server: str, path: str, reason: str) -> None:
    found = pages.from_list([f"{server}{path}", f"{server}/good"], Fetcher(), _tell)
    assert reason in {**found.failures, **found.skipped}[f"{server}{path}"]
    assert (path == "/pdf") == bool(found.skipped)
    assert list(found.site.pages) == [f"{server}/good"]


def test_names_below_localhost_are_this_machine(server: str) -> None:
    address = f"{server}/redirect".replace("127.0.0.1", "senioren.localhost")
    answer = Fetcher(pause=60).get(address)
    assert (answer.asked, answer.final) == (address, f"{address.removesuffix('/redirect')}/good")
    assert (answer.status, answer.problem) == (200, "")


def test_endless_drip_ends_at_the_deadline(server: str) -> None:
    answer = Fetcher(seconds=1).get(f"{server}/drip")
    assert "rechtzeitig" in answer.problem


def test_folder_gives_pages_and_files(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text("<p>Start", encoding="utf-8")
    (tmp_path / "a/index.html").write_bytes("<p>Grüße".encode("utf-16"))
    (tmp_path / "bild.png").touch()
    (tmp_path / "schleife").symlink_to(tmp_path, target_is_directory=True)
    found = pages.from_folder(tmp_path, "https://x.example")
    assert sorted(found.site.pages) == ["/", "/a/"]
    assert "/bild.png" in found.site.files


def test_cache_key_covers_what_the_page_loads(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<link rel="stylesheet" href="/a.css"><img src="b.png">', encoding="utf-8"
    )
    (tmp_path / "a.css").write_text("@import 'c.css'; p { background: url(d.png) }", encoding="utf-8")
    for name in ("b.png", "c.css", "d.png", "unbenutzt.png"):
        (tmp_path / name).write_bytes(name.encode())
    found = pages.from_folder(tmp_path, "https://x.example")

    def parts() -> list[bytes]:
        return list(found.bytes_of(found.site.pages["/"]))

    before = parts()
    assert parts() == before
    for name in ("a.css", "b.png", "c.css", "d.png"):
        file = tmp_path / name
        original = file.read_bytes()
        file.write_bytes(original + b" ")
        assert parts() != before, name
        file.write_bytes(original)
    (tmp_path / "unbenutzt.png").write_bytes(b"anders")
    assert parts() == before


@pytest.mark.parametrize(
    "raw",
    [
        "Grüße".encode(),
        b"\xef\xbb\xbfGr\xc3\xbc\xc3\x9fe",
        "Grüße".encode("cp1252"),
        "<meta charset=iso-8859-1>Grüße".encode("latin-1"),
    ],
)
def test_text_is_decoded_as_browsers_do(raw: bytes) -> None:
    assert "Grüße" in pages.decode(raw)
