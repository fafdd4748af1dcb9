"""What every page of every microsite has, and the files for machines beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.plugins.mini_project import Project

SITES = ("pflegestuetzpunkt", "senioren")


def pages(project: Project) -> Iterator[tuple[str, LexborHTMLParser]]:
    for site in SITES:
        for path in sorted((project.root / "output" / site).rglob("*.html")):
            name = path.relative_to(project.root / "output").as_posix()
            yield name, LexborHTMLParser(path.read_text(encoding="utf-8"))


def test_every_page_has_what_every_page_must_have(real_sites: Project) -> None:
    count = 0
    for name, page in pages(real_sites):
        count += 1
        for selector in (
            "h1",
            "main#dk-inhalt",
            "aside#dk-kontakt",
            "header",
            "footer",
            "title",
            "html[lang]",
        ):
            assert len(page.css(selector)) == 1, (name, selector)
        assert page.css_first("a").attributes["href"] == "#dk-inhalt", name
        assert page.css("aside#dk-kontakt a[href^='tel:']"), name
        assert page.css_first("h1").text(strip=True), name
        assert page.css_first("title").text(strip=True), name
        assert not page.css("[style]"), name
        scripts = page.css("script:not([type='application/ld+json'])")
        assert all(script.attributes.get("src", "").startswith("/js/") for script in scripts), name
    assert count > 80


def test_ids_are_given_once(real_sites: Project) -> None:
    for name, page in pages(real_sites):
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), name


def test_json_ld_of_every_page_can_be_read(real_sites: Project) -> None:
    for name, page in pages(real_sites):
        if name.endswith("404.html"):
            continue
        (script,) = page.css("script[type='application/ld+json']")
        data = json.loads(script.text())
        assert data["contactPoint"]["telephone"], name


@pytest.mark.parametrize("site", SITES)
def test_nothing_is_left_of_our_notations(site: str, real_sites: Project) -> None:
    for name, content in real_sites.published(site).items():
        if name.endswith(".html"):
            assert b"[[kontakt" not in content, name
            assert b"{:" not in content, name
            assert b"\0" not in content, name


@pytest.mark.parametrize("site", SITES)
def test_sitemap_names_every_page(site: str, real_sites: Project) -> None:
    manifest = real_sites.manifest(site)
    root = ElementTree.fromstring(real_sites.html("sitemap.xml", site))
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset"
    addresses = [url.findtext(f"{space}loc") for url in root]
    assert addresses == [manifest["url"] + page["url"] for page in manifest["pages"]]
    days = [url.findtext(f"{space}lastmod") for url in root]
    assert days == [page["meta"]["last_reviewed_on"] for page in manifest["pages"]]


def test_sitemap_of_a_title_with_signs(mini_project: Project) -> None:
    mini_project.replace("muster/kontakt.md", "title: Kontakt", 'title: "Kontakt & <Hilfe>"')
    assert mini_project.build().code == 0
    assert len(ElementTree.fromstring(mini_project.html("sitemap.xml"))) == 9


def test_robots_may_read_everything(real_sites: Project) -> None:
    parser = RobotFileParser()
    parser.parse(real_sites.html("robots.txt", "senioren").splitlines())
    assert parser.can_fetch("*", "https://senioren.musterstadt.example/pflege/")
    assert parser.site_maps() == ["https://senioren.musterstadt.example/sitemap.xml"]


def test_page_for_wrong_addresses_helps_on(built_project: Project) -> None:
    page = LexborHTMLParser(built_project.html("404.html"))
    assert page.css_first("h1").text() == "Diese Seite gibt es nicht"
    assert page.css("a[href='/']")
    assert page.css("aside a[href='tel:+493023125100']")
    # shown for addresses at any depth, so nothing on it may be relative
    for node in page.css("[href]"):
        assert node.attributes["href"].startswith(("/", "#", "tel:", "mailto:"))


def test_stylesheet_has_the_colours_of_the_site(built_project: Project) -> None:
    style = built_project.html("style.css")
    assert "--dk-site-brand:#0b5c55" in style
    assert "{{" not in style
    assert "{%" not in style
