"""What earlier builds made is taken again only if everything it depends on is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.building.cache import Kept, kept_folder, key_of


def test_where_a_part_ends_counts() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")


def test_values_are_kept_and_forgotten_when_no_longer_used(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "texts.jsonl"
    first = Kept(file)
    assert first.get("a") is None
    first.keep("a", ["<p>ä\udcff</p>", {"x": None}])
    first.keep("b", "")
    assert first.get("b") == ""
    first.end_round(writes=True)
    assert first.get("b") == ""
    second = Kept(file)
    assert second.get("a") == ["<p>ä\udcff</p>", {"x": None}]
    second.end_round(writes=True)
    assert second.get("b") is None
    assert Kept(file).get("b") is None


def test_a_round_that_does_not_write_forgets_in_memory_only(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    kept = Kept(file)
    kept.keep("a", 1)
    kept.end_round(writes=True)
    kept.end_round(writes=False)
    assert kept.get("a") is None
    assert Kept(file).get("a") == 1


def test_without_a_file_values_live_in_memory() -> None:
    kept = Kept(None)
    kept.keep("a", 1)
    kept.end_round(writes=True)
    assert kept.get("a") == 1


@pytest.mark.parametrize("damage", [b"{", b"\xff", b"[]", b"1", b'{"a": 1}', b'["a"]', b'["a", 1]\n["b", '])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(damage)
    kept = Kept(file)
    assert kept.get("a") is None
    kept.keep("a", "neu")
    kept.end_round(writes=True)
    assert Kept(file).get("a") == "neu"


def test_a_folder_is_made_once_for_each_key(tmp_path: Path) -> None:
    def make(text: str, folder: Path) -> None:
        folder.mkdir()
        (folder / "index").write_text(text)

    place, found = tmp_path / "kept", []
    for key, text in (("1", "eins"), ("1", "zwei"), ("2", "zwei")):
        folder = kept_folder(place, key, lambda folder, text=text: make(text, folder))
        found.append((folder / "index").read_text())
    assert found == ["eins", "eins", "zwei"]
    assert [path.name for path in place.iterdir()] == ["2"]


def test_what_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    def make(folder: Path) -> None:
        folder.mkdir()
        raise OSError("voll")

    with pytest.raises(OSError, match="voll"):
        kept_folder(tmp_path / "kept", "1", make)
    assert not (tmp_path / "kept" / "1").exists()
