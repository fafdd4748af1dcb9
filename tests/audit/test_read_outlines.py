"""Outlines read in several processes are the same as read here."""

from __future__ import annotations

from audit import page_memory
from audit.page import Page
from audit.page_memory import read_outlines

HTML = """<base href="/tief/"><title>Seite {0}</title><h2 id="a{0}">x</h2>
<details><summary>Mehr</summary><a href="x{0}#ä">Weiter</a></details><a href="/plain/#a">Plain \ud800</a>
<a href="/x{1}/">Einer von zwei</a>"""


def test_outlines_read_in_processes_are_those_read_here(monkeypatch) -> None:
    monkeypatch.setattr(page_memory, "FEW", 2)
    pages = [
        Page(f"/{number}/", "https://www.example.org", HTML.format(number, number % 2))
        for number in range(20)
    ]
    read_outlines(pages, jobs=2)
    for page in pages:
        fresh = Page(page.url, page.base, page.html)
        assert "outline" in vars(page)
        assert "tree" not in vars(page)
        assert page.outline == fresh.outline
        assert page.goals == fresh.goals
        assert page.links == fresh.links


def test_few_pages_and_pages_known_already_start_no_process(monkeypatch) -> None:
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", None)
    pages = [Page(f"/{number}/", "https://www.example.org", HTML) for number in range(5)]
    read_outlines(pages, jobs=2)
    monkeypatch.setattr(page_memory, "FEW", 2)
    for page in pages:
        assert page.links
    read_outlines(pages, jobs=2)
