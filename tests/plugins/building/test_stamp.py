"""A build that would change nothing is not made; whatever it reads or wrote, a change of it is noticed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.build import CODE_DIR, build, unchanged
from plugins.building import stamp
from tests.plugins.mini_project import Project, page


@pytest.fixture
def stamped(mini_project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A built project whose files are old enough to be certain of."""
    mini_project.write("zweite/site.yaml", mini_project.read("muster/site.yaml").replace("muster.", "zwei."))
    mini_project.write("zweite/index.md", page("Zweite Startseite"))
    monkeypatch.setattr(stamp, "_TICK_NS", 0)
    build("muster", mini_project.root)
    return mini_project


def test_nothing_changed(stamped: Project) -> None:
    again = unchanged("muster", stamped.root)
    assert again is not None
    assert (again.pages, again.changed, again.exit_code) == (9, 0, 0)


CHANGES: dict[str, Callable[[Project], object]] = {
    "text": lambda project: project.replace("muster/kontakt.md", "Ein Absatz", "Kein Absatz"),
    "same-size-and-time": lambda project: same_time(project.root / "content/muster/kontakt.md"),
    "shared": lambda project: project.write("gemeinsam/seiten/neu.md", page("Neu")),
    "deleted": lambda project: (project.root / "content/muster/kontakt.md").unlink(),
    "neighbour": lambda project: project.replace("zweite/site.yaml", "Eine kleine", "Eine andere"),
    "page-of-neighbour": lambda project: project.write("zweite/neu.md", page("Neu")),
    "slug-of-neighbour": lambda project: project.write("zweite/index.md", page("Zweite", slug="zwei")),
    "published-page": lambda project: (project.root / "output/muster/index.html").write_text("fremd"),
    "published-gone": lambda project: (project.root / "output/muster/kontakt/index.html").unlink(),
    "published-new": lambda project: (project.root / "output/muster/neu.html").write_text("neu"),
    "manifest": lambda project: project.manifest_file().unlink(),
    "stamp-damaged": lambda project: stamp.file_of("muster", project.root).write_text("{"),
}


def same_time(path: Path) -> None:
    state = path.stat()
    path.write_text(path.read_text().replace("Ein Absatz", "Xin Absatz"))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


@pytest.mark.parametrize("name", CHANGES)
def test_changes_are_noticed(name: str, stamped: Project) -> None:
    CHANGES[name](stamped)
    assert unchanged("muster", stamped.root) is None


def test_text_of_a_neighbour_is_none_of_its_business(stamped: Project) -> None:
    stamped.write("zweite/index.md", page("Zweite", "Ganz anderer Text.\n"))
    assert unchanged("muster", stamped.root) is not None


def test_day_and_kind_of_build_count(stamped: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert unchanged("muster", stamped.root, preview=True) is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert unchanged("muster", stamped.root) is None


def test_code_and_theme_count(mini_project: Project, tmp_path: Path) -> None:
    code = tmp_path / "code"
    for name in ("plugins", "theme"):
        shutil.copytree(CODE_DIR / name, code / name)
    states = []
    for name in ("plugins/menu.py", "theme/templates/page.html", "theme/static/css/base.css"):
        states.append(stamp.look("muster", mini_project.root, code, preview=False).files)
        (code / name).write_text("anders")
    assert len({*states, stamp.look("muster", mini_project.root, code, preview=False).files}) == 4


def test_a_file_that_just_changed_is_not_trusted(
    mini_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "_TICK_NS", 3600 * 10**9)
    build("muster", mini_project.root)
    assert unchanged("muster", mini_project.root) is None


def test_saying_so_imports_neither_pelican_nor_pydantic() -> None:
    code = "import sys, plugins.build; print(*{'pelican', 'pydantic', 'jinja2', 'yaml'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CODE_DIR, capture_output=True, text=True, check=True
    )
    assert done.stdout == "\n"
