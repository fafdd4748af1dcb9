"""Serve a folder in a process of its own until standard input closes: ``python -m bench.server FOLDER``.

The peers load their pages from here, through the server that the audit itself uses.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audit.probes.local_server import LocalServer


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of ``folder`` on the loopback interface, without a slash at its end."""
    command = [sys.executable, "-m", "bench.server", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process.stdout.readline().strip().rstrip("/")


def main(folder: str) -> None:
    """Print the address, then serve until the other end goes away."""
    with LocalServer(Path(folder)) as server:
        print(server.url_of("/"), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1])
