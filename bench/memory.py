"""How much memory a command takes at its peak, with all processes it starts (Linux: /proc)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_EVERY = 0.02
_PAGE = os.sysconf("SC_PAGE_SIZE")


def peak_mib(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> float:
    """The largest sum of resident memory of the process and its descendants, in MiB; shared pages count in each."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_resident(pid) for pid in _family(process.pid)))
        time.sleep(_EVERY)
    return round(peak / 2**20, 1)


def resident_mib(pid: int, name: str) -> float:
    """Resident memory now of the process and those of its descendants that are called like ``name``, in MiB."""
    family = (at for at in _family(pid) if _text(Path(f"/proc/{at}/comm")).startswith(name))
    return round(sum(map(_resident, family)) / 2**20, 1)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _text(file).split():
            yield from _family(int(child))


def _resident(pid: int) -> int:
    fields = _text(Path(f"/proc/{pid}/statm")).split()
    return int(fields[1]) * _PAGE if fields else 0


def _text(file: Path) -> str:
    """Empty where the process has ended meanwhile."""
    try:
        return file.read_text(encoding="ascii")
    except OSError:
        return ""
