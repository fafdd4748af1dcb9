"""What code and theme make: other ones may make something else of the same content, so that they are part of every key."""

from __future__ import annotations

import sys
from pathlib import Path

from plugins.building.cache import key_of
from plugins.building.stamp import packages

_WORDS = Path(__file__).parents[2] / "theme" / "words.yaml"


def made_by_code() -> str:
    """A hash of Python, the installed packages, all plugins and the words of the theme.

    Read for each build: the words may change while the process lives.
    """
    files = (*sorted(Path(__file__).parents[1].rglob("*.py")), _WORDS)
    return key_of(sys.version, *packages(), *(file.read_text(encoding="utf-8") for file in files))


def made_by_theme(theme: Path) -> str:
    """A hash of that and of all templates."""
    names = sorted(path for path in (theme / "templates").rglob("*") if path.is_file())
    files = [path for path in names if path.parent.name != "__pycache__"]
    return key_of(made_by_code(), *(part for file in files for part in (str(file), file.read_text("utf-8"))))
