"""Measure internal links, anchors and click depth against lychee offline on the same generated pages, in turns.

Every figure is a whole process from start to end. Ours is the command itself, without and with its cache.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from audit.errors import ProbeError
from bench.link_pages import LinkCorpus, make
from bench.machine import machine
from bench.memory import peak_mib
from bench.programs import PROJECT_DIR, installed
from bench.record import machine_line, needs, table

RULES = "broken-link,broken-anchor,three-clicks,orphan-page"
#: Our share of lychee's time: at most this.
NEEDED = {"cold_ratio": 0.5, "warm_ratio": 0.25}


def run(rounds: int, pages: int, progress: Callable[[str], None]) -> dict[str, Any]:
    """Measure ``rounds`` times each in turn; the result is the JSON of the benchmark. ProbeError if one fails."""
    progress("lychee bereitstellen")
    lychee = installed("lychee")
    with tempfile.TemporaryDirectory(prefix="dreiklick-bench-") as name:
        work = Path(name)
        progress(f"{pages} Seiten erzeugen")
        (work / "seiten").mkdir()
        site = make(work / "seiten", pages)
        commands = {"ours_cold": _ours(), "ours_warm": _ours(), "lychee": _lychee_command(lychee, site)}
        times: dict[str, list[float]] = {contender: [] for contender in commands}
        found: dict[str, Mapping[str, int]] = {}
        for number in range(1, rounds + 1):
            for contender, command in commands.items():
                progress(f"Runde {number} von {rounds}: {contender}")
                _prepare(contender, work)
                started = time.perf_counter()
                _run(command, work)
                times[contender].append(time.perf_counter() - started)
                found[contender] = _found(contender, work, site)
        memory = {}
        for contender, command in commands.items():
            progress(f"Speicher: {contender}")
            _prepare(contender, work)
            memory[contender] = peak_mib(command, work, _environment())
    version = subprocess.run(
        [lychee, "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[-1]
    return result(times, memory, found, site) | {"machine": machine(), "versions": {"lychee": version}}


def result(
    times: Mapping[str, list[float]],
    memory: Mapping[str, float],
    found: Mapping[str, Mapping[str, int]],
    site: LinkCorpus,
) -> dict[str, Any]:
    """Figures from the times in seconds by contender; ratios are of medians, ours over lychee."""
    middle = {name: median(values) for name, values in times.items()}
    ratios = {
        "cold_ratio": round(middle["ours_cold"] / middle["lychee"], 3),
        "warm_ratio": round(middle["ours_warm"] / middle["lychee"], 3),
    }
    seeded = {"broken_links": len(site.broken_links), "broken_anchors": len(site.broken_anchors)}
    complete = all(dict(counts) == seeded for name, counts in found.items() if name != "lychee")
    return {
        "schema": 1,
        **ratios,
        "pages": site.pages,
        "links": site.links,
        "seconds": {name: round(value, 3) for name, value in middle.items()},
        "ours_rss_mb": max(memory["ours_cold"], memory["ours_warm"]),
        "lychee_rss_mb": memory["lychee"],
        "rss_mb": dict(memory),
        "seeded": seeded,
        "found": {name: dict(counts) for name, counts in found.items()},
        "needs": [
            {"name": name, "needed": needed, "measured": ratios[name], "met": ratios[name] <= needed}
            for name, needed in NEEDED.items()
        ],
        "complete": complete,
        "rounds": {name: [round(value, 3) for value in values] for name, values in times.items()},
    }


def markdown(measured: Mapping[str, Any], today: date) -> str:
    """The figures as docs/benchmarks.md shows them."""
    names = {"ours_cold": "Dreiklick", "ours_warm": "Dreiklick, nothing changed", "lychee": "lychee"}
    rows = [
        [
            names[name],
            f"{seconds:.2f}",
            f"{min(turns):.2f}–{max(turns):.2f}",
            f"{measured['rss_mb'][name]:.0f}",
        ]
        for (name, seconds), turns in zip(
            measured["seconds"].items(), measured["rounds"].values(), strict=True
        )
    ]
    wanted = [
        item | {"at_most": True, "name": f"{item['name']} (ours over lychee)"} for item in measured["needs"]
    ]
    found = "all seeded faults found" if measured["complete"] else "SEEDED FAULTS MISSED"
    head = f"{measured['pages']:,} pages, {measured['links']:,} links, {found}.\n\n"
    text = head + table(["", "seconds", "range", "MiB"], rows) + "\n" + needs(wanted)
    return text + "\n" + machine_line(measured, today)


def _lychee_command(program: str, site: LinkCorpus) -> list[str]:
    options = [
        "--offline",
        "--include-fragments",
        "--no-progress",
        "--format",
        "json",
        "--output",
        "lychee.json",
    ]
    return [program, *options, "--root-dir", str(site.folder), str(site.folder)]


def _ours() -> list[str]:
    return [sys.executable, "-m", "audit", "seiten", "--only", RULES, "--no-browser", "--format", "json"]


def _prepare(contender: str, work: Path) -> None:
    """Cold means without our cache; warm finds what the cold run before it left."""
    if contender == "ours_cold":
        for file in (work / ".cache").glob("*"):
            file.unlink()


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(PROJECT_DIR), "CI": "1"}


def _run(command: list[str], work: Path) -> None:
    """Run to the end; 1 (ours) and 2 (lychee) are what findings give."""
    done = subprocess.run(command, cwd=work, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode != (2 if command[0].endswith("lychee") else 1):
        raise ProbeError(
            f"{Path(command[0]).name} endete mit {done.returncode}: {done.stderr.strip()[-500:]}"
        )


def _found(contender: str, work: Path, site: LinkCorpus) -> dict[str, int]:
    """How many of the seeded faults the last run named; ProbeError if it named others."""
    named = _by_lychee(work, site) if contender == "lychee" else _by_ours(work)
    wrong = named - site.broken_links - site.broken_anchors
    if wrong:
        raise ProbeError(f"{contender} meldet, was nicht falsch ist: {sorted(wrong)[:3]}")
    return {
        "broken_links": len(named & site.broken_links),
        "broken_anchors": len(named & site.broken_anchors),
    }


def _by_ours(work: Path) -> set[tuple[str, str]]:
    report = json.loads((work / "reports/seiten/report.json").read_text(encoding="utf-8"))
    return {
        ("/index.html" if finding["page"] == "/" else finding["page"], finding["evidence"] or finding["rule"])
        for finding in report["findings"]
    }


def _by_lychee(work: Path, site: LinkCorpus) -> set[tuple[str, str]]:
    errors = json.loads((work / "lychee.json").read_text(encoding="utf-8"))["error_map"]
    here = f"file://{site.folder}"
    return {
        ("/" + Path(file).relative_to(site.folder).as_posix(), error["url"].removeprefix(here))
        for file, of_file in errors.items()
        for error in of_file
    }
