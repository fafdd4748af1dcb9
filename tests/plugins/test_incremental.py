"""Whatever changes, what is built after it equals a clean build of the same content in another folder, byte for byte:
on the command line with all caches, and in the resident process.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plugins import menu
from plugins.build import CODE_DIR, build
from plugins.building import rendering, site_build
from plugins.building.resident import ResidentSite
from tests.plugins.mini_project import BODY, Project, new_project, page

GLOSSARY = """\
terms:
  Pflegegrad:
    text: So viel Hilfe braucht ein Mensch.
    page: muster/pflege/index.md
"""
AMOUNTS = """\
groups:
  pflegegeld:
    caption: Pflegegeld
    unit: im Monat
    paragraph: § 37 SGB XI
    as_of: 2026-01-01
    amounts:
      geld-2:
        label: Pflegegrad 2
        amount: "347"
"""
TEXT = (
    "Der [[begriff:Pflegegrad]] zählt. Es gibt [[betrag:geld-2]], siehe [Antrag](antrag.md), [später](neu.md#oben).\n\n"
    "[[kontakt:zentrale]]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
)
Change = Callable[[Project], object]


def with_everything(project: Project) -> Project:
    """Content in which pages depend on each other in every way the small project can show."""
    project.write("gemeinsam/glossar.yaml", GLOSSARY)
    project.write("gemeinsam/betraege.yaml", AMOUNTS)
    project.write("gemeinsam/seiten/hilfe.md", page("Hilfe für alle"))
    project.write("muster/pflege/index.md", page("Pflege zu Hause", TEXT))
    project.write("muster/bilder/haus.png", b"ein Bild")
    return project


def edit(name: str, old: str, new: str) -> Change:
    return lambda project: project.replace(name, old, new)


def write(name: str, content: str | bytes) -> Change:
    return lambda project: project.write(name, content)


def delete(*names: str) -> Change:
    return lambda project: [(project.root / "content" / name).unlink() for name in names]


def rename(project: Project) -> None:
    project.write("muster/pflege/weg.md", project.read("muster/pflege/antrag.md"))
    (project.root / "content/muster/pflege/antrag.md").unlink()


ANTRAG = "muster/pflege/antrag.md"
CHANGES: dict[str, Change] = {
    "text": edit(ANTRAG, BODY, "Ein neuer Absatz mit [einem Link](index.md).\n\n## Neu\n\nText.\n"),
    "text-with-first-of-its-kind": edit(ANTRAG, BODY, '!!! sofort "Jetzt"\n    Rufen Sie an.\n'),
    "text-with-amount": edit(ANTRAG, BODY, "[[betraege:pflegegeld]]\n"),
    "last-contact-card-in-a-text": edit("muster/pflege/index.md", "[[kontakt:zentrale]]", "Ein Satz."),
    "text-of-shared-page": edit("gemeinsam/seiten/hilfe.md", BODY, "Anderer Text.\n"),
    "line-moves": edit(ANTRAG, "title:", "menu_label: Antrag\ntitle:"),
    "title": edit(ANTRAG, "Antrag stellen", "Antrag schreiben"),
    "summary": edit(ANTRAG, "Worum es", "Worum es hier"),
    "summary-of-a-section": edit("muster/pflege/index.md", "Worum es", "Worum es hier"),
    "summary-of-a-shared-page": edit("gemeinsam/seiten/hilfe.md", "Worum es", "Worum es hier"),
    "summary-listed-twice": edit("muster/hilfe/kurse/kurs.md", "Worum es", "Worum es hier"),
    "summary-in-the-menu": edit("muster/kontakt.md", "Worum es", "Worum es hier"),
    "summary-with-amount": edit(ANTRAG, "Worum es", "Um [[betrag:geld-2]] und worum es"),
    "search-words": edit(ANTRAG, "title:", "search_words: [Formular]\ntitle:"),
    "slug": edit(ANTRAG, "title:", "slug: der-antrag\ntitle:"),
    "reviewed": edit(ANTRAG, "2026-10-01", "2026-10-02"),
    "contact": edit("gemeinsam/contacts.yaml", "030 23125 100", "030 23125 101"),
    "deputy": edit("gemeinsam/contacts.yaml", "role: Notruf", "role: Notruf 112"),
    "menu": edit("muster/site.yaml", "menu:\n", "menu:\n  - beruf/index.md\n"),
    "setting": edit("muster/site.yaml", "Eine kleine Site", "Eine sehr kleine Site"),
    "form-of-address": edit("muster/site.yaml", "town:", "form_of_address: du\ntown:"),
    "colour": edit("muster/site.yaml", "#0b5c55", "#0b4c55"),
    "glossary": edit("gemeinsam/glossar.yaml", "So viel Hilfe", "Wie viel Hilfe"),
    "amount": edit("gemeinsam/betraege.yaml", '"347"', '"348"'),
    "picture": write("muster/bilder/haus.png", b"ein anderes Bild"),
    "new-picture": write("muster/bilder/neu.png", b"noch ein Bild"),
    "added": write("muster/pflege/neu.md", page("Neue Seite")),
    "own-page-for-a-shared-one": write("muster/hilfe.md", page("Eigene Hilfe")),
    "deleted": delete("muster/hilfe/kurse/kurs.md"),
    "renamed": rename,
    "synonyms": write("gemeinsam/synonyme.yaml", "synonyme:\n  Pflege: [Betreuung]\n"),
    "neighbour": write("zweite/site.yaml", "title: Noch keine Site\n"),
}


def files(project: Project) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (project.root / "content").rglob("*") if path.is_file()}


def clean_build(project: Project, root: Path) -> dict[str, bytes]:
    """What a first build of the same content publishes in another folder."""
    shutil.copytree(project.root / "content", root / "content")
    other = Project(root)
    assert other.build("muster").code == 0
    return other.published()


@pytest.fixture(scope="module")
def resident(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, ResidentSite]]:
    """One process of a preview for all changes, one after the other."""
    project = with_everything(new_project(tmp_path_factory.mktemp("resident")))
    site = ResidentSite("muster", project.root, preview=False)
    assert not site.build().problems
    yield project, site


@pytest.mark.parametrize("name", CHANGES)
def test_incremental_equals_clean(name: str, resident: tuple[Project, ResidentSite], tmp_path: Path) -> None:
    project, site = resident
    before = files(project)
    CHANGES[name](project)
    after = files(project)
    built = site.build([path for path in before.keys() | after.keys() if before.get(path) != after.get(path)])
    assert (built.problems, built.fault) == ((), "")
    settle(site)
    clean = clean_build(project, tmp_path / "clean")
    assert project.published() == clean
    # and back, on the command line, with the caches of the other state
    for path in after.keys() - before.keys():
        path.unlink()
    for path, data in before.items():
        path.write_bytes(data)
    assert project.build("muster").code == 0
    assert project.published() == clean_build(project, tmp_path / "back")
    site.build(sorted(before.keys() | after.keys()))
    settle(site)


def settle(site: ResidentSite) -> None:
    thread = site.settle()
    if thread:
        thread.join()


THEME_CHANGES = {
    "template": ("templates/page.html", '<p class="dk-page__lead">', '<p class="dk-page__lead" data-neu>'),
    "component": (
        "templates/components/breadcrumb/macro.html",
        "dk-breadcrumb__list",
        "dk-breadcrumb__liste",
    ),
    "css": ("static/css/components/breadcrumb.css", "}", "color: red }"),
    "script": ("static/js/today.js", "\n", "\n// neu\n"),
}


@pytest.mark.parametrize("name", THEME_CHANGES)
def test_theme_changes_equal_a_clean_build(
    name: str, mini_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(CODE_DIR / "theme", theme)
    read_settings = site_build.read_settings
    changed_theme = {"THEME": str(theme), "THEME_TEMPLATES_OVERRIDES": [f"{theme}/static"]}
    monkeypatch.setattr(site_build, "read_settings", lambda path: read_settings(path) | changed_theme)
    shutil.copytree(mini_project.root / "content", tmp_path / "second/content")
    second = Project(tmp_path / "second")
    site = ResidentSite("muster", mini_project.root, preview=False)
    site.build()
    build("muster", second.root)
    before = second.published()
    file, old, new = THEME_CHANGES[name]
    text = (theme / file).read_text(encoding="utf-8")
    assert old in text
    (theme / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    clean = clean_build(mini_project, tmp_path / "clean")
    assert clean != before
    site.build([theme / file])
    settle(site)
    build("muster", second.root)
    assert mini_project.published() == clean
    assert second.published() == clean


def test_other_code_renders_everything_again(
    mini_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build("muster", mini_project.root)
    monkeypatch.setattr(rendering, "made_by_code", lambda: "other code")
    monkeypatch.setattr(menu, "german_span", lambda *_: "irgendwann")
    mini_project.write(
        ANTRAG, page("Antrag", events="[{title: Treffen, starts: 2026-11-20, place: Rathaus}]")
    )
    build("muster", mini_project.root)
    assert mini_project.published() == clean_build(mini_project, tmp_path / "clean")
    assert "irgendwann" in mini_project.html("pflege/antrag/index.html")


def test_a_published_page_that_somebody_changed_is_mended(mini_project: Project) -> None:
    build("muster", mini_project.root)
    before = mini_project.published()
    (mini_project.root / "output/muster/kontakt/index.html").write_text("fremd")
    assert build("muster", mini_project.root).touched == ("kontakt/index.html",)
    assert mini_project.published() == before


def test_two_builds_of_a_text_share_all_other_entries(mini_project: Project) -> None:
    site = ResidentSite("muster", mini_project.root)
    first = site.build()
    mini_project.replace(ANTRAG, BODY, "Ein anderer Absatz.\n")
    second = site.build([mini_project.root / "content" / ANTRAG])
    assert second.touched == ("pflege/antrag/index.html",)
    assert first.manifest and second.manifest
    pairs = zip(first.manifest["pages"], second.manifest["pages"], strict=True)
    assert [new["url"] for old, new in pairs if old is not new] == ["/pflege/antrag/"]


@pytest.fixture
def built_once(mini_project: Project, monkeypatch: pytest.MonkeyPatch) -> ResidentSite:
    """A site that was built and may not be built as a whole again."""
    site = ResidentSite("muster", mini_project.root)
    site.build()
    monkeypatch.setattr(site, "_everything", lambda: pytest.fail("built everything"))
    return site


def test_a_text_is_built_without_looking_at_the_others(
    mini_project: Project, built_once: ResidentSite
) -> None:
    mini_project.replace(ANTRAG, BODY, "Ein anderer Absatz.\n")
    assert built_once.build([Path("content", ANTRAG)]).changed == 1


def test_a_summary_is_built_with_the_page_that_lists_it(
    mini_project: Project, built_once: ResidentSite
) -> None:
    for old, new in (("Worum", "Was"), ("Was", "Wie")):  # the second after what the first made
        mini_project.replace(ANTRAG, f"{old} es", f"{new} es")
        built = built_once.build([Path("content", ANTRAG)])
        assert built.touched == ("pflege/antrag/index.html", "pflege/index.html")
        assert f"{new} es auf dieser" in mini_project.html("pflege/index.html")


def test_faults_are_told_and_the_next_build_recovers(mini_project: Project, tmp_path: Path) -> None:
    site = ResidentSite("muster", mini_project.root)
    site.build()
    before = mini_project.published()
    good = mini_project.read(ANTRAG)
    for bad in (good.replace("title:", "titel:"), good + "[[kontakt:niemand]]\n", "---\nhalb"):
        path = mini_project.write(ANTRAG, bad)
        built = site.build([path])
        assert [problem.file for problem in built.problems][:1] == [f"content/{ANTRAG}"]
        assert mini_project.published() == before
        assert not build("muster", mini_project.root).touched
    mini_project.write("muster/kontakt.md", page("Kontakt", "Auch neu.\n", menu_label="Kontakt"))
    assert site.build([mini_project.root / "content/muster/kontakt.md"]).problems  # the other is still broken
    mini_project.write(ANTRAG, good.replace(BODY, "Heil.\n"))
    built = site.build([path])
    assert built.touched == ("kontakt/index.html", "pflege/antrag/index.html")
    settle(site)
    assert mini_project.published() == clean_build(mini_project, tmp_path / "clean")


def test_a_new_day_is_noticed(mini_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    event = "\n  - title: Treffen\n    starts: 2026-11-20\n    place: Rathaus"
    mini_project.write(ANTRAG, page("Antrag stellen", events=event))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763596800")
    site = ResidentSite("muster", mini_project.root, preview=False)
    site.build()
    assert mini_project.build("muster").code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    clean = clean_build(mini_project, tmp_path / "clean")
    mini_project.write("muster/kontakt.md", mini_project.read("muster/kontakt.md"))
    site.build([mini_project.root / "content/muster/kontakt.md"])
    settle(site)
    assert mini_project.published() == clean
    assert mini_project.build("muster").code == 0
    assert mini_project.published() == clean
