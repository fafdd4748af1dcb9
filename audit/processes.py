"""The same work on many things, in several processes that know all that this one knows."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: What a forked process is there for. It is inherited, so neither it nor what it holds has to be sent.
_work: Callable[[Any], Any] | None = None


def in_processes(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    jobs: int,
    begin: Callable[[], None] = lambda: None,
) -> Iterator[Result]:
    """What ``work`` makes of each item, in their order, made by ``jobs`` processes; what it raises is raised here.

    Each process calls ``begin`` first. Items and results are pickled. BrokenProcessPool if a process dies.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(jobs, get_context("fork"), _begin, (work, begin))
    try:
        yield from pool.map(_call, items)
    finally:
        pool.shutdown(cancel_futures=True)  # of what is still to do, when somebody interrupts


def _begin(work: Callable[[Any], Any], begin: Callable[[], None]) -> None:
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the parent says that all of it was interrupted
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()  # else every search for cycles goes through, and so copies, all that is inherited
    begin()


def _call(item: Any) -> Any:
    assert _work is not None
    return _work(item)
