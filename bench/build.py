"""Measure the build against bare Pelican and Hugo on the same Markdown, in turns; then all microsites, and the memory.

Every figure is a whole process from start to end. Ours is the command itself: without output and cache, without any change,
after one edited text.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from audit.errors import ProbeError
from bench import markdown_site, plain_sites
from bench.machine import machine
from bench.memory import peak_mib
from bench.programs import PROJECT_DIR, installed
from bench.record import machine_line, need, needs, table
from bench.spent import Spent, middle, spent

MEMORY_PAGES = 10_000
NAMES = {
    "ours_cold": "Dreiklick, cold",
    "ours_warm": "Dreiklick, nothing changed",
    "ours_edit": "Dreiklick, one text edited",
    "pelican": "Pelican, theme simple",
    "hugo": "Hugo",
    "all_cold": "all sample sites, cold",
    "all_warm": "all sample sites, nothing changed",
}
_KEPT = ("output", "build", ".cache")


def run(rounds: int, pages: int, memory_pages: int, progress: Callable[[str], None]) -> dict[str, Any]:
    """Measure ``rounds`` times each in turn; the result is the JSON of the benchmark. ProbeError if one fails."""
    progress("Hugo bereitstellen")
    hugo = installed("hugo")
    with tempfile.TemporaryDirectory(prefix="dreiklick-bench-") as name:
        work = Path(name)
        progress(f"{pages} Seiten erzeugen")
        markdown_site.make(work / "ours", pages)
        plain_sites.make_hugo(work / "hugo", pages)
        plain_sites.make_pelican(work / "pelican", pages)
        shutil.copytree(PROJECT_DIR / "content", work / "all" / "content")
        contenders = _contenders(work, hugo)
        turns: dict[str, list[Spent]] = {contender: [] for contender in contenders}
        for number in range(1, rounds + 1):
            for contender, turn in contenders.items():
                progress(f"Runde {number} von {rounds}: {NAMES[contender]}")
                turns[contender].append(turn())
        written = {at: _count(work / folder) for at, folder in _OUTPUT.items()}
        memory = _memory(work / "memory", memory_pages, progress) if memory_pages else {}
    found = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout.split()[1]
    versions = {"Pelican": version("pelican"), "Hugo": found.removeprefix("v").partition("-")[0]}
    return result(turns, pages, memory) | {"html_files": written, "machine": machine(), "versions": versions}


def result(
    turns: Mapping[str, Sequence[Spent]], pages: int, memory: Mapping[str, float | int]
) -> dict[str, Any]:
    """Figures from what each turn took; ratios are of medians on the clock."""
    at = {name: middle(taken) for name, taken in turns.items()}
    wanted = [
        need("cold, times bare Pelican", at["ours_cold"].wall / at["pelican"].wall, 1.5),
        need("nothing changed, times a full Hugo build", at["ours_warm"].wall / at["hugo"].wall, 1),
        need("all sample sites, cold", at["all_cold"].wall, 5, unit="s"),
    ]
    if memory:
        wanted.append(need(f"memory at {memory['pages']:,} pages", memory["peak_mb"], 700, unit="MB"))
    return {
        "schema": 1,
        "pages": pages,
        "seconds": {name: round(taken.wall, 3) for name, taken in at.items()},
        "processor_seconds": {name: round(taken.processor, 3) for name, taken in at.items()},
        "ratios": {
            "cold_over_pelican": round(at["ours_cold"].wall / at["pelican"].wall, 3),
            "warm_over_hugo": round(at["ours_warm"].wall / at["hugo"].wall, 3),
            "edit_over_hugo": round(at["ours_edit"].wall / at["hugo"].wall, 3),
        },
        "memory": dict(memory),
        "needs": wanted,
        "rounds": {name: [round(turn.wall, 3) for turn in taken] for name, taken in turns.items()},
    }


def markdown(measured: Mapping[str, Any], today: Any) -> str:
    """The figures as people read them."""
    rows = [
        [
            NAMES[name],
            f"{seconds:.2f}",
            f"{min(measured['rounds'][name]):.2f}–{max(measured['rounds'][name]):.2f}",
            f"{measured['processor_seconds'][name]:.2f}",
        ]
        for name, seconds in measured["seconds"].items()
    ]
    text = f"{measured['pages']:,} Markdown files of about 300 words, {len(measured['rounds']['hugo'])} rounds.\n\n"
    text += table(["", "seconds", "range", "processor"], rows) + "\n" + needs(measured["needs"])
    return text + "\n" + machine_line(measured, today)


#: Where each contender writes, to see that nobody left pages out.
_OUTPUT = {"ours": "ours/output/bench", "pelican": "pelican/output", "hugo": "hugo/public"}


def _contenders(work: Path, hugo: str) -> dict[str, Callable[[], Spent]]:
    """What takes turns, in this order: the warm turns use what the cold one before them left."""
    edited = work / "ours" / "content" / markdown_site.SITE / "hausnotruf" / "index.md"
    counter = iter(range(1_000_000))

    def edit() -> Spent:
        with edited.open("a", encoding="utf-8") as file:
            file.write(f"\nNachtrag Nummer {next(counter)}.\n")
        return _ours(work / "ours")

    return {
        "ours_cold": lambda: _ours(_cleared(work / "ours", _KEPT)),
        "ours_warm": lambda: _ours(work / "ours"),
        "ours_edit": edit,
        "pelican": lambda: spent(
            [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-t", "simple"],
            _cleared(work / "pelican", ("output", "cache")),
            os.environ,
        ),
        "hugo": lambda: spent(
            [hugo, "--quiet"], _cleared(work / "hugo", ("public", "resources")), os.environ
        ),
        "all_cold": lambda: _ours(_cleared(work / "all", _KEPT), []),
        "all_warm": lambda: _ours(work / "all", []),
    }


def command(sites: Sequence[str] = (markdown_site.SITE,)) -> list[str]:
    """The build as a process of its own; the folder of the project is in its environment."""
    return [sys.executable, "-m", "plugins.build", *sites]


def environment(project: Path) -> dict[str, str]:
    """What the build needs to find its code and the project."""
    return os.environ | {"PYTHONPATH": str(PROJECT_DIR), "PROJECT_DIR": str(project), "CI": "1"}


def _ours(project: Path, sites: Sequence[str] = (markdown_site.SITE,)) -> Spent:
    return spent(command(sites), PROJECT_DIR, environment(project))


def _cleared(folder: Path, names: Sequence[str]) -> Path:
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)
    return folder


def _count(folder: Path) -> int:
    """Number of pages written; ProbeError if there are none."""
    count = sum(1 for _ in folder.rglob("*.html"))
    if not count:
        raise ProbeError(f"{folder} ist leer: Der Bau hat keine Seite geschrieben.")
    return count


def _memory(folder: Path, pages: int, progress: Callable[[str], None]) -> dict[str, float | int]:
    progress(f"Speicher bei {pages} Seiten")
    markdown_site.make(folder, pages)
    cold = peak_mib(command(), PROJECT_DIR, environment(folder))
    warm = peak_mib(command(), PROJECT_DIR, environment(folder))
    if not (folder / "output" / markdown_site.SITE / "index.html").is_file():
        raise ProbeError(f"Der Bau von {pages} Seiten ist nicht gelungen.")
    in_mb = 2**20 / 1e6
    return {
        "pages": pages,
        "cold_mb": round(cold * in_mb, 1),
        "warm_mb": round(warm * in_mb, 1),
        "peak_mb": round(max(cold, warm) * in_mb, 1),
    }
