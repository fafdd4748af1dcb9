"""What was read out of pages comes back from the cache as it was, without parsing them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.cache import Cache
from audit.page import Page
from audit.page_memory import PageMemory, condense

_HTML = """<!doctype html><html lang="de-DE"><title>Pflege &amp; mehr</title>
<body><nav aria-label=Hauptmenü><a href="/geld/">Geld</a></nav>
<main><h1 id=oben>Pflege</h1><p><a href="https://andere.example/#x">Andere</a> <img src="a.png" alt=""></p>
<details><summary>Mehr</summary><a href="tel:112">112</a></details><table><tr><td>1</table></main></body></html>"""
_NAMES = ("title", "lang", "redirect", "links", "anchors", "resources", "frame", "content_kinds")


def _page(html: str = _HTML) -> Page:
    return Page("/pflege/", "https://mini.example", html)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    with Cache(tmp_path / "audit.sqlite") as cache:
        yield cache


def test_everything_comes_back_and_nothing_is_parsed(cache: Cache) -> None:
    page = _page()
    memory = PageMemory([page], cache)
    memory.recall()
    read = {name: getattr(page, name) for name in _NAMES}
    memory.keep()
    again = _page()
    PageMemory([again], cache).recall()
    assert {name: getattr(again, name) for name in _NAMES} == read
    assert "tree" not in vars(again)
    assert read["content_kinds"] >= {"hat eine Tabelle", "hat etwas zum Aufklappen"}
    assert [link.text for link in read["frame"].links] == ["Geld"]


def test_a_changed_page_is_read_anew(cache: Cache) -> None:
    page = _page()
    memory = PageMemory([page], cache)
    memory.recall()
    assert page.title == "Pflege & mehr"
    memory.keep()
    changed = _page(_HTML.replace("mehr<", "Geld<"))
    PageMemory([changed], cache).recall()
    assert changed.title == "Pflege & Geld"


def test_what_was_not_asked_for_is_kept_when_somebody_asks_later(cache: Cache) -> None:
    first = _page()
    memory = PageMemory([first], cache)
    memory.recall()
    assert first.links
    memory.keep()
    second = _page()
    memory = PageMemory([second], cache)
    memory.recall()
    assert "frame" not in vars(second)
    assert second.frame
    memory.keep()
    third = _page()
    PageMemory([third], cache).recall()
    assert {"frame", "links"} <= vars(third).keys()


def test_condensed_page_still_answers_everything() -> None:
    page = _page()
    runs = page.runs
    condense(page)
    assert "tree" not in vars(page)
    assert page.links[0].href == "/geld/"
    assert page.runs == runs  # parsed again, since it was asked for


def test_an_audit_that_recalls_nothing_keeps_nothing(cache: Cache) -> None:
    first = _page()
    memory = PageMemory([first], cache)
    assert first.links
    memory.keep()
    second = _page()
    PageMemory([second], cache).recall()
    assert "links" not in vars(second)
