"""The browsers that the peers run in: the whole one, as their users have it, and the headless shell, as the audit has it.

Peers get a small program in place of the browser, which starts it with a window of the audit's size: axe CLI cuts its options at
every comma, and the shell does not start with half a size.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterable
from pathlib import Path

from audit.errors import ProbeError
from audit.probes.chromium import INSTALL_HINT, SHELLS, WHOLE, find_programs

#: What the audit's own browser is started with, as far as it changes results.
_FLAGS = ("--window-size=1280,1024", "--force-device-scale-factor=1", "--hide-scrollbars")


def whole() -> str:
    """The path of a whole browser; ProbeError without any."""
    path = _first(WHOLE)
    if path is None:
        raise ProbeError(f"Kein Chromium gefunden. {INSTALL_HINT}")
    return path


def shell() -> str | None:
    """The path of the headless shell; None where there is none."""
    return _first(SHELLS)


def ours() -> str:
    """The path of the browser that the audit runs in."""
    return find_programs().browser or whole()


def program(browser: str, folder: Path) -> Path:
    """A program in ``folder`` that starts ``browser`` as the audit does."""
    flags = [*_FLAGS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    made = folder / f"start-{Path(browser).name}"
    made.write_text(f'#!/bin/sh\nexec {shlex.join([browser, *flags])} "$@"\n', encoding="utf-8")
    made.chmod(0o755)
    return made


def _first(names: Iterable[str]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)
