"""All pages together: which addresses exist, and which pages share a title."""

from __future__ import annotations

import pytest

from audit.page import Page
from audit.site import Site

BASE = "https://stadt.example"


def page(html: str, url: str) -> Page:
    return Page(url, BASE, html)


@pytest.mark.parametrize(
    ("address", "exists"),
    [("/x/", True), ("/x", True), ("/x/index.html", True), ("/plan.pdf", True), ("/", True), ("/index.html", True),
     ("/y/", False), ("/X/", False), ("/plan.pdf/", False), ("/x/y", False)],
)  # fmt: skip
def test_which_addresses_exist(address: str, exists: bool) -> None:
    site = Site(BASE, {"/": page("", "/"), "/x/": page("", "/x/")}, files=frozenset({"/plan.pdf"}))
    assert site.is_missing(address) is not exists


def test_a_crawl_knows_only_some_addresses_to_be_missing() -> None:
    site = Site(BASE, {"/": page("", "/")}, missing=frozenset({"/weg/"}))
    assert (site.is_missing("/weg/"), site.is_missing("/tief/"), site.is_missing("/")) == (True, False, False)


def test_urls_by_title_leave_out_redirects() -> None:
    pages = {
        "/b/": "<title>T</title>",
        "/a/": "<title> T </title>",
        "/c/": '<title>T</title><meta http-equiv=refresh content="0;url=/a/">',
    }
    assert Site(BASE, {url: page(html, url) for url, html in pages.items()}).urls_by_title == {
        "T": ("/a/", "/b/")
    }
