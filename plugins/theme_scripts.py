"""Publish the theme's scripts: ``theme/static/js/*.js`` become ``/js/*.js``.

Settings read: ``THEME``, ``OUTPUT_PATH``. Signal used: ``finalized``. Pelican's own copying of theme files
(``THEME_STATIC_PATHS``) would lose the folder and put them beside the pages.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from pelican import Pelican, signals


def copy_scripts(pelican: Pelican) -> None:
    """Receiver of ``finalized``."""
    target = Path(pelican.settings["OUTPUT_PATH"], "js")
    target.mkdir(exist_ok=True)
    for script in sorted(Path(pelican.settings["THEME"], "static", "js").glob("*.js")):
        shutil.copyfile(script, target / script.name)


def register() -> None:
    signals.finalized.connect(copy_scripts)
