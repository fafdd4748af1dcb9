"""What became of the build of one microsite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.problems import Problem

CODE_DIR = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one site: number of pages, files that changed, pages left out because they are over; problems or a
    fault if it was not published. ``waiting`` says of each page that waits for its approval, why; ``preview`` that it is
    among the pages all the same.

    ``touched`` are the files below output/<site> that were written or removed, sorted; ``manifest`` is the manifest as data,
    None where nothing was built. Nobody may change it: entries of pages that stayed the same are shared by later builds.
    """

    site: str
    pages: int = 0
    changed: int = 0
    past_pages: int = 0
    waiting: tuple[Problem, ...] = ()
    preview: bool = False
    problems: tuple[Problem, ...] = ()
    fault: str = ""
    touched: tuple[str, ...] = ()
    manifest: Mapping[str, Any] | None = None

    @property
    def exit_code(self) -> int:
        """0 built · 2 faults in the content · 4 a fault of the program or the machine."""
        return 4 if self.fault else 2 if self.problems else 0
