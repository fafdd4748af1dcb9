"""Visit pages in Chromium and measure what rules judge: axe in four states, requests made, links hidden.

One browser a worker, reused; a page that fails gets one more try in a fresh browser, then it is ``failed`` with a
reason and the audit is incomplete. Successful visits are cached by content (see ``audit.cache``).
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium.common.exceptions import (
    InvalidSessionIdException,
    TimeoutException,
    UnexpectedAlertPresentException,
    WebDriverException,
)
from urllib3.exceptions import HTTPError

from audit.cache import Cache, hash_of
from audit.engines import axe
from audit.errors import ProbeError
from audit.facts import Visit
from audit.probes import isolated_world
from audit.probes.chromium import Chromium, find_programs

_INSTRUMENTS = Path(__file__).resolve().parent / "instruments"
_HTML = ("text/html", "application/xhtml+xml")
RETIRE_AFTER = 200  # pages: a browser reused for ever grows
_DIALOGS_PER_COMMAND = 3


@dataclass(frozen=True, slots=True)
class State:
    """A way to look at a page: viewport width in CSS pixels, colour scheme, and what axe runs there."""

    width: int
    scheme: str
    axe_options: Mapping[str, Any]

    @property
    def name(self) -> str:
        """``"1280 light"``."""
        return f"{self.width} {self.scheme}"


STATES = (
    State(1280, "light", axe.FULL),
    State(1280, "dark", axe.COLOURS),
    State(320, "dark", axe.COLOURS),
    State(320, "light", axe.FULL),
)


@dataclass(frozen=True, slots=True)
class Request:
    """A page to visit: its address on the site, where the browser finds it, and its cache key (None: not cached)."""

    page: str
    url: str
    key: str | None


@dataclass(frozen=True, slots=True)
class Visits:
    """``visits`` by page, ``failures`` as page → German reason, axe's rules by id, the browser's version."""

    visits: Mapping[str, Visit]
    failures: Mapping[str, str]
    axe_rules: Mapping[str, Mapping[str, Any]]
    browser: str


class PageFailed(Exception):
    """The page could not be measured; ``fresh`` says that another try in a fresh browser makes sense."""

    def __init__(self, reason: str, *, fresh: bool) -> None:
        super().__init__(reason)
        self.fresh = fresh


class Session:
    """One browser with our instruments in it."""

    def __init__(self, *, offline: bool, seconds: float, states: tuple[State, ...] = STATES) -> None:
        self._chromium = Chromium(find_programs(), offline=offline, deadline=seconds)
        self._driver = self._chromium.driver
        self._seconds = seconds
        self._states = states
        self._axe = axe.IsolatedAxe(self._driver, seconds)
        self._axe.inject()
        self._loaded, self._hidden_links = _instrument("loaded"), _instrument("hidden_links")
        self.pages = 0

    @property
    def version(self) -> str:
        """Version of the browser."""
        return self._chromium.version

    def axe_rules(self) -> list[dict[str, Any]]:
        """axe's list of rules with German texts."""
        self._driver.get("about:blank")
        return self._axe.rules(isolated_world.enter(self._driver))

    def measure(self, url: str) -> dict[str, Any]:
        """All facts of one page as JSON data; PageFailed if they cannot be had."""
        self.pages += 1
        try:
            return self._measure(url)
        except TimeoutException as error:
            raise PageFailed(f"nicht fertig geladen in {self._seconds:.0f} Sekunden", fresh=True) from error
        except UnexpectedAlertPresentException as error:
            raise PageFailed("öffnet immer wieder Dialogfenster", fresh=False) from error
        except isolated_world.ScriptError as error:
            raise PageFailed(
                f"die Prüfung brach auf der Seite ab ({str(error).splitlines()[0][:200]})", fresh=True
            ) from error
        except HTTPError as error:  # the driver does not answer (any more)
            raise PageFailed(
                f"der Browser antwortete nicht in {self._seconds:.0f} Sekunden", fresh=True
            ) from error
        except InvalidSessionIdException as error:
            raise PageFailed("der Browser ist abgestürzt", fresh=True) from error
        except WebDriverException as error:
            raise PageFailed(
                f"der Browser meldet: {(error.msg or '').splitlines()[0][:200]}", fresh=True
            ) from error

    def _measure(self, url: str) -> dict[str, Any]:
        self._look(self._states[0])
        self._patiently(self._driver.get, url)
        context = self._patiently(isolated_world.enter, self._driver)
        loaded = self._call(context, self._loaded)
        _require_page(loaded, url)
        results, hidden = {}, {}
        for state in self._states:
            self._look(state)
            results[state.name] = self._patiently(self._axe.run, context, state.axe_options)
            if str(state.width) not in hidden:
                hidden[str(state.width)] = self._call(context, self._hidden_links)
        requests = self._call(context, self._loaded)["requests"]
        return {"axe": results, "hidden_links": hidden, "requests": requests}

    def _look(self, state: State) -> None:
        metrics = {"width": state.width, "height": 1024, "deviceScaleFactor": 1, "mobile": False}
        media = [{"name": "prefers-color-scheme", "value": state.scheme}]
        self._patiently(self._driver.execute_cdp_cmd, "Emulation.setDeviceMetricsOverride", metrics)
        self._patiently(self._driver.execute_cdp_cmd, "Emulation.setEmulatedMedia", {"features": media})

    def _call(self, context: int, function: str) -> Any:
        return self._patiently(isolated_world.call, self._driver, context, function, None, self._seconds)

    def _patiently(self, command: Callable[..., Any], *arguments: Any) -> Any:
        """Do a command; a dialog that opened meanwhile is dismissed by the driver and costs one more try."""
        for _ in range(_DIALOGS_PER_COMMAND):
            try:
                return command(*arguments)
            except UnexpectedAlertPresentException:
                continue
        return command(*arguments)

    def stop(self) -> None:
        """End the browser."""
        self._chromium.stop()


