"""The processes of a command: who belongs to it (Linux: /proc), and that none outlives it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SET_CHILD_SUBREAPER = 36  # prctl(2)


@contextmanager
def none_left() -> Iterator[None]:
    """What is started within has ended afterwards and was waited for, so that its processor time counts.

    Debian's headless shell is started by a script, and who ends only that script, as axe CLI does, leaves the browser running.
    """
    if sys.platform == "linux":  # what descendants leave behind comes to this process
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    others = children(os.getpid())
    try:
        yield
    finally:
        while left := children(os.getpid()) - others:
            for pid in left:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def children(pid: int) -> set[int]:
    """The processes that a process has to wait for now."""
    try:
        threads = [*Path(f"/proc/{pid}/task").iterdir()]
    except OSError:  # it has ended meanwhile
        return set()
    return {int(child) for thread in threads for child in text(thread / "children").split()}


def family(pid: int) -> Iterator[int]:
    """A process and its descendants."""
    yield pid
    for child in children(pid):
        yield from family(child)


def text(file: Path) -> str:
    """What a file of /proc says; nothing where the process has ended meanwhile."""
    try:
        return file.read_text(encoding="ascii")
    except OSError:
        return ""
