"""Measure the preview: from a file's write to the finding that a client of the event stream sees, and to the whole verdict.

Twenty edits of ten kinds (``edits.py``), each undone, at several sizes of a site; beside it, once, the chain that a user would
build today of the fastest parts: Hugo, axe CLI on the page, lychee.
"""

from __future__ import annotations

import math
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.errors import ProbeError
from bench import browsers, markdown_site, plain_sites
from bench.edits import BUILD, Edit, edits
from bench.machine import machine
from bench.memory import resident_mib
from bench.peers import Peers
from bench.programs import PROJECT_DIR, installed
from bench.record import machine_line, need, needs, table
from bench.server import served
from bench.spent import spent
from bench.stream import Event, Stream, previewed

PAGES = (100, 1_000, 10_000)
#: Milliseconds from save to the finding, by number of pages: a site in between has the bound of the next larger.
BOUNDS = {1_000: 500, 10_000: 1_000}
#: A finding that takes longer is missed.
SECONDS = 60.0
#: Between two edits: as long as it takes for what the preview puts off until nobody waits.
PAUSE = 2.0


@dataclass(frozen=True, slots=True)
class Seen:
    """Milliseconds from the write of one edit to the finding, and to the whole verdict; None: not within the time."""

    kind: str
    found: float | None
    complete: float | None


def run(
    sizes: Sequence[int], number: int, wait: float, chain: bool, progress: Callable[[str], None]
) -> dict[str, Any]:
    """Measure each of ``sizes``; at most ``wait`` seconds for the first audit of all pages. ProbeError if it fails."""
    by_size: dict[str, Any] = {}
    for pages in sizes:
        with tempfile.TemporaryDirectory(prefix="dreiklick-bench-") as name:
            progress(f"{pages} Seiten erzeugen")
            markdown_site.make(Path(name), pages)
            by_size[str(pages)] = _measured(Path(name), pages, number, wait, progress)
        if chain:
            progress(f"{pages} Seiten: Hugo, axe CLI, lychee")
            by_size[str(pages)]["chain_ms"] = _chain(pages)
    return result(by_size) | {"machine": machine(), "versions": _versions(chain)}


