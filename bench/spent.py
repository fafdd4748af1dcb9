"""What a command takes from start to end: time on the clock, and processor time of all its processes."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from audit.errors import ProbeError


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds. ``processor`` counts every process that was waited for; other work on the machine hardly disturbs it."""

    wall: float
    processor: float


def spent(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], allowed: Collection[int] = (0,)
) -> Spent:
    """Run ``command`` to its end; ProbeError with its last line if it ends otherwise than ``allowed``."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)  # it was waited for here
        if process.returncode not in allowed:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines() or ["ohne Meldung"]
            raise ProbeError(f"{Path(command[0]).name} endete mit {process.returncode}: {lines[-1]}")
    return Spent(wall, usage.ru_utime + usage.ru_stime)


def middle(turns: Sequence[Spent]) -> Spent:
    """The medians of several turns."""
    return Spent(median(turn.wall for turn in turns), median(turn.processor for turn in turns))
