"""Fixtures: the mini project, fresh or already built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugins.mini_project import Project, new_project


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
