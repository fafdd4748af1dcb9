"""What a command takes from start to end: time on the clock, and processor time of all its processes."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

from audit.errors import ProbeError
from bench.processes import none_left


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds. ``processor`` counts every process that the command started, those too that it left behind."""

    wall: float
    processor: float


def spent(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], allowed: Collection[int] = (0,)
) -> Spent:
    """Run ``command`` to its end; ProbeError with its last line if it ends otherwise than ``allowed``."""
    before = _used()
    with tempfile.TemporaryFile() as said:
        with none_left():
            started = time.perf_counter()
            process = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=said
            )
            code = process.wait()
            wall = time.perf_counter() - started
        if code not in allowed:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines() or ["ohne Meldung"]
            raise ProbeError(f"{Path(command[0]).name} endete mit {code}: {lines[-1]}")
    return Spent(wall, _used() - before)


def middle(turns: Sequence[Spent]) -> Spent:
    """The medians of several turns."""
    return Spent(median(turn.wall for turn in turns), median(turn.processor for turn in turns))


def _used() -> float:
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
