"""A large site's search index in parts: who is in which, and that an edit makes one of them again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.search import parts as search_parts
from plugins.search.parts import MOST_PARTS, PAGES_IN_PART, parts_of
from tests.plugins.mini_project import Project, page
from tests.plugins.search.test_index import TEXT


def texts(count: int) -> list:
    return [replace(TEXT, url=f"/seite-{number}/") for number in range(count)]


def test_a_small_site_has_one_part() -> None:
    assert parts_of(texts(PAGES_IN_PART)) == (tuple(texts(PAGES_IN_PART)),)
    assert parts_of([]) == ((),)


def test_every_page_of_a_large_site_is_in_one_part() -> None:
    dealt = parts_of(texts(1000))
    assert len(dealt) == 4
    assert sorted(text.url for part in dealt for text in part) == sorted(text.url for text in texts(1000))
    assert all(200 < len(part) < 300 for part in dealt)
    assert len(parts_of(texts(20_000))) == MOST_PARTS


def test_a_page_stays_in_its_part_when_others_come() -> None:
    before = [{text.url for text in part} for part in parts_of(texts(1000))]
    after = [{text.url for text in part} for part in parts_of(texts(1100))]
    assert all(old <= new for old, new in zip(before, after, strict=True))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The parts that Pagefind was asked for."""
    asked: list[Path] = []
    run = search_parts._run_pagefind
    monkeypatch.setattr(
        search_parts,
        "_run_pagefind",
        lambda site, output, seconds: (asked.append(output), run(site, output, seconds)),
    )
    return asked


def test_a_second_build_makes_no_index_and_a_changed_text_does(
    mini_project: Project, made: list[Path]
) -> None:
    assert mini_project.build("muster").code == 0
    before = mini_project.published()
    assert mini_project.build("muster").code == 0
    assert (len(made), mini_project.published()) == (1, before)
    mini_project.write("muster/kontakt.md", page("Kontakt", "Ein ganz neuer Satz.\n"))
    assert mini_project.build("muster").code == 0
    assert len(made) == 2
    assert mini_project.published() != before


def test_an_edit_makes_its_part_again_and_leaves_the_others(
    mini_project: Project, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_parts, "PAGES_IN_PART", 4)
    monkeypatch.setattr(search_parts, "_PAGES_AT_ONCE", 1)  # what forks make is not seen here
    assert mini_project.build("muster").code == 0
    parts = json.loads(mini_project.html("pagefind/words.json"))["parts"]
    assert len(made) == parts > 1
    files = {name for name in mini_project.published() if name.startswith("pagefind/")}
    assert {f"pagefind/{number}/pagefind-entry.json" for number in range(1, parts)} <= files
    shared = {name for name in files if name.endswith(("pagefind.js", ".pagefind"))}
    assert shared == {"pagefind/pagefind.js", "pagefind/wasm.de.pagefind"}
    mini_project.write("muster/kontakt.md", page("Kontakt", "Noch ein Absatz.\n"))
    assert mini_project.build("muster").code == 0
    assert len(made) == parts + 1
    monkeypatch.setattr(search_parts, "PAGES_IN_PART", 100)
    mini_project.write("muster/kontakt.md", page("Kontakt", "Und noch einer.\n"))
    assert mini_project.build("muster").code == 0
    kept = mini_project.root / "build/muster/cache/pagefind"
    assert [folder.name for folder in kept.iterdir()] == ["0"]
