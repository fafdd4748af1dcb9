"""Measure the audit against axe CLI and pa11y-ci on the same pages, in turns, in one run.

Every figure is a whole process from start to end: browser start, Python or Node start and writing the result included. The peers
run in the whole browser, as their users have them, and in the headless shell that ours takes, where there is one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from audit.engines import axe
from bench import browsers, corpus
from bench.contenders import NAMES, Arena
from bench.machine import machine
from bench.peers import Peers, Violation
from bench.programs import PROJECT_DIR
from bench.record import machine_line, need, needs, table
from bench.server import served
from bench.spent import Spent, middle

#: Ours must be so many times as fast as each, on the clock.
PEERS = {"axe_cli": 6, "pa11y_ci": 10}
#: As fast as without a change, at least.
WARM_TIMES = 20
#: All rules may take so many times as long as axe alone, at most.
FULL_TIMES = 5
#: Most seconds that the whole command may take, start to end, where nothing changed.
WARM_SECONDS = 2.0
#: Most minutes that the whole command may take for 1,000 pages, told from the pages measured.
MINUTES_FOR_1000 = 4.0
#: The figures of ``ms_per_page``; the others are told beside them.
_MAIN = ("ours", "axe_cli", "pa11y_ci", "ours_warm")


def run(rounds: int, pages: int, progress: Callable[[str], None]) -> dict[str, Any]:
    """Measure ``rounds`` times each in turn; the result is the JSON of the benchmark. ProbeError if one fails."""
    progress("axe CLI und pa11y-ci bereitstellen")
    peers = Peers(PROJECT_DIR / ".cache" / "bench")
    with tempfile.TemporaryDirectory(prefix="dreiklick-bench-") as name:
        work = Path(name)
        progress(f"{pages} Seiten zusammenstellen")
        site = corpus.make(PROJECT_DIR, work / "site", pages)
        with served(site.folder) as base:
            arena = Arena(work, site, peers, base)
            contenders = arena.contenders()
            turns: dict[str, list[Spent]] = {name: [] for name in contenders}
            for number in range(1, rounds + 1):
                for name, contender in contenders.items():
                    progress(f"Runde {number} von {rounds}: {NAMES[name]}")
                    turns[name].append(contender.turn())
            memory = {}
            for name in contenders:
                progress(f"Speicher: {NAMES[name]}")
                memory[name] = contenders[name].peak_mb()
    different = [
        found | {"than": name}
        for name, theirs in arena.found.items()
        if name.startswith("axe_cli")
        for found in differences(arena.found["ours"], theirs)
    ]
    versions = {
        "chromium": arena.chromium,
        "axe-core": axe.version(),
        **{package: peers.version(package) for package in ("@axe-core/cli", "pa11y-ci", "pa11y")},
    }
    used = {"peers": browsers.whole(), "ours": browsers.ours()}
    measured = result(turns, memory, different, site)
    return measured | {"machine": machine(), "versions": versions, "browsers": used}


def result(
    turns: Mapping[str, Sequence[Spent]],
    memory: Mapping[str, float],
    different: list[dict[str, str]],
    site: corpus.Corpus,
) -> dict[str, Any]:
    """Figures from what each turn took, by contender; ratios are of medians."""
    pages = len(site.pages)
    at = {name: middle(taken) for name, taken in turns.items()}
    ms = {name: round(taken.wall * 1000 / pages, 2) for name, taken in at.items()}
    wanted = _needs({name: taken.wall for name, taken in at.items()}, pages)
    return {
        "schema": 1,
        "ms_per_page": {name: ms[name] for name in _MAIN},
        "same_violations": not different,
        "more_ms_per_page": {name: value for name, value in ms.items() if name not in _MAIN},
        "processor_ms_per_page": {
            name: round(taken.processor * 1000 / pages, 2) for name, taken in at.items()
        },
        "memory_mb": dict(memory),
        "ratios": _ratios(at),
        "needs": wanted,
        "rounds": {
            name: [round(turn.wall * 1000 / pages, 2) for turn in taken] for name, taken in turns.items()
        },
        "pages": pages,
        "barriers": dict(site.barriers),
        "differences": different,
    }


def _ratios(at: Mapping[str, Spent]) -> dict[str, dict[str, float]]:
    """How many times ours each peer takes: on the clock, and in processor time."""
    ours = at["ours"]
    peers = {name: taken for name, taken in at.items() if name.startswith(tuple(PEERS))}
    return {
        name: {
            "wall": round(taken.wall / ours.wall, 2),
            "processor": round(taken.processor / ours.processor, 2),
        }
        for name, taken in peers.items()
    }


def _needs(seconds: Mapping[str, float], pages: int) -> list[dict[str, Any]]:
    ours, full, warm = seconds["ours"], seconds["command_full_audit"], seconds["command_full_audit_warm"]
    faster = [
        need(f"times as fast as {NAMES[peer]}", seconds[peer] / ours, times, at_most=False)
        for peer, times in PEERS.items()
    ]
    return [
        *faster,
        need("times as fast where nothing changed", ours / seconds["ours_warm"], WARM_TIMES, at_most=False),
        need("all rules, times axe alone", full / ours, FULL_TIMES),
        need("all rules, nothing changed", warm, WARM_SECONDS, unit="s"),
        need("all rules, 1,000 pages (extrapolated)", full / pages * 1000 / 60, MINUTES_FOR_1000, unit="min"),
    ]


def markdown(measured: Mapping[str, Any], today: date) -> str:
    """The figures as docs/benchmarks.md shows them."""
    ms = measured["ms_per_page"] | measured["more_ms_per_page"]
    rows = []
    for name, turns in measured["rounds"].items():
        ratio = measured["ratios"].get(name)
        times = [f"{ratio[kind]:.1f}" for kind in ("wall", "processor")] if ratio else ["", ""]
        processor = measured["processor_ms_per_page"][name]
        spread = f"{min(turns):.1f}–{max(turns):.1f}"
        memory = f"{measured['memory_mb'][name]:,.0f}"
        rows.append([NAMES[name], f"{ms[name]:.1f}", spread, times[0], f"{processor:.1f}", times[1], memory])
    head = ["", "ms a page", "range", "times ours", "processor", "times ours", "MB"]
    used = {who: Path(path).name for who, path in measured["browsers"].items()}
    return (
        f"{measured['pages']} pages, ten with a barrier; {_same(measured)} Peers run in {used['peers']}, which is what their "
        f"users have, where no other browser is named; Dreiklick in {used['ours']}.\n\n"
        + table(head, rows)
        + "\n"
        + needs(measured["needs"])
        + "\n"
        + machine_line(measured, today)
    )


def _same(measured: Mapping[str, Any]) -> str:
    if measured["same_violations"]:
        return "the same violations as axe CLI."
    first = measured["differences"][0]
    told = f"only {first['only']}: {first['rule']} on {first['page']} at {first['target']}"
    return f"OTHER VIOLATIONS than axe CLI ({len(measured['differences'])}; {told})."


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
