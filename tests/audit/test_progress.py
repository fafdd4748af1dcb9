"""The progress bar: there for people at a terminal, and for nobody else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

CLEAN = {name: value for name, value in os.environ.items() if name not in ("CI", "TERM", "NO_COLOR")}
SCRIPT = """
from audit.progress import progress_bar
with progress_bar() as tell:
    tell("Seiten lesen", 0, 0)
    tell("Seiten lesen", 3, 5)
"""


def _seen(environment: dict[str, str]) -> str:
    """What a terminal gets to see of it."""
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-c", SCRIPT],
        stderr=theirs,
        env=CLEAN | {"TERM": "xterm", "COLUMNS": "100"} | environment,
        check=True,
    )
    os.close(theirs)
    told = b""
    try:
        while part := os.read(ours, 65536):
            told += part
    except OSError:  # how the end of a terminal is told
        pass
    os.close(ours)
    return told.decode()


def test_people_at_a_terminal_see_how_far_it_is() -> None:
    told = _seen({})
    assert "Seiten lesen" in told
    assert "3/5" in told


def test_ci_is_told_nothing() -> None:
    assert _seen({"CI": "true"}) == ""


def test_pipes_are_told_nothing() -> None:
    told = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, env=CLEAN, check=True)
    assert told.stderr == told.stdout == b""
