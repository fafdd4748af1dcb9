"""The benchmark of the preview: its edits, its client of the event stream, and what it makes of what it sees."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from audit.errors import ProbeError
from bench import markdown_site, verdict
from bench.edits import KINDS, edits
from bench.stream import Event, Stream
from bench.verdict import Seen

PAGE = "/hausnotruf/"


def _answer(page: str, build: int, *rules: str, complete: bool = True) -> tuple[str, dict[str, Any]]:
    findings = [{"rule": rule} for rule in rules]
    return "verdict", {"page": page, "build": build, "complete": complete, "findings": findings}


class Told:
    """A stream that has told everything already."""

    def __init__(self, *events: tuple[str, dict[str, Any]]) -> None:
        self._events = iter(events)

    def next(self, until: float) -> Event:
        name, data = next(self._events)
        return Event(name, data, time.perf_counter())

    wait = Stream.wait


def test_edits_are_of_all_kinds_on_different_pages_and_can_be_undone(tmp_path: Path) -> None:
    markdown_site.make(tmp_path, 60)
    chosen = list(edits(tmp_path, 60))
    assert len({edit.page for edit in chosen}) == len(chosen) == 20
    assert [edit.kind for edit in chosen] == [*KINDS, *KINDS]
    for edit in chosen:
        before = edit.file.read_bytes()
        undo = edit.apply()
        assert edit.file.read_bytes() != before
        undo()
        assert edit.file.read_bytes() == before


def _edit(tmp_path: Path, name: str) -> Any:
    markdown_site.make(tmp_path, 60)
    return next(edit for edit in edits(tmp_path, 60) if edit.kind.name == name)


def test_finding_and_whole_verdict_are_of_the_build_of_the_edit(tmp_path: Path) -> None:
    edit = _edit(tmp_path, "broken link")
    before = edit.file.read_bytes()
    stream = Told(
        _answer(edit.page, 4, "broken-link"),  # of an older build
        ("building", {"build": 5, "files": []}),
        ("built", {"build": 5, "pages": [edit.page]}),
        _answer("/", 5, "broken-link"),
        _answer(edit.page, 5, "broken-link", complete=False),
        _answer(edit.page, 5, "broken-link"),
        ("built", {"build": 6, "pages": [edit.page]}),
        _answer(edit.page, 6),
    )
    seen = verdict.watched(stream, edit)  # type: ignore[arg-type]
    assert seen.kind == "broken link"
    assert seen.found is not None
    assert seen.complete is not None
    assert seen.found <= seen.complete
    assert edit.file.read_bytes() == before


def test_verdict_without_the_finding_is_missed(tmp_path: Path) -> None:
    edit = _edit(tmp_path, "past date")
    stream = Told(
        ("building", {"build": 5}), _answer(edit.page, 5), ("built", {"build": 6}), ("checked", {"build": 6})
    )
    assert verdict.watched(stream, edit) == Seen("past date", None, None)  # type: ignore[arg-type]


def test_what_the_build_refuses_is_found_in_its_problem(tmp_path: Path) -> None:
    edit = _edit(tmp_path, "removed contact")
    stream = Told(
        ("building", {"build": 5}),
        ("problem", {"build": 5}),
        ("built", {"build": 6}),
        ("checked", {"build": 6}),
    )
    seen = verdict.watched(stream, edit)  # type: ignore[arg-type]
    assert seen.found == seen.complete
    assert seen.found is not None


def test_percentiles_and_needs() -> None:
    seen = [Seen("typo", float(ms), 2.0 * ms) for ms in range(10, 210, 10)]
    at = verdict.figures(seen) | {"settled": True, "memory_mb": 300.0, "ready_seconds": 9.0}
    assert (at["p50_ms"], at["p95_ms"], at["complete_p50_ms"], at["missed"]) == (100.0, 190.0, 200.0, [])
    measured = verdict.result({"1000": at, "10000": at | {"p95_ms": 1001.0, "missed": ["typo"]}})
    assert [need["met"] for need in measured["needs"]] == [True, True, True, True, True, False, True, False]
    machine = {"cores": 2, "memory_gib": 24.0, "processor": "P", "load": 0.1, "python": "3.11.7"}
    text = verdict.markdown(measured | {"machine": machine, "versions": {}}, date(2026, 11, 22))
    assert "| 1,000 | 100 ms | 190 ms | 200 ms | 380 ms | – | 300 MB |" in text
    assert "Python 3.11.7." in text


@pytest.fixture
def port() -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            data = json.dumps({"site": self.headers["Host"].split(".")[0], "build": 1})
            self.wfile.write(f"retry: 500\n\n:\n\nevent: built\ndata: {data}\n\n".encode())

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_client_reads_events_of_its_site_and_tells_when_they_end(port: int) -> None:
    stream = Stream(port, "bench")
    event = stream.wait(lambda event: event.name == "built", 10)
    assert event.data == {"site": "bench", "build": 1}
    with pytest.raises(ProbeError, match="beendet"):
        stream.next(time.perf_counter() + 10)
    stream.close()
