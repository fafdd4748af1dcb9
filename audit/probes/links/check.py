"""The parent: have addresses checked by child processes, take what they find as it comes, lose none when one dies."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from audit.errors import ProbeError
from audit.probes.links import trail as trails
from audit.probes.links.network import Network
from audit.probes.links.trail import Problem, Trail

#: Deaths of the child over one address, or without having begun any, after which we stop trying.
_DEATHS = 2
_STARTS = 3
_START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` for the whole run; what is not reached in time stays as it was. ``started`` hears of each child."""

    seconds: float = 3600.0
    started: Callable[[subprocess.Popen[str]], None] = lambda process: None


def check(
    addresses: Mapping[str, Iterable[str]], network: Network, limits: Limits | None = None
) -> Iterator[Trail]:
    """The trail of every address, as they come; ``addresses`` maps each to the fragments links to it name.

    What was not reached in time has none. ProbeError if child processes cannot be started at all.
    """
    limits = limits or Limits()
    asked = {address: sorted(set(fragments)) for address, fragments in addresses.items()}
    todo = dict.fromkeys(interleaved(asked))
    deaths: dict[str, int] = {}
    idle = 0
    until = time.monotonic() + limits.seconds
    while todo and time.monotonic() < until:
        # What was under way when a child died is repeated alone, so that it shows which address it was.
        suspects = [address for address in todo if address in deaths]
        batch = suspects or list(todo)
        threads = 1 if suspects else min(network.threads, len({_host(address) for address in batch}))
        child = _Child([(a, asked[a]) for a in batch], network, threads, limits)
        begun: set[str] = set()
        for event in child.events(until):
            if "begun" in event:
                begun.add(event["begun"])
            elif (trail := trails.from_data(event["done"])).address in todo:
                begun.discard(trail.address)
                del todo[trail.address]
                yield trail
            if not todo:
                return  # LinkChecker's threads take another second to end
        idle = 0 if begun or len(batch) > sum(a in todo for a in batch) else idle + 1
        if idle >= _STARTS:
            raise ProbeError(f"Das Prüfprogramm für Verweise startet nicht: {child.last_words()}")
        if time.monotonic() >= until:
            return
        for address in sorted(begun & todo.keys()):
            deaths[address] = deaths.get(address, 0) + 1
            if deaths[address] >= _DEATHS:
                del todo[address]
                yield Trail(address, problem=Problem.DIED)


def interleaved(addresses: Iterable[str]) -> list[str]:
    """The addresses with hosts taking turns, so that one waits for its pause while others are asked.

    >>> interleaved(["http://a/1", "http://a/2", "http://b/1"])
    ['http://a/1', 'http://b/1', 'http://a/2']
    """
    hosts: dict[str, deque[str]] = {}
    for address in addresses:
        hosts.setdefault(_host(address), deque()).append(address)
    rounds = sorted(hosts.values(), key=len, reverse=True)
    found = []
    while rounds:
        found += [waiting.popleft() for waiting in rounds]
        rounds = [waiting for waiting in rounds if waiting]
    return found


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:  # no address at all: the guard will say so
        return ""


class _Child:
    """One child process with a process group, temporary home folders and a limit on how long it may be silent."""

    def __init__(
        self, addresses: list[tuple[str, list[str]]], network: Network, threads: int, limits: Limits
    ) -> None:
        self._job = {"addresses": addresses, "network": network.as_data(), "threads": threads}
        # Between two lines of one thread: its address, robots.txt, the page that does not exist, waits between.
        self._silence = 2 * network.seconds + 3 * network.retry_after + 10
        self._limits = limits
        self._words: deque[str] = deque(maxlen=5)

    def events(self, until: float) -> Iterator[dict[str, Any]]:
        """What the child says, until it ends, falls silent or time is up; then it is gone, with all it started."""
        with tempfile.TemporaryDirectory(prefix="dreiklick-") as home:
            process = self._start(home)
            try:
                yield from self._lines(process, until)
            finally:
                _kill(process)

    def last_words(self) -> str:
        """The end of what it wrote to standard error."""
        return " ".join(self._words)[-300:] or "ohne Meldung beendet"

    def _start(self, home: str) -> subprocess.Popen[str]:
        folders = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME"), home)
        root = str(Path(__file__).resolve().parents[3])
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "audit.probes.links.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
            env={**os.environ, **folders, "LC_ALL": "C.UTF-8", "PYTHONPATH": root},
        )
        self._limits.started(process)
        return process

    def _lines(self, process: subprocess.Popen[str], until: float) -> Iterator[dict[str, Any]]:
        lines: queue.Queue[str | None] = queue.Queue()
        for work in (self._feed, self._listen, self._read):
            threading.Thread(target=work, args=(process, lines), daemon=True).start()
        silence = _START_SECONDS
        while (left := min(silence, until - time.monotonic())) > 0:
            try:
                line = lines.get(timeout=left)
            except queue.Empty:
                return
            if line is None:
                return
            with suppress(ValueError):  # the last line of a child that was killed may be half a line
                event = json.loads(line)
                silence = self._silence
                yield event

    def _feed(self, process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
        with suppress(OSError):  # it died before reading
            json.dump(self._job, process.stdin)
            process.stdin.close()

    def _listen(self, process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
        self._words.extend(line.strip() for line in process.stderr)

    def _read(self, process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
        for line in process.stdout:
            lines.put(line)
        lines.put(None)


def _kill(process: subprocess.Popen[str]) -> None:
    """End the child's whole process group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdout, process.stderr, process.stdin):
        with suppress(OSError):
            stream.close()
