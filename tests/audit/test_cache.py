"""The cache keeps what was measured, and survives everything that can happen to its file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.cache import Cache, hash_of


def test_keeps_values_over_runs(tmp_path: Path) -> None:
    file = tmp_path / "c" / "audit.sqlite"
    with Cache(file) as cache:
        cache.put("k", {"ä": [1, 2]})
    with Cache(file) as cache:
        assert cache.get_many(["k", "other"]) == {"k": {"ä": [1, 2]}}


def test_without_file_keeps_nothing() -> None:
    with Cache(None) as cache:
        cache.put("k", 1)
        assert cache.get_many(["k"]) == {}


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_damaged_file_is_replaced(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "audit.sqlite"
    file.write_bytes(damage)
    with Cache(file) as cache:
        cache.put("k", 1)
        assert cache.get_many(["k"]) == {"k": 1}


def test_file_with_flipped_bytes_never_gives_a_wrong_value(tmp_path: Path) -> None:
    file = tmp_path / "audit.sqlite"
    with Cache(file) as cache:
        for number in range(50):
            cache.put(f"k{number}", {"value": number, "fill": "x" * 500})
    whole = file.read_bytes()
    for offset in range(0, len(whole), 997):
        file.write_bytes(whole[:offset] + bytes([whole[offset] ^ 0xFF]) + whole[offset + 1 :])
        with Cache(file) as cache:
            found = cache.get_many(f"k{number}" for number in range(50))
        assert all(value["value"] == int(key[1:]) for key, value in found.items())


def test_newer_file_is_replaced(tmp_path: Path) -> None:
    import sqlite3

    file = tmp_path / "audit.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with Cache(file) as cache:
        cache.put("k", 1)
        assert cache.get_many(["k"]) == {"k": 1}


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_hash_tells_lists_of_parts_apart(one: list[str], other: list[str]) -> None:
    assert (hash_of(*one) == hash_of(*other)) == (one == other)