def result(by_size: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The JSON of the benchmark from what was measured at each size."""
    wanted = []
    for pages, figures in by_size.items():
        bound = next((ms for most, ms in sorted(BOUNDS.items()) if int(pages) <= most), max(BOUNDS.values()))
        for key, name in (
            ("p50_ms", "save to finding, p50"),
            ("p95_ms", "save to finding, p95"),
            ("complete_p50_ms", "save to whole verdict, p50"),
        ):
            if figures[key] is not None:
                wanted.append(need(f"{int(pages):,} pages, {name}", figures[key], bound, unit="ms"))
        wanted.append(need(f"{int(pages):,} pages, edits without their finding", len(figures["missed"]), 0))
    return {"schema": 1, "pages": dict(by_size), "needs": wanted}


def figures(seen: Iterable[Seen]) -> dict[str, Any]:
    """Percentiles over all edits, and each edit's time, from what was seen."""
    seen = list(seen)
    found = [one.found for one in seen if one.found is not None]
    complete = [one.complete for one in seen if one.complete is not None]
    return {
        "p50_ms": percentile(found, 50),
        "p95_ms": percentile(found, 95),
        "complete_p50_ms": percentile(complete, 50),
        "complete_p95_ms": percentile(complete, 95),
        "edits": [{"kind": one.kind, "ms": one.found, "complete_ms": one.complete} for one in seen],
        "missed": sorted({one.kind for one in seen if one.found is None or one.complete is None}),
    }


def percentile(values: Sequence[float], share: int) -> float | None:
    """The nearest rank: the smallest value that ``share`` percent of all do not exceed; None of nothing.

    >>> percentile([30.0, 10.0, 20.0], 50), percentile([30.0, 10.0, 20.0], 95)
    (20.0, 30.0)
    """
    return round(sorted(values)[math.ceil(share / 100 * len(values)) - 1], 1) if values else None


def markdown(measured: Mapping[str, Any], today: Any) -> str:
    """The figures as people read them."""
    head = ["pages", "finding p50", "p95", "verdict p50", "p95", "Hugo + axe CLI + lychee", "memory"]
    rows = []
    for pages, at in measured["pages"].items():
        times = (at[key] for key in ("p50_ms", "p95_ms", "complete_p50_ms", "complete_p95_ms"))
        chain = at.get("chain_ms")
        cells = [_ms(value) for value in times]
        rows.append([f"{int(pages):,}", *cells, _ms(chain and chain["total"]), f"{at['memory_mb']:.0f} MB"])
    busy = [pages for pages, at in measured["pages"].items() if not at["settled"]]
    text = table(head, rows) + "\n" + needs(measured["needs"]) + "\n"
    if busy:
        text += (
            f"Measured while the first audit of all pages was still going on: {', '.join(busy)} pages.\n\n"
        )
    return text + machine_line(measured, today)


def _ms(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f} ms"


def _measured(
    project: Path, pages: int, number: int, wait: float, progress: Callable[[str], None]
) -> dict[str, Any]:
    started = time.perf_counter()
    with previewed(project, markdown_site.SITE) as (stream, process):
        progress(f"{pages} Seiten: erste Prüfung")
        settled = _settle(stream, wait)
        ready = time.perf_counter() - started
        seen = []
        for at, edit in enumerate(edits(project, pages, number), 1):
            progress(f"{pages} Seiten: Änderung {at} von {number}, {edit.kind.name}")
            time.sleep(PAUSE)
            seen.append(watched(stream, edit))
        memory = resident_mib(process, "python") * 2**20 / 1e6
    return figures(seen) | {
        "settled": settled,
        "ready_seconds": round(ready, 1),
        "memory_mb": round(memory, 1),
    }


def _settle(stream: Stream, wait: float) -> bool:
    """Wait for the first build, and for the verdicts of all pages unless that takes too long; whether they are there."""
    first = stream.wait(lambda event: event.name in ("built", "problem", "checked"), 600)
    if first.name == "problem":
        raise ProbeError(f"Die Vorschau hat nicht gebaut: {first.data['problems'][0]['message']}")
    if first.name == "checked":
        return True
    try:
        stream.wait(lambda event: event.name == "checked", wait)
    except ProbeError:
        return False
    return True


def watched(stream: Stream, edit: Edit, seconds: float = SECONDS) -> Seen:
    """Apply an edit, wait for what is said of it, undo it, and wait until that is done."""
    started = time.perf_counter()
    undo = edit.apply()
    try:
        seen, build = _until_complete(stream, edit, started, seconds)
    finally:
        undo()
    built = stream.wait(lambda event: event.name == "built" and event.data["build"] > build, seconds)
    done = built.data["build"]
    if edit.kind.rule != BUILD:  # else nothing was published, and no page is another now
        stream.wait(lambda event: _is_final(event, edit.page, done), seconds)
    return seen


def _until_complete(stream: Stream, edit: Edit, started: float, seconds: float) -> tuple[Seen, int]:
    """What was seen of an edit, and the number of its build."""
    found = complete = None
    build = 0
    until = started + seconds
    while complete is None:
        try:
            event = stream.next(until)
        except ProbeError:
            if time.perf_counter() < until:
                raise  # the preview ended
            break
        if event.name == "building":
            build = event.data["build"]
        ms = round((event.at - started) * 1000, 1)
        if build and _tells(event, edit, build):
            found = ms if found is None else found
        if build and _ends(event, edit, build):
            complete = ms if found is not None else None
            break
    return Seen(edit.kind.name, found, complete), build


def _tells(event: Event, edit: Edit, build: int) -> bool:
    """Whether the event tells what the edit must lead to."""
    if event.data.get("build") != build or edit.kind.rule == BUILD:
        return event.name == "problem" and edit.kind.rule == BUILD
    if event.name != "verdict" or event.data["page"] != edit.page:
        return False
    return not edit.kind.rule or any(one["rule"] == edit.kind.rule for one in event.data["findings"])


def _ends(event: Event, edit: Edit, build: int) -> bool:
    """Whether nothing more is said of the edited page."""
    return (edit.kind.rule == BUILD and event.name == "problem") or _is_final(event, edit.page, build)


def _is_final(event: Event, page: str, build: int) -> bool:
    if event.data.get("build", 0) < build:
        return False
    is_whole = event.name == "verdict" and event.data["page"] == page and event.data["complete"]
    return is_whole or event.name == "checked"


def _chain(pages: int) -> dict[str, float]:
    """Milliseconds of Hugo's build, axe CLI on one page and lychee on all, one after another, each after a first run."""
    hugo, lychee = installed("hugo"), installed("lychee")
    peers = Peers(PROJECT_DIR / ".cache" / "bench")
    with tempfile.TemporaryDirectory(prefix="dreiklick-bench-") as name:
        folder = Path(name) / "hugo"
        plain_sites.make_hugo(folder, pages)
        public = folder / "public"
        options = ["--offline", "--include-fragments", "--no-progress", "--root-dir", str(public)]
        times = {}
        for _ in range(2):
            times["hugo"] = spent([hugo, "--quiet"], folder, os.environ).wall
            with served(public) as base:
                page = peers.axe_cli([f"{base}/hausnotruf/"], browsers.whole())
                times["axe_cli"] = spent(page, peers.folder, os.environ).wall
            times["lychee"] = spent([lychee, *options, str(public)], folder, os.environ, (0, 2)).wall
    times["total"] = sum(times.values())
    return {name: round(seconds * 1000, 1) for name, seconds in times.items()}


def _versions(chain: bool) -> dict[str, str]:
    if not chain:
        return {}
    said = {
        name: subprocess.run([installed(name), option], capture_output=True, text=True, check=True).stdout
        for name, option in (("hugo", "version"), ("lychee", "--version"))
    }
    return {
        "Hugo": said["hugo"].split()[1].removeprefix("v").partition("-")[0],
        "lychee": said["lychee"].split()[-1],
        "axe CLI": Peers(PROJECT_DIR / ".cache" / "bench").version("@axe-core/cli"),
    }
