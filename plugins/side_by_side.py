"""One thing after the other, or with all cores where there are many: pages that do not depend on one another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import active_count
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: So many items are worth processes of their own, each given so many at a time.
_MANY, _CHUNK = 200, 50
#: What stands for an item that could not be made in another process.
_FAILED = None
#: What forked processes find here: they know all that this process knows, so that nothing has to be sent to them.
_task: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def side_by_side(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """What ``work`` makes of each item, in their order; what it raises is raised here.

    Other processes help only where items are many, and in a process that neither shares the machine with builds of other
    sites nor has threads (a fork would copy their locks). ``work`` must not count on being called in this process, must not
    return None, and may be called twice for an item that it raised something for.
    """
    cores = os.cpu_count() or 1
    if len(items) < _MANY or cores < 2 or parent_process() or active_count() > 1:
        yield from map(work, items)
        return
    yield work(items[0])  # here, so that what all need is made once
    yield from _forked(work, items[1:], cores)


def _forked(work: Callable[[Item], Result], items: Sequence[Item], cores: int) -> Iterator[Result]:
    global _task
    _task = work, items
    try:
        with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
            starts = range(0, len(items), _CHUNK)
            for start, results in zip(starts, pool.map(_made, starts), strict=True):
                for item, result in zip(items[start : start + _CHUNK], results, strict=True):
                    yield work(item) if result is _FAILED else result
    finally:
        _task = None


def _made(start: int) -> list[Any]:
    assert _task is not None
    work, items = _task
    return [_attempt(work, item) for item in items[start : start + _CHUNK]]


def _attempt(work: Callable[[Any], Any], item: Any) -> Any:
    try:
        return work(item)
    except Exception:  # noqa: BLE001 - raised again by the process that tells of it
        return _FAILED
