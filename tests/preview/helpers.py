"""A client of the preview that reads pages and news, verdicts as the audit tells them, and the program itself."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Condition, Thread
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
#: Far longer than anything takes on an idle machine: what is waited for either comes or is broken.
PATIENCE = 120.0


def fetch(port: int, host: str, path: str, method: str = "GET") -> tuple[int, str, dict[str, str]]:
    """Status, text and headers of an answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, headers={"Host": host})
    answer = connection.getresponse()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    result = answer.status, answer.read().decode(), headers
    connection.close()
    return result


@dataclass
class News:
    """What came over a stream so far, in order."""

    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    changed: Condition = field(default_factory=Condition)

    def wait(
        self, name: str, wanted: Callable[[Mapping[str, Any]], bool] = lambda data: True, after: int = 0
    ) -> dict[str, Any]:
        """The first event of this name that is wanted, from the given place on."""

        def found() -> dict[str, Any] | None:
            return next((data for kind, data in self.events[after:] if kind == name and wanted(data)), None)

        with self.changed:
            assert self.changed.wait_for(found, PATIENCE), f"no {name} in {self.events[after:]}"
            return found() or {}

    def __len__(self) -> int:
        return len(self.events)


@contextmanager
def listening(port: int, host: str, page: str = "") -> Iterator[News]:
    """The news of a site from now on."""
    news = News()
    stream = socket.create_connection(("127.0.0.1", port), 30)
    stream.sendall(f"GET /_dreiklick/events?page={page} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    stream.settimeout(None)
    lines = stream.makefile(encoding="utf-8", newline="\n")
    while lines.readline().strip():
        pass

    def read() -> None:
        name = ""
        for line in lines:
            kind, _, value = line.strip().partition(": ")
            if kind == "event":
                name = value
            elif kind == "data":
                with news.changed:
                    news.events.append((name, json.loads(value)))
                    news.changed.notify_all()

    def read_until_it_ends() -> None:
        with suppress(OSError):  # the preview may hang up in the middle
            read()

    thread = Thread(target=read_until_it_ends)
    thread.start()
    try:
        yield news
    finally:
        stream.shutdown(socket.SHUT_RDWR)
        thread.join()
        lines.close()
        stream.close()


def finding(**fields: Any) -> dict[str, Any]:
    """A finding as the audit tells it."""
    return {
        "rule": "past-date",
        "outcome": "failed",
        "page": "/",
        "target": "h1",
        "impact": "moderate",
        "message": "Der 1. Mai ist vorbei.",
        "remedy": "Satz löschen.",
        "criteria": [],
        "location": {"file": "content/muster/index.md", "line": 12},
        "evidence": "1. Mai",
        "key": "abc",
        "accepted": None,
        "title": "Ein Datum ist vorbei",
        **fields,
    }


def verdict(page: str = "/", light: str = "red", **fields: Any) -> dict[str, Any]:
    """A verdict as the audit tells it."""
    return {
        "page": page,
        "title": "Startseite",
        "lang": "de",
        "complete": True,
        "light": light,
        "findings": [finding()] if light == "red" else [],
        "clicks": 0,
        "path": ["/"],
        "owner": "Online-Redaktion",
        "source": "content/muster/index.md",
        "due_on": "2027-03-01",
        "reason": "",
        **fields,
    }


@dataclass(frozen=True)
class Program:
    """The running preview."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def said(self) -> str:
        """What the terminal shows."""
        return self.log.read_text(encoding="utf-8")

    def children(self, name: str) -> list[int]:
        """Processes of this preview whose command has the name: they carry the name of its folder in their environment."""
        found = []
        for command in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                environment = (command.parent / "environ").read_bytes()
                if name.encode() in command.read_bytes() and self.log.name.encode() in environment:
                    found.append(int(command.parent.name))
            except OSError:
                continue
        return found


@contextmanager
def running(project: Path, folder: Path, code: Path = ROOT) -> Iterator[Program]:
    """``python -m preview`` on a project, with the program in ``code``; ended, which must leave nothing behind."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / f"terminal-{port}.txt"
    command = [sys.executable, "-m", "preview", "--port", str(port), "--project", str(project)]
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PREVIEW_LOG": log.name}
    with log.open("w") as terminal:
        process = subprocess.Popen(command, cwd=code, stdout=terminal, stderr=terminal, env=environment)
    program = Program(process, port, log)
    try:
        wait(lambda: "Strg+C beendet" in program.said(), program.said)
        yield program
        process.terminate()  # ends it as Ctrl-C does, which is ignored where tests run in the background
        assert process.wait(30) == 0, program.said()
        assert program.children("") == []
    finally:
        process.kill()
        process.wait()
    assert program.said().endswith("\nVorschau beendet.\n")


def wait(condition: Callable[[], Any], story: Callable[[], str] = lambda: "") -> None:
    """Until the condition comes true."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, story()
        time.sleep(0.02)
