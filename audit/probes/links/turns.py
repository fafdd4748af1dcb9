"""Politeness: one request at a time for each host, and a pause before the next."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

#: After so many addresses of a host that nobody answered, the rest of its addresses are not asked in this run.
DOWN_AFTER = 2


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    due: float = 0.0
    silent: int = 0


class Turns:
    """Shared by all threads of a child process."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until the host may be asked, and keep others from asking it meanwhile."""
        known = self._host(host)
        with known.lock:
            wait = known.due - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            try:
                yield
            finally:
                known.due = max(known.due, time.monotonic() + self._pause)

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long: it asked for it."""
        known = self._host(host)
        known.due = max(known.due, time.monotonic() + seconds)

    def told(self, host: str, *, answered: bool) -> None:
        """Note that an address of the host had an answer, or none."""
        known = self._host(host)
        known.silent = 0 if answered else known.silent + 1

    def is_down(self, host: str) -> bool:
        """Whether asking on would only make us wait."""
        return self._host(host).silent >= DOWN_AFTER

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())
