"""Visit all pages of a site in Chromium: the pool of browsers, second tries, and the cache of visits.

One browser a worker, reused; a page that fails gets one more try in a fresh browser, then it is ``failed`` with a
reason and the audit is incomplete. Successful visits are cached by content (see ``audit.cache``).
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from audit.cache import Cache, hash_of
from audit.engines.ensemble import EngineRules
from audit.errors import ProbeError
from audit.probes.browser_session import Session, fingerprint
from audit.probes.browser_slot import Slot
from audit.probes.states import State
from audit.probes.visit_store import keep, stored
from audit.visit import StoredVisit, Visit, Visits


@dataclass(frozen=True, slots=True)
class Request:
    """A page to visit: its address on the site, where the browser finds it, and its cache key (None: not cached)."""

    page: str
    url: str
    key: str | None


def visit_all(
    requests: Iterable[Request],
    cache: Cache,
    *,
    offline: bool,
    jobs: int,
    seconds: float,
    states: tuple[State, ...],
    progress: Callable[[int], None] = lambda done: None,
    look_at: Collection[str] | None = None,
) -> Visits:
    """Visit every page, from the cache where its key is known. ``progress`` is told how many are done.

    Of pages other than ``look_at`` (None: all) there is only what the cache knows.

    ProbeError if no browser can be started.
    """
    requests = list(requests)
    rules_key, browser_key = hash_of("engine rules", fingerprint()), hash_of("browser", fingerprint())
    known = cache.get_many([rules_key, browser_key])
    visits: dict[str, Visit | StoredVisit] = dict(
        stored({request.key: request.page for request in requests if request.key}, cache)
    )
    todo = [
        request
        for request in requests
        if request.page not in visits and (look_at is None or request.page in look_at)
    ]
    if rules_key not in known:
        todo.insert(0, RULES)  # in a worker as well: while it asks, the others start their browsers
    pool = Pool(lambda: Session(offline=offline, seconds=seconds, states=states), jobs)
    failures: dict[str, str] = {}
    rules = known.get(rules_key)
    progress(len(visits))
    try:
        for request, measured, failure in pool.run(todo):
            if request is RULES:
                keep_rules(measured, failure, cache)
                rules = measured
            elif measured is None:
                failures[request.page] = failure
            else:
                visits[request.page] = keep(request.key, measured, cache)
            progress(len(visits) + len(failures))
    finally:
        pool.stop()
    if pool.version:
        cache.put(browser_key, pool.version)
    in_order = {request.page: visits[request.page] for request in requests if request.page in visits}
    return Visits(in_order, failures, EngineRules.of(rules), pool.version or known.get(browser_key, ""))


def known_rules(cache: Cache) -> EngineRules | None:
    """The engines' own rules from the cache; None where they are not known."""
    key = hash_of("engine rules", fingerprint())
    rules = cache.get_many([key]).get(key)
    return None if rules is None else EngineRules.of(rules)


_NO_RULES = "Die Prüfprogramme nennen ihre Regeln nicht: {}. Bitte noch einmal prüfen."
#: The lists of the engines' rules, asked for as if it were a page.
RULES = Request("", "", None)


def keep_rules(rules: Mapping[str, Any] | None, failure: str, cache: Cache) -> EngineRules:
    """The engines' own rules as they were measured, for the next time as well. ProbeError if they cannot be had."""
    if rules is None:
        raise ProbeError(_NO_RULES.format(failure))
    cache.put(hash_of("engine rules", fingerprint()), rules)
    return EngineRules.of(rules)


def _answer(session: Session, request: Request) -> Any:
    return session.engine_rules() if request is RULES else session.measure(request.url)


class Pool:
    """Workers that each reuse a browser; results come in the order they are ready."""

    def __init__(self, start: Callable[[], Session], jobs: int) -> None:
        self._slots = [Slot(start) for _ in range(jobs)]
        self._stopping = threading.Event()

    @property
    def version(self) -> str:
        """Version of the browser; "" if none was needed."""
        return next((slot.version for slot in self._slots if slot.version), "")

    def run(self, requests: Sequence[Request]) -> Iterator[tuple[Request, Any, str]]:
        todo: queue.SimpleQueue[Request] = queue.SimpleQueue()
        done: queue.SimpleQueue[tuple[Request, Any, str] | BaseException] = queue.SimpleQueue()
        for request in requests:
            todo.put(request)
        for slot in self._slots[: len(requests)]:
            threading.Thread(target=self._work, args=(slot, todo, done), daemon=True).start()
        for _ in requests:
            result = done.get()
            if isinstance(result, BaseException):
                raise result
            yield result

    def _work(self, slot: Slot, todo: queue.SimpleQueue[Request], done: queue.SimpleQueue[Any]) -> None:
        try:
            while not self._stopping.is_set():
                try:
                    request = todo.get_nowait()
                except queue.Empty:
                    return
                done.put((request, *slot.do(partial(_answer, request=request))))
        except BaseException as error:  # noqa: BLE001  handed to the caller's thread, which raises it
            done.put(error)

    def stop(self) -> None:
        self._stopping.set()
        for slot in self._slots:
            slot.stop()
