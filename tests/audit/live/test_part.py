"""A part of a mapping: goes through some, finds all."""

from __future__ import annotations

import pytest

from audit.live.part import Part


def test_it_goes_through_its_keys_and_finds_all() -> None:
    part = Part({"a": 1, "b": 2, "c": 3}, ["c", "a", "nowhere"])
    assert list(part.items()) == [("c", 3), ("a", 1)]
    assert len(part) == 2
    assert part["b"] == 2
    assert "b" in part
    with pytest.raises(KeyError):
        part["nowhere"]
