"""Visit all pages of a site in Chromium: the pool of browsers, second tries, and the cache of visits.

One browser a worker, reused; a page that fails gets one more try in a fresh browser, then it is ``failed`` with a
reason and the audit is incomplete. Successful visits are cached by content (see ``audit.cache``).
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from audit.cache import Cache, hash_of
from audit.engines.ensemble import EngineRules
from audit.errors import ProbeError
from audit.probes.browser_parts import merged
from audit.probes.browser_session import PageFailed, Session, fingerprint
from audit.probes.states import State
from audit.probes.visit_store import keep, stored
from audit.visit import StoredVisit, Visit, Visits

RETIRE_AFTER = 200  # pages: a browser reused for ever grows


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
) -> Visits:
    """Visit every page, from the cache where its key is known. ``progress`` is told how many are done.

    ProbeError if no browser can be started.
    """
    requests = list(requests)
    rules_key, browser_key = hash_of("engine rules", fingerprint()), hash_of("browser", fingerprint())
    known = cache.get_many([rules_key, browser_key])
    visits: dict[str, Visit | StoredVisit] = dict(
        stored({request.key: request.page for request in requests if request.key}, cache)
    )
    todo = [request for request in requests if request.page not in visits]
    if rules_key not in known:
        todo.insert(0, _RULES)  # in a worker as well: while it asks, the others start their browsers
    pool = Pool(lambda: Session(offline=offline, seconds=seconds, states=states), jobs)
    failures: dict[str, str] = {}
    rules = known.get(rules_key)
    progress(len(visits))
    try:
        for request, measured, failure in pool.run(todo):
            if request is _RULES:
                if measured is None:
                    raise ProbeError(_NO_RULES.format(failure))
                rules = measured
                cache.put(rules_key, rules)
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


def engine_rules(pool: Pool, cache: Cache) -> EngineRules:
    """The engines' own rules, from the cache where they are known. ProbeError if they cannot be had."""
    known = known_rules(cache)
    if known is None:
        ((_, rules, failure),) = pool.run([_RULES])
        if rules is None:
            raise ProbeError(_NO_RULES.format(failure))
        cache.put(hash_of("engine rules", fingerprint()), rules)
        known = EngineRules.of(rules)
    return known


_NO_RULES = "Die Prüfprogramme nennen ihre Regeln nicht: {}. Bitte noch einmal prüfen."
#: Some of the states of a page; None: all.
Part = tuple[State, ...] | None
#: The lists of the engines' rules, asked for as if it were a page.
_RULES = Request("", "", None)


def _answer(session: Session, request: Request, part: Part) -> Any:
    if request is _RULES:
        return session.engine_rules()
    return session.measure(request.url) if part is None else session.measure(request.url, part)


def _together(parts: list[tuple[Any, str]]) -> tuple[Any, str]:
    """One page from its parts; failed if any of them is."""
    failure = next((failure for measured, failure in parts if measured is None), "")
    return (None, failure) if failure else (merged([measured for measured, _ in parts]), "")


class Pool:
    """Workers that each keep a browser, also from one run to the next; results come in the order they are ready."""

    def __init__(
        self, start: Callable[[], Session], jobs: int, parts: tuple[tuple[State, ...], ...] = ()
    ) -> None:
        """``start`` starts a browser; there are never more than ``jobs``. Where there are fewer pages than that, browsers
        share ``parts`` of each page's states (see ``browser_parts``): it is loaded twice, and done in about half the time.
        """
        self._start = start
        self._jobs = jobs
        self._parts = parts
        self._slots = threading.Semaphore(jobs)
        self._idle: list[Session] = []
        self._sessions: set[Session] = set()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self.version = ""

    def run(self, requests: Sequence[Request]) -> Iterator[tuple[Request, Any, str]]:
        """Measure these pages; whoever goes away early leaves the rest undone."""
        return filter(None, self.run_beating(requests, None))

    def run_beating(
        self, requests: Sequence[Request], seconds: float | None
    ) -> Iterator[tuple[Request, Any, str] | None]:
        """The same; None whenever nothing is ready after so many ``seconds``, so that the caller can look elsewhere."""
        todo: queue.SimpleQueue[tuple[Request, Part]] = queue.SimpleQueue()
        done: queue.SimpleQueue[tuple[Request, Part, Any, str] | BaseException] = queue.SimpleQueue()
        parts = (self._parts if len(requests) < self._jobs else ()) or (None,)
        tasks = [
            (request, part) for request in requests for part in (parts if request is not _RULES else (None,))
        ]
        for task in tasks:
            todo.put(task)
        workers = [
            threading.Thread(target=self._work, args=(todo, done), daemon=True)
            for _ in range(min(self._jobs, len(tasks)))
        ]
        for worker in workers:
            worker.start()
        ready: dict[str, list[tuple[Part, Any, str]]] = {}
        try:
            left = len(tasks)
            while left:
                try:
                    result = done.get(timeout=seconds)
                except queue.Empty:
                    yield None
                    continue
                left -= 1
                if isinstance(result, BaseException):
                    raise result
                request, part, measured, failure = result
                if part is None:
                    yield request, measured, failure
                    continue
                found = ready.setdefault(request.page, [])
                found.append((part, measured, failure))
                if len(found) == len(parts):
                    found.sort(key=lambda result: parts.index(result[0]))
                    yield request, *_together([result[1:] for result in found])
        finally:
            while not todo.empty():
                with suppress(queue.Empty):
                    todo.get_nowait()

    def _work(self, todo: queue.SimpleQueue[tuple[Request, Part]], done: queue.SimpleQueue[Any]) -> None:
        with self._slots:
            self._work_off(todo, done)

    def _work_off(self, todo: queue.SimpleQueue[tuple[Request, Part]], done: queue.SimpleQueue[Any]) -> None:
        session: Session | None = None
        try:
            while not self._stopping.is_set():
                try:
                    task = todo.get_nowait()
                except queue.Empty:
                    return
                session, *result = self._measure(session, *task)
                if (
                    session is not None and todo.empty()
                ):  # left before the caller knows, who may come again at once
                    self._idle.append(session)
                    session = None
                done.put((*task, *result))
        except BaseException as error:  # noqa: BLE001  handed to the caller's thread, which raises it
            done.put(error)
        finally:
            if session is not None:
                self._idle.append(session)

    def _measure(
        self, session: Session | None, request: Request, part: Part
    ) -> tuple[Session | None, Any, str]:
        """Measure one page, at most twice. Returns the session to go on with (None: it is spent)."""
        for last in (False, True):
            if session is not None and session.pages >= RETIRE_AFTER:
                self._drop(session)
                session = None
            session = session or (self._fresh() if last else self._take())
            try:
                return session, _answer(session, request, part), ""
            except PageFailed as failure:
                self._drop(session)
                session = None
                if last or not failure.fresh:
                    return None, None, str(failure)
        raise AssertionError("unreachable")

    def _take(self) -> Session:
        with suppress(IndexError):
            return self._idle.pop()
        return self._fresh()

    def _fresh(self) -> Session:
        """A browser just started: where one has died, the others that wait may be dead, too."""
        session = self._start()
        with self._lock:
            self._sessions.add(session)
            self.version = session.version
        return session

    def _drop(self, session: Session) -> None:
        with self._lock:
            self._sessions.discard(session)
        session.stop()

    def stop(self) -> None:
        self._stopping.set()
        with self._lock:
            sessions = list(self._sessions)
        for session in sessions:
            session.stop()