def _require_page(loaded: Mapping[str, Any], url: str) -> None:
    """Prove that the page loaded is the page asked for: downloads and 204 leave the old one without any error."""
    if loaded["url"].startswith("chrome-error:"):
        raise PageFailed("der Browser konnte sie nicht laden", fresh=False)
    if loaded["url"].partition("#")[0] != url.partition("#")[0]:
        raise PageFailed(
            "statt der Seite war eine andere geladen (Weiterleitung, Download oder leere Antwort)",
            fresh=False,
        )
    if loaded["type"] not in _HTML:
        raise PageFailed(f"ist keine HTML-Seite ({loaded['type']})", fresh=False)
    if loaded["status"] >= 400:
        raise PageFailed(f"der Server antwortete mit {loaded['status']}", fresh=False)


def visit_all(
    requests: Iterable[Request],
    cache: Cache,
    *,
    offline: bool,
    jobs: int,
    seconds: float,
    states: tuple[State, ...] = STATES,
    progress: Callable[[int], None] = lambda done: None,
) -> Visits:
    """Visit every page, from the cache where its key is known. ``progress`` is told how many are done.

    ProbeError if no browser can be started.
    """
    requests = list(requests)
    rules_key = hash_of("axe rules", axe.fingerprint())
    known = cache.get_many([rules_key, *(request.key for request in requests if request.key)])
    data = {request.page: known[request.key] for request in requests if request.key in known}
    todo = [request for request in requests if request.page not in data]
    pool = _Pool(lambda: Session(offline=offline, seconds=seconds, states=states))
    failures: dict[str, str] = {}
    rules = known.get(rules_key)
    progress(len(data))
    try:
        if rules is None:
            rules = pool.axe_rules()
            cache.put(rules_key, rules)
        for request, measured, failure in pool.run(todo, jobs):
            if measured is None:
                failures[request.page] = failure
            else:
                data[request.page] = measured
                if request.key:
                    cache.put(request.key, measured)
            progress(len(data) + len(failures))
    finally:
        pool.stop()
    visits = {page: _visit(data[page]) for page in (request.page for request in requests) if page in data}
    return Visits(visits, failures, {rule["ruleId"]: rule for rule in rules}, pool.version)


def page_key(parts: Iterable[bytes], states: tuple[State, ...] = STATES) -> str:
    """Cache key of a visit: the bytes of the page and of what it uses, the instruments, axe and its options."""
    options = repr([(state.name, state.axe_options) for state in states])
    return hash_of(
        "visit", axe.fingerprint(), _instrument("loaded"), _instrument("hidden_links"), options, *parts
    )


class _Pool:
    """Workers that each keep a browser; results come in the order they are ready."""

    def __init__(self, start: Callable[[], Session]) -> None:
        self._start = start
        self._sessions: set[Session] = set()
        self._spare: list[Session] = []
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self.version = ""

    def axe_rules(self) -> list[dict[str, Any]]:
        session = self._take()
        rules = session.axe_rules()
        self._spare.append(session)
        return rules

    def run(self, requests: list[Request], jobs: int) -> Iterable[tuple[Request, dict[str, Any] | None, str]]:
        todo: queue.SimpleQueue[Request] = queue.SimpleQueue()
        done: queue.SimpleQueue[tuple[Request, dict[str, Any] | None, str] | BaseException] = (
            queue.SimpleQueue()
        )
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

    def _measure(
        self, session: Session | None, request: Request
    ) -> tuple[Session | None, dict[str, Any] | None, str]:
        """Measure one page, at most twice. Returns the session to go on with (None: it is spent)."""
        for last in (False, True):
            if session is not None and session.pages >= RETIRE_AFTER:
                self._drop(session)
                session = None
            session = session or self._take()
            try:
                return session, session.measure(request.url), ""
            except PageFailed as failure:
                self._drop(session)
                session = None
                if last or not failure.fresh:
                    return None, None, str(failure)
        raise AssertionError("unreachable")

    def _take(self) -> Session:
        with self._lock:
            if self._spare:
                return self._spare.pop()
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


def _visit(data: Mapping[str, Any]) -> Visit:
    hidden = {int(width): frozenset(indexes) for width, indexes in data["hidden_links"].items()}
    return Visit(data["axe"], tuple(data["requests"]), hidden)


def _instrument(name: str) -> str:
    return (_INSTRUMENTS / f"{name}.js").read_text(encoding="utf-8")


__all__ = [
    "STATES",
    "PageFailed",
    "ProbeError",
    "Request",
    "Session",
    "State",
    "Visits",
    "page_key",
    "visit_all",
]
