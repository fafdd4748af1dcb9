"""Publish what the pages of a site need of the theme: the scripts they load, and one style sheet.

Settings read: ``THEME``, ``OUTPUT_PATH``, ``USES``. Signal used: ``page_writer_finalized``, when all pages are written.
A component's styles are in the sheet if one of its classes stands in a page or in a script that a page loads: visitors
fetch nothing for what the site does not have. The tests hold every rule of a component to one of its own classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pelican import signals
from pelican.generators import PagesGenerator
from pelican.writers import Writer
from rcssmin import cssmin

from plugins.building.page_uses import blocks_of

_CLASS_SELECTOR = re.compile(r"\.([a-zA-Z][\w-]*)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORTED = re.compile(r'\bfrom "\./([\w-]+\.js)"')
_WORD = re.compile(r"[\w-]+")


def scripts_of(uses: Iterable[str], folder: Path) -> dict[str, str]:
    """File name → text of each script in ``folder`` that pages which use this load, and what those import."""
    found: dict[str, str] = {}
    wanted = {use for use in uses if use.endswith(".js") and use[0] != "."}
    while wanted:
        name = wanted.pop()
        found[name] = (folder / name).read_text(encoding="utf-8")
        wanted |= set(_IMPORTED.findall(found[name])) - found.keys()
    return found


def components_of(uses: Iterable[str], scripts: Iterable[str], folder: Path) -> list[str]:
    """Names of the components, each ``<name>.css`` in ``folder``, that pages or scripts use; by name."""
    words = (word for script in scripts for word in _WORD.findall(script))
    used = blocks_of(words) | {use[1:] for use in uses if use.startswith(".")}
    return [file.stem for file in sorted(folder.glob("*.css")) if used & own_blocks(file)]


@cache
def own_blocks(file: Path) -> set[str]:
    """The classes that make a component, without parts and variants: ``dk-<name>``, and those that editors write."""
    css = _COMMENT.sub("", file.read_text(encoding="utf-8"))
    blocks = blocks_of(_CLASS_SELECTOR.findall(css))
    return {block for block in blocks if block == f"dk-{file.stem}" or not block.startswith("dk-")}


def publish_theme_files(generator: PagesGenerator, writer: Writer) -> None:
    """Receiver of ``page_writer_finalized``."""
    output, static = Path(generator.output_path), Path(generator.theme, "static")
    uses = frozenset().union(*generator.settings["USES"].values())
    scripts = scripts_of(uses, static / "js")
    (output / "js").mkdir(exist_ok=True)
    for name, script in scripts.items():
        (output / "js" / name).write_text(script, encoding="utf-8")
    components = components_of(uses, scripts.values(), static / "css" / "components")
    css = generator.get_template("style").render(generator.context, components=components)
    (output / "style.css").write_text(cssmin(css), encoding="utf-8")


def register() -> None:
    signals.page_writer_finalized.connect(publish_theme_files)
