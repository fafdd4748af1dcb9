"""Visit all pages of a site in Chromium: the pool of browsers, second tries, and the cache of visits.

One browser a worker, reused; a page that fails gets one more try in a fresh browser, then it is ``failed`` with a
reason and the audit is incomplete. Successful visits are cached by content (see ``audit.cache``).
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from audit.cache import Cache, hash_of
from audit.engines.ensemble import EngineRules
from audit.errors import ProbeError
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
    pool = _Pool(lambda: Session(offline=offline, seconds=seconds, states=states))
    failures: dict[str, str] = {}
    rules = known.get(rules_key)
    progress(len(visits))
    try:
        for request, measured, failure in pool.run(todo, jobs):
            if request is _RULES:
                if measured is None:
                    raise ProbeError(
                        f"Die Prüfprogramme nennen ihre Regeln nicht: {failure}. Bitte noch einmal prüfen."
                    )
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


#: The lists of the engines' rules, asked for as if it were a page.
_RULES = Request("", "", None)


def _answer(session: Session, request: Request) -> Any:
    return session.engine_rules() if request is _RULES else session.measure(request.url)


class _Pool:
    """Workers that each keep a browser; results come in the order they are ready."""

    def __init__(self, start: Callable[[], Session]) -> None:
        self._start = start
        self._sessions: set[Session] = set()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self.version = ""

    def run(self, requests: list[Request], jobs: int) -> Iterable[tuple[Request, Any, str]]:
        todo: queue.SimpleQueue[Request] = queue.SimpleQueue()
        done: queue.SimpleQueue[tuple[Request, Any, str] | BaseException] = queue.SimpleQueue()
        for request in requests:
            todo.put(request)
        workers = [
            threading.Thread(target=self._work, args=(todo, done), daemon=True)
            for _ in range(min(jobs, len(requests)))
        ]
        for worker in workers:
            worker.start()
        for _ in requests:
            result = done.get()
            if isinstance(result, BaseException):
                raise result
            yield result

    def _work(self, todo: queue.SimpleQueue[Request], done: queue.SimpleQueue[Any]) -> None:
        session: Session | None = None
        try:
            while not self._stopping.is_set():
                try:
                    request = todo.get_nowait()
                except queue.Empty:
                    return
                session, *result = self._measure(session, request)
                done.put((request, *result))
        except BaseException as error:  # noqa: BLE001  handed to the caller's thread, which raises it
            done.put(error)

    def _measure(self, session: Session | None, request: Request) -> tuple[Session | None, Any, str]:
        """Measure one page, at most twice. Returns the session to go on with (None: it is spent)."""
        for last in (False, True):
            if session is not None and session.pages >= RETIRE_AFTER:
                self._drop(session)
                session = None
            session = session or self._take()
            try:
                return session, _answer(session, request), ""
            except PageFailed as failure:
                self._drop(session)
                session = None
                if last or not failure.fresh:
                    return None, None, str(failure)
        raise AssertionError("unreachable")

    def _take(self) -> Session:
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
