"""How much memory a command takes at its peak, with all processes it starts (Linux: /proc)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.processes import children, family, none_left, text

_EVERY = 0.05
_TOUCHED = 16  # pages
_PAGE = os.sysconf("SC_PAGE_SIZE")


def peak_mib(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> float:
    """The most memory that the process and its descendants held together, in MiB; what they share counts once (PSS)."""
    peak = 0
    with none_left():
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None:
            peak = max(peak, _held(process.pid))
            time.sleep(_EVERY)
    return round(peak / 2**20, 1)


def resident_mib(pid: int, name: str) -> float:
    """Resident memory now of the process and those of its descendants that are called like ``name``, in MiB."""
    named = (at for at in family(pid) if text(Path(f"/proc/{at}/comm")).startswith(name))
    return round(sum(map(_resident, named)) / 2**20, 1)


def _held(pid: int) -> int:
    """What a process and its descendants hold, in bytes."""
    return _proportional(pid) + sum(_held(child) for child in children(pid) if not _is_starting(child, pid))


def _is_starting(pid: int, parent: int) -> bool:
    """Whether a process is still in the memory of its parent, which stands still until it begins (vfork): the kernel counts all
    of that a second time. It is told by sizes that are the parent's, but for the few pages that it touches itself.
    """
    own, others = (text(Path(f"/proc/{at}/statm")).split() for at in (pid, parent))
    return all(abs(int(one) - int(other)) <= _TOUCHED for one, other in zip(own, others, strict=False))


def _resident(pid: int) -> int:
    fields = text(Path(f"/proc/{pid}/statm")).split()
    return int(fields[1]) * _PAGE if fields else 0


def _proportional(pid: int) -> int:
    """What the process holds, each shared page divided by the number of processes that share it; 0 if it is gone."""
    lines = text(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
