"""The names of files below a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plugins.file_names import entries_below, files_below


def test_links_are_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "geld").mkdir()
    (tmp_path / "geld/index.md").touch()
    (tmp_path / "geld/hinauf").symlink_to(tmp_path)
    assert sorted(name for name, _ in entries_below(tmp_path)) == ["geld", "geld/hinauf", "geld/index.md"]
    assert sorted(files_below(tmp_path)) == ["geld/hinauf", "geld/index.md"]


def test_folder_that_is_deleted_meanwhile_is_empty_only_where_somebody_edits(tmp_path: Path) -> None:
    """What is published must never be taken for complete when a part of it went missing."""
    for missing_ok in (True, False):
        (tmp_path / "geld/rente").mkdir(parents=True)
        names = entries_below(tmp_path, missing_ok=missing_ok)
        assert next(names)[0] == "geld"
        shutil.rmtree(tmp_path / "geld")
        if missing_ok:
            assert list(names) == []
        else:
            with pytest.raises(FileNotFoundError):
                next(names)
