"""Memory of a command and all it starts."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bench.memory import peak_mib

#: 100 MB, and two processes that share them for a moment.
_SHARING = """
import os, time
held = b"x" * 100_000_000
for _ in range(2):
    if not os.fork():
        time.sleep(0.5)
        os._exit(0)
os.wait(), os.wait()
"""


def test_what_processes_share_counts_once(tmp_path: Path) -> None:
    peak = peak_mib([sys.executable, "-c", _SHARING], tmp_path, os.environ)
    assert 95 < peak < 180


#: 100 MB, and programs that are started from there.
_STARTING = """
import subprocess
held = bytearray(b"x") * 100_000_000
for _ in range(300):
    subprocess.run(["true"])
"""


def test_a_program_that_is_being_started_counts_once(tmp_path: Path) -> None:
    peak = peak_mib([sys.executable, "-c", _STARTING], tmp_path, os.environ)
    assert 95 < peak < 180
