"""What one round of a resident build made, for the next: made of the same, it is the same object again.

So whatever is made of it in turn can be found by comparing identities, page by page. Only in memory.
A round is one build; what a round that succeeded did not ask for is forgotten. Settings read: ``MEMO`` (absent: nothing is kept).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

Value = TypeVar("Value")


class Memo:
    """Values by kind and name, each with everything it was made of."""

    def __init__(self, *, keeps: bool = True) -> None:
        self._keeps = keeps
        self._before: dict[tuple[str, str], tuple[Any, Any]] = {}
        self._now: dict[tuple[str, str], tuple[Any, Any]] = {}

    def of(self, kind: str, name: str, inputs: object, make: Callable[[], Value]) -> Value:
        """What ``make`` made of equal ``inputs``, else what it makes now. What it raises is not kept."""
        found = self._found(kind, name)
        if found is not None and found[0] == inputs:
            return self.keep(kind, name, *found)
        return self.keep(kind, name, inputs, make())

    def same(self, kind: str, name: str, value: Value) -> Value:
        """``value``, or the object it is equal to that was given before."""
        found = self._found(kind, name)
        return self.keep(kind, name, None, found[1] if found is not None and found[1] == value else value)

    def kept(self, kind: str, name: str, inputs: object, holds: Callable[[Any], bool]) -> Any:
        """What was kept with equal ``inputs``, if it still ``holds``; else None."""
        found = self._found(kind, name)
        if found is None or found[0] != inputs or not holds(found[1]):
            return None
        return self.keep(kind, name, *found)

    def keep(self, kind: str, name: str, inputs: object, value: Value) -> Value:
        """Note that ``value`` was made of ``inputs``."""
        if self._keeps:
            self._now[kind, name] = inputs, value
        return value

    def end_round(self) -> None:
        """A round succeeded: forget what it did not ask for."""
        self._before, self._now = self._now, {}

    def _found(self, kind: str, name: str) -> tuple[Any, Any] | None:
        return self._now.get((kind, name)) or self._before.get((kind, name))


#: For what is built once.
KEEPS_NOTHING = Memo(keeps=False)


def memo_of(settings: Mapping[str, Any]) -> Memo:
    """The memo of the build; one that keeps nothing unless the build is resident."""
    return cast(Memo, settings.get("MEMO", KEEPS_NOTHING))
