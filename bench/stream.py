"""A client of the preview's event stream, and the preview it listens to."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from audit.errors import ProbeError
from bench.programs import PROJECT_DIR


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it was told; ``at`` is the moment it was read, by ``time.perf_counter``."""

    name: str
    data: Mapping[str, Any]
    at: float


class Stream:
    """What the preview tells about one site, read in a thread of its own."""

    def __init__(self, port: int, site: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._connection.request("GET", "/_dreiklick/events", headers={"Host": f"{site}.localhost:{port}"})
        self._answer = self._connection.getresponse()
        self._events: SimpleQueue[Event | None] = SimpleQueue()
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    def next(self, until: float) -> Event:
        """The next event; ProbeError if there is none until then or the preview ended."""
        try:
            event = self._events.get(timeout=max(0, until - time.perf_counter()))
        except Empty:
            raise ProbeError("Die Vorschau hat nicht rechtzeitig geantwortet.") from None
        if event is None:
            raise ProbeError("Die Vorschau hat die Verbindung beendet.")
        return event

    def wait(self, wanted: Callable[[Event], bool], seconds: float) -> Event:
        """The first event that is wanted; ProbeError if it does not come in time."""
        until = time.perf_counter() + seconds
        while not wanted(event := self.next(until)):
            pass
        return event

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            if self._connection.sock:
                self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._connection.close()

    def _listen(self) -> None:
        name = ""
        try:
            while line := self._answer.readline():
                field, _, value = line.decode().rstrip("\n").partition(": ")
                if field == "event":
                    name = value
                elif field == "data":
                    at = time.perf_counter()
                    self._events.put(Event(name, json.loads(value), at))
        except (OSError, http.client.HTTPException):
            pass  # hung up, by us or by the preview: told by the end below
        self._events.put(None)


@contextmanager
def previewed(project: Path, site: str) -> Iterator[tuple[Stream, int]]:
    """The stream of a preview of ``project`` and its process id, until the block ends. ProbeError if it does not start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "preview", "--port", str(port), "--project", str(project)]
    with (project / "preview.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=PROJECT_DIR, env=os.environ | {"CI": "1"}, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        stream = _connected(port, site, process)
        try:
            yield stream, process.pid
        finally:
            stream.close()
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _connected(port: int, site: str, process: subprocess.Popen[bytes]) -> Stream:
    until = time.perf_counter() + 60
    while process.poll() is None and time.perf_counter() < until:
        try:
            return Stream(port, site)
        except OSError:
            time.sleep(0.05)  # it is still starting
    raise ProbeError("Die Vorschau ist nicht gestartet (python -m preview).")
