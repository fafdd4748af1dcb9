"""A new page is valid from the first moment, and nothing is left behind where it cannot be."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.content_schema import PageMeta
from plugins.new_page import SUMMARY, create, skeleton
from plugins.problems import ContentError
from plugins.site_content import SiteContent, load_site
from plugins.yaml_source import parse_yaml

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


@cache
def _senioren() -> SiteContent:
    return load_site(ROOT / "content" / "senioren", ROOT / "content" / "gemeinsam", ROOT)


def test_page_is_valid_and_says_where_it_is(project):
    created = create(project, "senioren", "neue-reihe.md", "Pflege: was tun?", TODAY)
    assert created.file == "content/senioren/neue-reihe.md"
    after = load_site(project / "content" / "senioren", project / "content" / "gemeinsam", project)
    page = after.pages["neue-reihe.md"]
    assert (page.meta.title, page.meta.contact) == ("Pflege: was tun?", after.meta.contact)
    assert page.url == "/neue-reihe/"


def test_skeleton_has_exactly_the_required_fields():
    text = skeleton(_senioren(), "neu.md", "Neu", TODAY)
    fields = parse_yaml(text.split("---\n")[1], "neu.md", first_line=2).data
    assert list(fields) == [name for name, field in PageMeta.model_fields.items() if field.is_required()]
    assert fields["last_reviewed_on"] == TODAY
    assert fields["summary"] == SUMMARY


#: What a keyboard can type into one line.
typed = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=3, max_size=70)


@settings(deadline=None)  # the first call reads a whole site
@given(title=typed)
def test_any_title_survives(title):
    text = skeleton(_senioren(), "neu.md", title, TODAY)
    assert parse_yaml(text.split("---\n")[1], "neu.md", first_line=2).data["title"] == title


def test_tells_whether_an_overview_shows_it(project):
    assert create(project, "senioren", "leichte-sprache/neu.md", "Neu", TODAY).is_listed
    assert not create(project, "senioren", "neu.md", "Noch eine", TODAY).is_listed


@pytest.mark.parametrize(
    "path",
    ["../gemeinsam/neu.md", "/tmp/neu.md", "neu.txt", "Neu.md", "geld.md/neu.md", "a/../neu.md", ".md", ""],
)
def test_refuses_places_where_no_page_can_be(project, path):
    before = sorted(project.rglob("*"))
    with pytest.raises(ContentError, match="Hier kann keine Seite liegen"):
        create(project, "senioren", path, "Neu", TODAY)
    assert sorted(project.rglob("*")) == before


def test_never_overwrites(project):
    page = project / "content" / "senioren" / "geld.md"
    before = page.read_bytes()
    with pytest.raises(ContentError, match="gibt es schon"):
        create(project, "senioren", "geld.md", "Neu", TODAY)
    assert page.read_bytes() == before


def test_leaves_nothing_behind_when_the_page_is_no_good(project):
    before = sorted(project.rglob("*"))
    with pytest.raises(ContentError, match="zu lang"):
        create(project, "senioren", "ganz/neu.md", "x" * 71, TODAY)
    assert sorted(project.rglob("*")) == before


def test_unknown_site_gets_the_nearest_name(project):
    with pytest.raises(ContentError, match="Meinten Sie „senioren“"):
        create(project, "senoren", "neu.md", "Neu", TODAY)


def test_page_that_no_overview_shows_stands_on_the_home_page(project):
    file = project / "content" / "senioren" / "site.yaml"
    before = file.read_text(encoding="utf-8")
    created = create(project, "senioren", "content/senioren/neu.md", "Noch eine", TODAY)
    assert (created.file, created.site_file) == ("content/senioren/neu.md", "content/senioren/site.yaml")
    after = load_site(project / "content" / "senioren", project / "content" / "gemeinsam", project)
    assert after.meta.situations[-1] == "neu.md"
    assert file.read_text(encoding="utf-8").replace("  - neu.md\n", "", 1) == before


def test_page_in_a_folder_with_an_overview_leaves_the_home_page_alone(project):
    file = project / "content" / "senioren" / "site.yaml"
    before = file.read_bytes()
    assert create(project, "senioren", "leichte-sprache/neu.md", "Neu", TODAY).site_file == ""
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("site", "path", "like"),
    [
        ("ferien", "angebote/tanzen.md", "content/ferien/angebote/"),
        ("ressourcenfinder", "eintraege/neu.md", "content/ressourcenfinder/eintraege/"),
        ("pflegestuetzpunkt", "en/help.md", "content/pflegestuetzpunkt/en/"),
    ],
)
def test_folders_with_fields_of_their_own_are_told_by_an_example(project, site, path, like):
    with pytest.raises(ContentError, match=f"eigene Pflichtfelder.*kopieren, zum Beispiel {like}"):
        create(project, site, path, "Neu", TODAY)
