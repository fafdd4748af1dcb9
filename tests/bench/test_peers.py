"""Peers are started as a user would, in a browser with the audit's window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench import browsers
from bench.processes import children, none_left


def test_browser_is_started_with_the_window_of_the_audit(tmp_path: Path) -> None:
    echo = tmp_path / "echo browser"  # a name that a shell would cut
    echo.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    echo.chmod(0o755)
    program = browsers.program(str(echo), tmp_path)
    said = subprocess.run([program, "--headless", "a b"], capture_output=True, text=True, check=True).stdout
    assert said.startswith("--window-size=1280,1024 ")
    assert said.endswith(" --headless a b\n")


def test_what_a_command_leaves_behind_ends_with_it() -> None:
    sleeper = "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'], stdout=-3).pid)"
    before = children(os.getpid())
    with none_left():
        left = subprocess.run([sys.executable, "-c", sleeper], capture_output=True, text=True, check=True)
        assert Path(f"/proc/{left.stdout.strip()}").exists()
    assert not Path(f"/proc/{left.stdout.strip()}").exists()
    assert children(os.getpid()) == before
