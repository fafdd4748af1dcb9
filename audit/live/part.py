"""Some entries of a mapping, beside which all others can still be found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

V = TypeVar("V")


class Part(Mapping[str, V]):
    """Goes through some entries of a mapping, but finds all of them: rules judge some pages and see the whole site."""

    def __init__(self, whole: Mapping[str, V], keys: Iterable[str]) -> None:
        self._whole = whole
        self._keys = tuple(key for key in keys if key in whole)

    def __getitem__(self, key: str) -> V:
        return self._whole[key]

    def __contains__(self, key: object) -> bool:
        return key in self._whole

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
