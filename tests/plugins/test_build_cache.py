"""What earlier builds made is taken again only if everything it depends on is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins import search_index
from plugins.build_cache import TextCache, cached_folder, key_of
from tests.plugins.mini_project import Project, page


def fail() -> str:
    raise AssertionError("was made again")


def test_where_a_part_ends_counts() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")


def test_texts_are_kept_and_forgotten_when_no_longer_used(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "texts.json"
    first = TextCache(file)
    assert first.text("a", lambda: "<p>ä</p>") == "<p>ä</p>"
    assert first.text("b", lambda: "") == ""
    first.save()
    second = TextCache(file)
    assert second.text("a", fail) == "<p>ä</p>"
    second.save()
    third = TextCache(file)
    assert third.text("a", fail) == "<p>ä</p>"
    assert third.text("b", lambda: "neu") == "neu"


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b"[]", b'{"a": 1}'])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "texts.json"
    file.write_bytes(damage)
    cache = TextCache(file)
    assert cache.text("a", lambda: "neu") == "neu"
    cache.save()
    assert TextCache(file).text("a", fail) == "neu"


def test_a_folder_is_made_once_for_each_key(tmp_path: Path) -> None:
    def make(text: str, folder: Path) -> None:
        folder.mkdir()
        (folder / "index").write_text(text)

    place = tmp_path / "kept"
    cached_folder(place, "1", tmp_path / "a", lambda folder: make("eins", folder))
    cached_folder(place, "1", tmp_path / "b", lambda folder: make("zwei", folder))
    cached_folder(place, "2", tmp_path / "c", lambda folder: make("zwei", folder))
    assert [(tmp_path / name / "index").read_text() for name in "abc"] == ["eins", "eins", "zwei"]
    assert [path.name for path in place.iterdir()] == ["2"]


def test_what_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    def make(folder: Path) -> None:
        folder.mkdir()
        raise OSError("voll")

    with pytest.raises(OSError, match="voll"):
        cached_folder(tmp_path / "kept", "1", tmp_path / "a", make)
    assert not (tmp_path / "a").exists()
    assert not (tmp_path / "kept" / "1").exists()


def test_a_second_build_makes_no_index_and_a_changed_text_does(
    mini_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    run = search_index._run_pagefind
    monkeypatch.setattr(search_index, "_run_pagefind", lambda *paths: (made.append(1), run(*paths)))
    assert mini_project.build("muster").code == 0
    before = mini_project.published()
    assert mini_project.build("muster").code == 0
    assert (len(made), mini_project.published()) == (1, before)
    mini_project.write("muster/kontakt.md", page("Kontakt", "Ein ganz neuer Satz.\n"))
    assert mini_project.build("muster").code == 0
    assert len(made) == 2
    assert mini_project.published() != before
