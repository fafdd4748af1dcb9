"""What a site gets of the theme: the scripts its pages load, the styles of the components they show, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.build import CODE_DIR
from plugins.building.page_uses import uses_of
from plugins.building.theme_files import components_of, own_blocks, scripts_of
from tests.plugins.mini_project import BODY, new_project, page

THEME = CODE_DIR / "theme"
STYLES = THEME / "static" / "css" / "components"
SCRIPTS = THEME / "static" / "js"
NOTICE = '!!! wichtig "Frist"\n    Vor dem Umbau.\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A theme of two components and three scripts."""
    (tmp_path / "karte.css").write_text("/* .dk-liste */ .dk-karte__bild { margin: .5rem }", encoding="utf-8")
    (tmp_path / "liste.css").write_text(".dk-prose .schritte > li, .dk-liste { margin: 0 }", encoding="utf-8")
    (tmp_path / "a.js").write_text('import { b } from "./b.js";', encoding="utf-8")
    (tmp_path / "b.js").write_text(
        'import {\n  a,\n} from "./a.js";\nb.className = "dk-karte--neu";', "utf-8"
    )
    (tmp_path / "c.js").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("html", "used"),
    [
        ("<p>dk-karte schritte", []),
        ('<p class="dk-prose dk-karten">', []),
        ('<p class="dk-karte">', ["karte"]),
        ('<p\nid="x" class="neu dk-karte__text">', ["karte"]),
        ('<template><p class="dk-karte--gross"></template>', ["karte"]),
        ('<ol class="schritte"><li class="dk-karte">', ["karte", "liste"]),
    ],
)
def test_component_is_used_where_one_of_its_classes_stands(html: str, used: list[str], folder: Path) -> None:
    assert components_of(uses_of(html), [], folder) == used


def test_classes_that_a_script_adds_count(folder: Path) -> None:
    scripts = scripts_of(uses_of('<script type="module" src="/js/a.js"></script>'), folder)
    assert scripts.keys() == {"a.js", "b.js"}
    assert components_of([], scripts.values(), folder) == ["karte"]


def test_every_component_of_the_theme_has_a_class_of_its_own() -> None:
    assert [file.stem for file in STYLES.glob("*.css") if not own_blocks(file)] == []


def test_no_script_puts_class_names_together() -> None:
    """A name that only exists at run time could not be found in the script."""
    assert [file.name for file in SCRIPTS.glob("*.js") if "dk-${" in file.read_text(encoding="utf-8")] == []


def test_style_sheet_follows_the_pages(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    assert project.build("muster").code == 0
    assert ".admonition{" not in project.html("style.css")
    project.write("muster/pflege/antrag.md", page("Antrag stellen", BODY + NOTICE, menu_position="1"))
    assert project.build("muster").code == 0
    assert ".admonition{" in project.html("style.css")


def test_only_scripts_that_pages_load_are_published(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    assert project.build("muster").code == 0
    published = {name for name in project.published() if name.startswith("js/")}
    assert published == {"js/today.js", "js/search.js", "js/search-query.js"}
