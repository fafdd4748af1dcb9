"""Templates are compiled once, and what was kept is used only where it is certain to be the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from plugins.building.template_cache import TemplateCache


class CountingEnvironment(Environment):
    """Counts what it compiles."""

    def __init__(self, folder: Path, cache: TemplateCache) -> None:
        super().__init__(loader=FileSystemLoader(folder), bytecode_cache=cache, autoescape=True)
        self.compiled: list[str | None] = []

    def compile(self, source: str, name: str | None = None, *arguments: object, **options: object) -> object:
        self.compiled.append(name)
        return super().compile(source, name, *arguments, **options)


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """The file that configures environments."""
    file = tmp_path / "settings.py"
    file.write_text("trim_blocks = True", encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one template."""
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "page.html").write_text("Hallo {{ name }}", encoding="utf-8")
    return templates


def rendered(folder: Path, cache: TemplateCache) -> tuple[str, int]:
    """The page, and how many templates were compiled for it in a new environment."""
    environment = CountingEnvironment(folder, cache)
    return environment.get_template("page.html").render(name="Frau Öz"), len(environment.compiled)


def kept_files(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").iterdir())


def test_environments_of_a_process_compile_once(folder: Path, settings: Path) -> None:
    cache = TemplateCache(settings)
    assert rendered(folder, cache) == ("Hallo Frau Öz", 1)
    for file in kept_files(folder):
        file.unlink()
    assert rendered(folder, cache) == ("Hallo Frau Öz", 0)


def test_another_process_does_not_compile_again(folder: Path, settings: Path) -> None:
    rendered(folder, TemplateCache(settings))
    assert rendered(folder, TemplateCache(settings)) == ("Hallo Frau Öz", 0)
    assert len(kept_files(folder)) == 1


def test_a_changed_template_is_compiled_again_and_takes_the_same_file(folder: Path, settings: Path) -> None:
    cache = TemplateCache(settings)
    rendered(folder, cache)
    (folder / "page.html").write_text("Guten Tag, {{ name }}", encoding="utf-8")
    assert rendered(folder, cache) == ("Guten Tag, Frau Öz", 1)
    assert rendered(folder, TemplateCache(settings)) == ("Guten Tag, Frau Öz", 0)
    assert len(kept_files(folder)) == 1


def test_other_settings_compile_again(folder: Path, settings: Path) -> None:
    rendered(folder, TemplateCache(settings))
    settings.write_text("trim_blocks = False", encoding="utf-8")
    assert rendered(folder, TemplateCache(settings)) == ("Hallo Frau Öz", 1)


@pytest.mark.parametrize("keep", [0, 5, 32, 100])
def test_a_file_cut_short_is_no_file(folder: Path, settings: Path, keep: int) -> None:
    rendered(folder, TemplateCache(settings))
    (file,) = kept_files(folder)
    file.write_bytes(file.read_bytes()[:keep])
    assert rendered(folder, TemplateCache(settings)) == ("Hallo Frau Öz", 1)


def test_code_that_somebody_changed_is_not_run(folder: Path, settings: Path) -> None:
    rendered(folder, TemplateCache(settings))
    (file,) = kept_files(folder)
    file.write_bytes(file.read_bytes().replace(b"Hallo", b"Halli"))
    assert rendered(folder, TemplateCache(settings)) == ("Hallo Frau Öz", 1)


def test_where_nothing_can_be_kept_pages_are_rendered_all_the_same(folder: Path, settings: Path) -> None:
    (folder / "__pycache__").write_text("a file where the folder should be", encoding="utf-8")
    assert rendered(folder, TemplateCache(settings)) == ("Hallo Frau Öz", 1)
    assert rendered(folder, TemplateCache(settings)) == ("Hallo Frau Öz", 1)
