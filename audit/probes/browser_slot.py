"""One browser at a time that looks at page after page, replaced when it died or has grown old."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from audit.errors import ProbeError
from audit.probes.browser_session import PageFailed, Session

T = TypeVar("T")

RETIRE_AFTER = 200  # pages: a browser reused for ever grows


class Slot:
    """For one thread; only ``hold`` and ``stop`` may be called from others."""

    def __init__(self, start: Callable[[], Session]) -> None:
        self._start = start
        self._session: Session | None = None
        self._lock = Lock()
        self._is_stopped = False
        self.version = ""

    @property
    def has_looked(self) -> bool:
        """Whether the browser that runs has seen a page."""
        return self._session is not None and self._session.pages > 0

    def warm(self) -> Session:
        """The browser, started if there is none. ProbeError if it does not start."""
        if self._session is not None and self._session.pages >= RETIRE_AFTER:
            self._end()
        if self._is_stopped:
            raise ProbeError("Der Browser wurde beendet.")
        if self._session is None:
            session = self._start()
            with self._lock:
                self._session, self.version = session, session.version
                if self._is_stopped:
                    session.stop()
        return self._session

    def do(self, look: Callable[[Session], T]) -> tuple[T | None, str]:
        """What ``look`` makes of the browser, tried once more in one just started; or None, and why it failed.

        ProbeError if no browser starts.
        """
        for last in (False, True):
            try:
                return look(self.warm()), ""
            except ProbeError:
                if last:
                    raise
            except PageFailed as failure:
                self._end()
                if last or not failure.fresh:
                    return None, str(failure)
        raise AssertionError("unreachable")

    def _end(self) -> None:
        with self._lock:
            session, self._session = self._session, None
        if session is not None:
            session.stop()

    def hold(self, is_held: bool) -> None:
        """Have a browser that runs stand still, or go on."""
        with self._lock:
            if self._session is not None:
                self._session.hold(is_held)

    def stop(self) -> None:
        """End the browser, also one that is at work; what was asked of it fails."""
        self._is_stopped = True
        self._end()
