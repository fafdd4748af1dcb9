"""The measured pages: always the same, and each barrier really is in its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.errors import DataError
from bench.corpus import BARRIERS, FRAME, make

PAGE = '<!DOCTYPE html>\n<html lang="de"><title>{0}</title><main><h1>{0}</h1></main></html>\n'


def _project(folder: Path, pages: int) -> Path:
    for number in range(pages):
        file = folder / f"output/stadt/seite-{number:02}/index.html"
        file.parent.mkdir(parents=True)
        file.write_text(PAGE.format(number), encoding="utf-8")
    (folder / "output/stadt/index.html").write_text(PAGE.format("Start"), encoding="utf-8")
    (folder / "output/stadt/style.css").write_text("main { color: black }", encoding="utf-8")
    return folder


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_site_gives_same_bytes(tmp_path: Path) -> None:
    project = _project(tmp_path / "project", 24)
    first = make(project, tmp_path / "one", 20)
    second = make(project, tmp_path / "two", 20)
    assert first.pages == second.pages
    assert len(first.pages) == 20
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_barriers_are_in_their_pages_and_nowhere_else(tmp_path: Path) -> None:
    project = _project(tmp_path / "project", 24)
    made = make(project, tmp_path / "site", 20)
    files = _bytes(tmp_path / "site")
    originals = _bytes(project / "output/stadt")
    changed = {"/" + name.removesuffix("index.html") for name in files if files[name] != originals.get(name)}
    assert changed == {*made.barriers, f"/{FRAME}"}
    assert list(made.barriers.values()) == [barrier.rule for barrier in BARRIERS]
    assert files["style.css"] == originals["style.css"]


def test_too_small_a_site_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="hat nur 6 Seiten, gemessen werden 20"):
        make(_project(tmp_path / "project", 5), tmp_path / "site", 20)


def test_page_without_the_place_for_a_barrier_is_named(tmp_path: Path) -> None:
    project = _project(tmp_path / "project", 24)
    for file in (project / "output").rglob("index.html"):
        file.write_text("<p>Ohne Hauptteil", encoding="utf-8")
    with pytest.raises(DataError, match="die Barriere image-alt passt nicht hinein"):
        make(project, tmp_path / "site", 20)
