"""Fixtures: the mini project, fresh or already built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from plugins.build import CODE_DIR
from tests.plugins.mini_project import Project, new_project

settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault
settings.load_profile("unhurried")


@pytest.fixture
def mini_project(tmp_path: Path) -> Project:
    """A project of one's own, not built yet."""
    return new_project(tmp_path)


@pytest.fixture(scope="module")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built project that tests share: whoever changes it uses ``changed``."""
    project = new_project(tmp_path_factory.mktemp("projekt"))
    assert project.build("muster").code == 0
    return project


@pytest.fixture(scope="session")
def real_sites(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The microsites of this project, built from a copy of their content; nobody changes them."""
    root = tmp_path_factory.mktemp("sites")
    shutil.copytree(CODE_DIR / "content", root / "content")
    project = Project(root)
    result = project.build()
    assert result.code == 0, result.err
    return project
