"""The gallery shows every component, is valid and accessible itself, and tells editors how they write one."""

from __future__ import annotations

import functools
import http.server
import threading
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from plugins.content_schema import SiteMeta
from plugins.gallery import main, write
from tests.theme import samples
from tests.theme.conftest import browser, html_faults  # noqa: F401  (fixtures)


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    site = SiteMeta(
        title="Muster",
        tagline="Eine Site für Tests",
        town="Musterstadt",
        host="muster.example",
        contact="zentrale",
        owners={},
        colours={"brand": "#0b5c55", "accent": "#8a2b0a"},
        menu=(),
        footer=(),
    )
    write(site, date(2026, 11, 22), folder)
    return folder


@pytest.fixture(scope="module")
def page(gallery: Path) -> BeautifulSoup:
    return BeautifulSoup((gallery / "index.html").read_text(encoding="utf-8"), "html.parser")


def test_every_component_is_there(page: BeautifulSoup) -> None:
    assert [heading.text for heading in page.find_all("h2")] == samples.component_names()


def test_every_example_is_a_document_of_its_own(page: BeautifulSoup) -> None:
    shown = [
        example
        for name in samples.component_names()
        for example in samples.examples(name)
        if not example.get("hidden")
    ]
    frames = page.find_all("iframe")
    assert len(frames) == len(shown)
    assert all(frame["title"] and "<!DOCTYPE html>" in frame["srcdoc"] for frame in frames)


def test_notation_is_shown(page: BeautifulSoup) -> None:
    section = page.find(id="glossary-term").parent
    assert "[[glossar:Pflegekasse]]" in section.select_one("pre").text


def test_gallery_is_valid(gallery: Path, html_faults) -> None:  # noqa: F811
    assert html_faults({"gallery": (gallery / "index.html").read_text(encoding="utf-8")}) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_gallery_is_accessible(gallery: Path, browser, width: int) -> None:  # noqa: F811
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(gallery))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser.width(width)
        browser.media()
        browser.driver.get(f"http://127.0.0.1:{server.server_port}/")
        assert browser.run("return document.documentElement.scrollWidth") <= width
        browser.run(browser.axe)
        assert browser._violations() == []
        server.shutdown()


def test_unknown_site() -> None:
    result = CliRunner().invoke(main, ["--site", "pflegestuetzpunk"])
    assert result.exit_code == 2
    assert "Meinten Sie „pflegestuetzpunkt“?" in result.output
