"""The process of ``worker``: started, spoken to, ended with every browser it has started."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from plugins.build import CODE_DIR

#: How long it may take to end by itself.
_FAREWELL_SECONDS = 1.0


class Child:
    """Puts ``("said", (self, data))`` for every line and ``("died", self)`` at the end into ``inbox``."""

    def __init__(self, project_dir: Path, inbox: SimpleQueue[tuple[str, Any]]) -> None:
        # What it and its browsers put into the folder for temporary files goes with it; the name marks them as its own.
        self._folder = tempfile.TemporaryDirectory(prefix="dreiklick-preview-", ignore_cleanup_errors=True)
        self.started = time.monotonic()
        self._inbox = inbox
        self._process = subprocess.Popen(
            [sys.executable, "-m", "preview.worker", str(project_dir)],
            cwd=CODE_DIR,
            env={**os.environ, "TMPDIR": self._folder.name},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        Thread(target=self._listen, daemon=True).start()
        Thread(target=self._wait, daemon=True).start()

    def tell(self, command: Mapping[str, Any]) -> None:
        """Give it work; nothing happens if it is gone, which ``died`` tells."""
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(command) + "\n")
            self._process.stdin.flush()

    def end(self) -> None:
        """End it and everything that it has started, whatever state they are in."""
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_FAREWELL_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        _end_marked(self._folder.name)
        self._folder.cleanup()

    def _listen(self) -> None:
        for line in self._process.stdout:
            self._inbox.put(("said", (self, json.loads(line))))

    def _wait(self) -> None:
        self._process.wait()
        self._inbox.put(("died", self))


def _end_marked(mark: str) -> None:
    """End the processes whose environment has the mark: browsers are in groups of their own and outlive a killed parent."""
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # gone meanwhile, or somebody else's
            if mark.encode() in environment.read_bytes():
                os.kill(int(environment.parent.name), signal.SIGKILL)
