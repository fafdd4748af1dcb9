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
    if len(items) < _MANY or not _may_fork():
        yield from map(work, items)
        return
    yield work(items[0])  # here, so that what all need is made once
    yield from _forked(work, items[1:], _CHUNK, _cores())


def large_side_by_side(
    work: Callable[[Item], Result], items: Sequence[Item], at_once: int
) -> Iterator[Result]:
    """As ``side_by_side``, for items of which each takes long: even two are worth processes of their own, ``at_once`` at most."""
    if len(items) > 1 and at_once > 1 and _may_fork():
        yield from _forked(work, items, 1, at_once)
    else:
        yield from map(work, items)


def _cores() -> int:
    return os.cpu_count() or 1


def _may_fork() -> bool:
    return _cores() > 1 and not parent_process() and active_count() == 1


def _forked(
    work: Callable[[Item], Result], items: Sequence[Item], chunk: int, at_once: int
) -> Iterator[Result]:
    global _task
    _task = work, items
    try:
        with ProcessPoolExecutor(min(_cores(), at_once), mp_context=get_context("fork")) as pool:
            chunks = [range(start, min(start + chunk, len(items))) for start in range(0, len(items), chunk)]
            for places, results in zip(chunks, pool.map(_made, chunks), strict=True):
                for place, result in zip(places, results, strict=True):
                    yield work(items[place]) if result is _FAILED else result
    finally:
        _task = None


def _made(places: range) -> list[Any]:
    assert _task is not None
    work, items = _task
    return [_attempt(work, items[place]) for place in places]


def _attempt(work: Callable[[Any], Any], item: Any) -> Any:
    try:
        return work(item)
    except Exception:  # noqa: BLE001 - raised again by the process that tells of it
        return _FAILED
