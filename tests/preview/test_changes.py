"""What a save means."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from watchfiles import Change

from preview.changes import Files, OwnFiles


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two microsites, and the program beside them."""
    for name in (
        "content/gemeinsam/contacts.yaml",
        "content/pflege/geld.md",
        "content/pflege/heim/suchen.md",
        "content/senioren/site.yaml",
        "content/senioren/tief/unten.md",
        "theme/templates/base.html",
        "plugins/menu.py",
        "audit/model.py",
        "standards/criteria.yaml",
        "pelicanconf.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def _work(files: Files, project: Path, *names: str) -> dict[str, list[str]]:
    work = files.work(project / name for name in names)
    return {
        site: sorted(path.relative_to(project).as_posix() for path in found)
        for site, found in work.files.items()
    }


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("content/pflege/geld.md", ["pflege"]),
        ("content/gemeinsam/contacts.yaml", ["pflege", "senioren"]),
        ("content/senioren/site.yaml", ["senioren", "pflege"]),
        ("theme/templates/base.html", ["pflege", "senioren"]),
        ("content/nirgends.md", []),
    ],
)
def test_sites_that_show_the_change_are_built_its_own_first(project, changed, expected):
    assert list(_work(Files(project, project), project, changed)) == expected


@pytest.mark.parametrize(
    "name", ["plugins/menu.py", "audit/model.py", "standards/criteria.yaml", "pelicanconf.py"]
)
def test_changed_code_asks_for_a_new_process(project, name):
    assert Files(project, project).work([project / name]).code


def test_page_that_appears_or_vanishes_concerns_sites_that_may_link_to_it(project):
    files = Files(project, project)
    new = project / "content/pflege/neu.md"
    new.touch()
    assert list(_work(files, project, "content/pflege/neu.md")) == ["pflege", "senioren"]
    assert list(_work(files, project, "content/pflege/neu.md")) == ["pflege"]
    new.unlink()
    assert list(_work(files, project, "content/pflege/neu.md")) == ["pflege", "senioren"]


def test_renamed_folder_is_its_files(project):
    files = Files(project, project)
    (project / "content/pflege/heim").rename(project / "content/pflege/wohnen")
    found = _work(files, project, "content/pflege/heim", "content/pflege/wohnen")
    assert found["pflege"] == ["content/pflege/heim/suchen.md", "content/pflege/wohnen/suchen.md"]


def test_vanished_site_is_not_built_and_a_new_one_is(project):
    files = Files(project, project)
    shutil.move(project / "content/senioren", project / "content/alter")
    assert list(_work(files, project, "content/senioren", "content/alter")) == ["alter", "pflege"]


@pytest.mark.parametrize(
    "name", [".geld.md.swp", "geld.md~", "4913", ".#geld.md", "#geld.md#", "geld.md.tmp", ".goutputstream-X1"]
)
def test_what_editors_put_beside_a_file_is_ignored(name):
    assert not OwnFiles()(Change.added, f"/projekt/content/pflege/{name}")
    assert OwnFiles()(Change.added, "/projekt/content/pflege/geld.md")
