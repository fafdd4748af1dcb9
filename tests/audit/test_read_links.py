"""Links read in several processes are the same as read here."""

from __future__ import annotations

from audit import page_memory
from audit.page_memory import read_links
from audit.site import Page

HTML = """<base href="/tief/"><title>Seite {0}</title><h2 id="a{0}">x</h2>
<details><summary>Mehr</summary><a href="x{0}#ä">Weiter</a></details><a href="/plain/#a">Plain \ud800</a>"""


def test_links_read_in_processes_are_those_read_here(monkeypatch) -> None:
    monkeypatch.setattr(page_memory, "_FEW", 2)
    pages = [Page(f"/{number}/", "https://www.example.org", HTML.format(number)) for number in range(20)]
    read_links(pages, jobs=2)
    for page in pages:
        fresh = Page(page.url, page.base, page.html)
        assert "tree" not in vars(page)
        assert vars(page)["links"] == fresh.links
        assert vars(page)["anchors"] == fresh.anchors
        assert (page.title, page.redirect, page.lang) == (fresh.title, fresh.redirect, fresh.lang)


def test_few_pages_and_pages_known_already_start_no_process(monkeypatch) -> None:
    monkeypatch.setattr(page_memory, "ProcessPoolExecutor", None)
    pages = [Page(f"/{number}/", "https://www.example.org", HTML) for number in range(5)]
    read_links(pages, jobs=2)
    monkeypatch.setattr(page_memory, "_FEW", 2)
    for page in pages:
        assert page.links
    read_links(pages, jobs=2)
