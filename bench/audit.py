"""Measure the audit against axe CLI and pa11y-ci on the same pages, in turns, in one run.

Every figure is a whole process from start to end: browser start, Python or Node start and writing the result included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from audit.engines import axe
from audit.errors import ProbeError
from bench import corpus
from bench.machine import machine
from bench.peers import Peers, Violation
from bench.record import machine_line, needs, table
from bench.server import served

PROJECT_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Need:
    """``slower`` must take at least ``times`` the time of ``faster``; with ``at_most`` that is the most it may take."""

    name: str
    faster: str
    slower: str
    times: float
    at_most: bool = False


NEEDS = (
    Need("axe_cli", "ours", "axe_cli", 6),
    Need("pa11y_ci", "ours", "pa11y_ci", 10),
    Need("ours_warm", "ours_warm", "ours", 20),
    Need("command_full_audit", "ours", "command_full_audit", 5, at_most=True),
)
#: Most seconds that the whole command may take, start to end, where nothing changed.
WARM_SECONDS = 2.0
#: Most minutes that the whole command may take for 1,000 pages, told from the pages measured.
MINUTES_FOR_1000 = 4.0
#: The figures of ``ms_per_page``; the others are told beside them.
_MAIN = ("ours", "axe_cli", "pa11y_ci", "ours_warm")


def run(rounds: int, pages: int, progress: Callable[[str], None]) -> dict[str, Any]:
    """Measure ``rounds`` times each in turn; the result is the JSON of the benchmark. ProbeError if one fails."""
    peers = Peers(PROJECT_DIR / ".cache" / "bench")
    with tempfile.TemporaryDirectory(prefix="dreiklick-bench-") as name:
        work = Path(name)
        site = corpus.make(PROJECT_DIR, work / "site", pages)
        with served(site.folder) as base:
            urls = [base + page for page in site.pages]
            contenders = _contenders(work, site, peers, urls)
            times: dict[str, list[float]] = {name: [] for name in contenders}
            for number in range(1, rounds + 1):
                for name, contender in contenders.items():
                    progress(f"Runde {number} von {rounds}: {name}")
                    started = time.perf_counter()
                    contender()
                    times[name].append((time.perf_counter() - started) * 1000 / pages)
            ours, chromium = _ours_result(work, site)
            theirs = peers.axe_cli_violations(base)
    versions = {
        "chromium": chromium,
        "axe-core": axe.version(),
        **{package: peers.version(package) for package in ("@axe-core/cli", "pa11y-ci", "pa11y")},
    }
    return result(times, differences(ours, theirs), site) | {"machine": machine(), "versions": versions}


def result(
    times: Mapping[str, list[float]], different: list[dict[str, str]], site: corpus.Corpus
) -> dict[str, Any]:
    """Figures from the times in ms a page, by contender; ratios are of medians."""
    middle = {name: median(values) for name, values in times.items()}
    wanted = [_judged(need, middle[need.slower] / middle[need.faster]) for need in NEEDS]
    warm = Need("warm_seconds", "", "", WARM_SECONDS, at_most=True)
    wanted.append(_judged(warm, middle["command_full_audit_warm"] * len(site.pages) / 1000))
    full = Need("minutes_for_1000", "", "", MINUTES_FOR_1000, at_most=True)
    wanted.append(_judged(full, middle["command_full_audit"] * 1000 / 60_000))
    return {
        "schema": 1,
        "ms_per_page": {name: round(middle[name], 2) for name in _MAIN},
        "same_violations": not different,
        "more_ms_per_page": {name: round(value, 2) for name, value in middle.items() if name not in _MAIN},
        "ratios": {need["name"]: round(need["measured"], 2) for need in wanted},
        "needs": wanted,
        "rounds": {name: [round(value, 2) for value in values] for name, values in times.items()},
        "pages": len(site.pages),
        "barriers": dict(site.barriers),
        "differences": different,
    }


#: What is measured, and what is wanted of it, as docs/benchmarks.md says it.
NAMES = {
    "ours": "Dreiklick, axe only",
    "ours_warm": "Dreiklick, axe only, nothing changed",
    "axe_cli": "axe CLI",
    "pa11y_ci": "pa11y-ci",
    "pa11y_ci_two_at_once": "pa11y-ci, two pages at once",
    "command_full_audit": "Dreiklick, all rules",
    "command_full_audit_warm": "Dreiklick, all rules, nothing changed",
}
_WANTED = {
    "axe_cli": "times as fast as axe CLI",
    "pa11y_ci": "times as fast as pa11y-ci",
    "ours_warm": "times as fast where nothing changed",
    "command_full_audit": "all rules, times axe alone",
    "warm_seconds": "all rules, nothing changed, seconds",
    "minutes_for_1000": "all rules, minutes for 1,000 pages (extrapolated from the pages measured)",
}


def markdown(measured: Mapping[str, Any], today: date) -> str:
    """The figures as docs/benchmarks.md shows them."""
    middle = measured["ms_per_page"] | measured["more_ms_per_page"]
    rows = [
        [NAMES[name], f"{middle[name]:.1f}", f"{min(values):.1f}–{max(values):.1f}"]
        for name, values in measured["rounds"].items()
    ]
    wanted = [
        item | {"name": _WANTED[item["name"]], "measured": round(item["measured"], 2)}
        for item in measured["needs"]
    ]
    same = "the same violations as" if measured["same_violations"] else "OTHER violations than"
    head = f"{measured['pages']} pages, ten with a barrier; {same} axe CLI.\n\n"
    text = head + table(["", "ms a page", "range"], rows) + "\n" + needs(wanted)
    return text + "\n" + machine_line(measured, today)


def _judged(need: Need, measured: float) -> dict[str, Any]:
    met = measured <= need.times if need.at_most else measured >= need.times
    return {
        "name": need.name,
        "needed": need.times,
        "at_most": need.at_most,
        "measured": measured,
        "met": met,
    }


def differences(
    ours: Mapping[str, set[Violation]], theirs: Mapping[str, set[Violation]]
) -> list[dict[str, str]]:
    """Violations that only one of both found, and pages that only one of both measured."""
    found = []
    for page in sorted({*ours, *theirs}):
        for only, one, other in (("ours", ours, theirs), ("axe_cli", theirs, ours)):
            if page not in other:
                found.append({"page": page, "rule": "", "target": "", "only": only})
            else:
                found += [
                    {"page": page, "rule": rule, "target": target, "only": only}
                    for _, rule, target in sorted(one.get(page, set()) - other[page])
                ]
    return found


def _contenders(
    work: Path, site: corpus.Corpus, peers: Peers, urls: list[str]
) -> dict[str, Callable[[], object]]:
    """What takes turns. Ours must come before ours_warm, which uses its cache; the same holds for the command."""
    cache, cold, full = work / "cache.sqlite", work / "ours.json", work / "project"
    full.mkdir()

    def ours() -> None:
        cache.unlink(missing_ok=True)
        _python(work, "bench.ours", str(site.folder), str(cache), str(cold))

    def command() -> None:
        (full / ".cache" / "audit.sqlite").unlink(missing_ok=True)
        _python(full, "audit", str(site.folder), "--format", "json")

    return {
        "ours": ours,
        "ours_warm": lambda: _python(
            work, "bench.ours", str(site.folder), str(cache), str(work / "warm.json")
        ),
        "axe_cli": lambda: peers.axe_cli(urls),
        "pa11y_ci": lambda: peers.pa11y_ci(urls, 1),
        "pa11y_ci_two_at_once": lambda: peers.pa11y_ci(urls, 2),
        "command_full_audit": command,
        "command_full_audit_warm": lambda: _python(full, "audit", str(site.folder), "--format", "json"),
    }


def _python(folder: Path, *command: str) -> None:
    """A fresh Python process of this environment; exit code 1 is what findings give."""
    environment = os.environ | {"PYTHONPATH": str(PROJECT_DIR), "CI": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1) or (done.returncode and command[0] != "audit"):
        raise ProbeError(f"{command[0]} endete mit {done.returncode}: {done.stderr.strip()}")


def _ours_result(work: Path, site: corpus.Corpus) -> tuple[dict[str, set[Violation]], str]:
    """Our violations by page and the browser's version; ProbeError if a page failed or the cache lost something."""
    cold, warm = (
        json.loads((work / name).read_text(encoding="utf-8")) for name in ("ours.json", "warm.json")
    )
    if cold["failures"]:
        raise ProbeError(f"Nicht gemessen wurden: {cold['failures']}")
    if cold["violations"] != warm["violations"]:
        raise ProbeError("Aus dem Zwischenspeicher kamen andere Befunde als aus dem Browser.")
    violations = cold["violations"]
    return {page: {(page, *pair) for pair in violations[page]} for page in site.pages}, cold["chromium"]
