"""Building and publishing: only whole sites, only what changed, and a clear end when something outside is wrong."""

from __future__ import annotations

import errno
import fcntl
import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from pelican import signals

from plugins import build as build_module
from plugins import contacts
from plugins.build import CODE_DIR, sites
from plugins.building import site_build
from tests.plugins.mini_project import FILES, SITE, Project, new_project, page


@pytest.fixture
def project(built_project: Project, tmp_path: Path) -> Project:
    """A copy of the built project, to do with as one likes; time stamps are kept."""
    shutil.copytree(built_project.root, tmp_path / "kopie")
    return Project(tmp_path / "kopie")


def moments(project: Project) -> dict[str, int]:
    return {
        path.relative_to(project.root).as_posix(): path.stat().st_mtime_ns
        for folder in (project.root / "output", project.manifest_file())
        for path in ([folder] if folder.is_file() else folder.rglob("*"))
    }


def test_second_build_touches_nothing(project: Project) -> None:
    before = moments(project)
    assert project.build("muster").out == "✓ muster: 9 Seiten gebaut, 0 Dateien geändert\n"
    assert moments(project) == before


def test_two_builds_give_the_same_bytes(built_project: Project, mini_project: Project) -> None:
    assert mini_project.build().code == 0
    assert mini_project.published() == built_project.published()


def test_hash_seed_changes_nothing(built_project: Project, mini_project: Project) -> None:
    code = (
        "import sys, pathlib; from plugins.build import main; sys.exit(main([], pathlib.Path(sys.argv[1])))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}  # here it is another one
    call = [sys.executable, "-c", code, str(mini_project.root)]
    subprocess.run(call, check=True, env=environment, cwd=CODE_DIR, capture_output=True)
    assert mini_project.published() == built_project.published()


def changes(project: Project, before: dict[str, bytes]) -> set[str]:
    """Files that changed; those of the search index are named after their content and change with every word."""
    after = project.published()
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return {name for name in changed if not name.startswith("pagefind/")}


def test_new_text_changes_only_its_own_page(project: Project) -> None:
    before = project.published()
    project.replace("muster/pflege/antrag.md", "Ein Absatz", "Ein neuer Absatz")
    assert project.build("muster").code == 0
    assert changes(project, before) == {"pflege/antrag/index.html"}


def test_new_title_changes_the_page_and_what_lists_it(project: Project) -> None:
    before = project.published()
    project.replace("muster/pflege/antrag.md", "title: Antrag stellen", "title: Antrag schreiben")
    assert project.build("muster").code == 0
    assert changes(project, before) == {
        "pflege/antrag/index.html",
        "pflege/index.html",
        "a-bis-z/index.html",
        "uebersicht/index.html",
        "suche/index.html",
        "index.html",
        "404.html",
        "manifest",
    }


def test_deleted_page_vanishes_with_its_folder(project: Project) -> None:
    (project.root / "content/muster/hilfe/kurse/kurs.md").unlink()
    assert project.build("muster").code == 0
    assert not (project.root / "output/muster/hilfe").exists()
    assert all("kurs" not in entry["url"] for entry in project.manifest()["pages"])


def test_files_to_download_are_published_as_they_are(project: Project) -> None:
    project.write("muster/dokumente/antrag.pdf", b"%PDF-1.7 \0\xff")
    project.write("muster/bilder/haus/tür.jpg", b"\xff\xd8")
    assert project.build("muster").code == 0
    published = project.published()
    assert published["dokumente/antrag.pdf"] == b"%PDF-1.7 \0\xff"
    assert published["bilder/haus/tür.jpg"] == b"\xff\xd8"


def test_several_sites_side_by_side(mini_project: Project) -> None:
    for name, content in FILES.items():
        mini_project.write(name.replace("muster/", "zweite/"), content)
    mini_project.write("zweite/kontakt.md", page("Kontakt", owner="niemand"))
    result = mini_project.build()
    assert result.code == 2
    assert result.out.startswith("✓ muster: 9 Seiten gebaut, ")
    assert result.err.startswith("✗ zweite: nicht gebaut, 1 Fehler.")
    assert not (mini_project.root / "output/zweite").exists()
    mini_project.write("zweite/kontakt.md", FILES["muster/kontakt.md"])
    assert mini_project.build("zweite", "muster", "zweite").out.count("✓") == 2
    assert mini_project.published("zweite").keys() == mini_project.published("muster").keys()


def test_unknown_site_is_named_with_the_nearest(built_project: Project) -> None:
    result = built_project.build("mustr")
    assert (result.code, result.out) == (2, "")
    assert result.err == "Die Microsite „mustr“ gibt es nicht. Meinten Sie „muster“? Möglich: muster.\n"


def test_project_without_site(tmp_path: Path) -> None:
    result = Project(tmp_path).build()
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Es gibt noch keine Microsite")


def test_folder_without_site_yaml_is_a_site_that_is_told(project: Project) -> None:
    (project.root / "content/.git").mkdir()
    (project.root / "content/zweite").mkdir()
    assert sites(project.root) == ["muster", "zweite"]
    result = project.build()
    assert result.code == 2
    assert "content/zweite/site.yaml: Die Datei fehlt." in result.err


def test_order_of_publishing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes while pages are exchanged finds their style, and no page leads to one that is gone already."""
    steps: list[str] = []
    output = project.root / "output/muster"

    def note(kind: str, place: int) -> Any:
        real = getattr(os, kind)

        def call(*arguments: Any, **options: Any) -> Any:
            path = Path(arguments[place])
            if path.is_relative_to(output):
                steps.append(f"{kind} {path.relative_to(output)}")
            return real(*arguments, **options)

        return call

    monkeypatch.setattr(os, "replace", note("replace", 1))
    monkeypatch.setattr(os, "unlink", note("unlink", 0))
    project.replace("muster/site.yaml", "#0b5c55", "#0b5c56")
    project.replace("muster/site.yaml", "Muster-Microsite", "Andere Microsite")
    project.write("muster/dokumente/neu.pdf", b"neu")
    (project.root / "content/muster/hilfe/kurse/kurs.md").unlink()
    assert project.build("muster").code == 0
    kinds = [kind for kind, _ in groupby(steps, _kind_of_step)]
    assert kinds == ["asset", "page", "removal"]
    assert {"replace dokumente/neu.pdf", "replace sitemap.xml", "replace style.css"} <= set(steps)
    assert steps.count("unlink hilfe/kurse/kurs/index.html") == 1


def _kind_of_step(step: str) -> str:
    if step.startswith("unlink"):
        return "removal"
    return "page" if step.endswith(".html") else "asset"


@pytest.fixture(scope="module")
def renamed_site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is published after the site got another title."""
    project = new_project(tmp_path_factory.mktemp("umbenannt"))
    project.write("muster/site.yaml", SITE.replace("Muster-Microsite", "Andere Microsite"))
    assert project.build("muster").code == 0
    return project.published()


@pytest.mark.parametrize(
    ("number", "at", "words"),
    [
        (errno.ENOSPC, 1, "Auf dem Datenträger ist kein Platz mehr. Bitte Platz schaffen"),
        (errno.ENOSPC, 3, "kein Platz"),
        (errno.ENOSPC, 8, "kein Platz"),
        (
            errno.EROFS,
            3,
            "output/muster/beruf/index.html“ nicht schreiben. Bitte die Zugriffsrechte",
        ),
        (errno.EIO, 3, "index.html“ nicht schreiben (Input/output error)"),
    ],
)
def test_interrupted_publishing_is_told_and_repaired(
    number: int,
    at: int,
    words: str,
    project: Project,
    renamed_site: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project.replace("muster/site.yaml", "Muster-Microsite", "Andere Microsite")
    calls, replace = iter(range(1, 1000)), os.replace

    def fail(source: Any, target: Any) -> None:
        if "output" in Path(target).parts and next(calls) >= at:
            raise OSError(number, os.strerror(number), str(source), None, str(target))
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        result = project.build("muster")
    assert (result.code, result.out) == (4, "")
    assert result.err.startswith("✗ muster: Nur zum Teil veröffentlicht; der nächste Bau stellt")
    assert words in result.err
    assert "Traceback" not in result.err
    assert project.build("muster").code == 0
    assert project.published() == renamed_site


def test_full_disk_while_building_leaves_the_published_site(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = project.published()

    copy = shutil.copyfile

    def fail(source: Any, *arguments: Any, **options: Any) -> Any:
        if str(source).endswith("neu.pdf"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return copy(source, *arguments, **options)

    project.write("muster/dokumente/neu.pdf", b"neu")
    monkeypatch.setattr(shutil, "copyfile", fail)  # Pelican only warns when a copy fails
    result = project.build("muster")
    assert result.code == 4
    assert result.err.startswith("✗ muster: Nicht gebaut. ")
    assert "No space left on device" in result.err
    assert project.published() == before


def test_output_that_is_a_file(mini_project: Project) -> None:
    (mini_project.root / "output").mkdir()
    (mini_project.root / "output/muster").write_text("kein Ordner")
    result = mini_project.build()
    assert result.code == 4
    assert "kann „" in result.err
    assert "Traceback" not in result.err


def test_remains_of_a_killed_build_do_no_harm(project: Project) -> None:
    before = project.published()
    staging = project.root / "build/muster/staging"
    (staging / "halb").mkdir(parents=True)
    (staging / "halb/index.html").write_text("halb")
    assert project.build("muster").code == 0
    assert project.published() == before
    left = {path.name for path in staging.parent.iterdir()}
    # no stamp is kept of a project that was copied only a moment ago
    assert left - {"stamp.json"} == {"cache", "lock", "manifest.json"}


def test_second_build_of_the_same_site_waits(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = (project.root / "build/muster/lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    monkeypatch.setattr(site_build, "WAIT_SECONDS", 0.1)
    result = project.build("muster")
    assert result.code == 4
    assert "Ein anderer Bau von „muster“ läuft gerade." in result.err
    lock.close()
    assert project.build("muster").code == 0


def _build_in_child(root: Path) -> None:
    sys.exit(build_module.main([], root))


def test_two_builds_at_once_end_in_a_whole_site(built_project: Project, mini_project: Project) -> None:
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=_build_in_child, args=(mini_project.root,)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0]
    assert mini_project.published() == built_project.published()


@pytest.fixture
def broken_plugin() -> Iterator[type[Exception]]:
    def fail(_: Any) -> None:
        raise ZeroDivisionError("kaputt")

    signals.all_generators_finalized.connect(fail)
    yield ZeroDivisionError
    signals.all_generators_finalized.disconnect(fail)


def test_bug_in_a_plugin_leaves_the_published_site(project: Project, broken_plugin: type[Exception]) -> None:
    before = project.published()
    project.replace("muster/kontakt.md", "Ein Absatz", "Ein neuer Absatz")
    result = project.build("muster")
    assert (result.code, result.out) == (4, "")
    assert "ZeroDivisionError: kaputt" in result.err
    assert "Das ist ein Fehler im Programm, nicht in den Inhalten." in result.err
    assert project.published() == before


def test_bug_in_one_of_several_sites_spares_the_others(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The processes are forked, so they have the bug too, but only for one site."""
    for name, content in FILES.items():
        project.write(name.replace("muster/", "zweite/"), content)
    real = contacts.json_ld

    def fail(content: Any, contact_id: str) -> str:
        assert content.name != "muster", "kaputt"
        return real(content, contact_id)

    monkeypatch.setattr(contacts, "json_ld", fail)
    result = project.build()
    assert result.code == 4
    assert result.out.startswith("✓ zweite: 9 Seiten gebaut, ")
    assert "AssertionError: kaputt" in result.err


# --- the theme


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the theme that builds use instead."""
    copy = tmp_path / "theme"
    shutil.copytree(CODE_DIR / "theme", copy)
    read_settings = site_build.read_settings

    def read(path: str) -> dict[str, Any]:
        return read_settings(path) | {"THEME": str(copy), "THEME_TEMPLATES_OVERRIDES": [f"{copy}/static"]}

    monkeypatch.setattr(site_build, "read_settings", read)
    return copy


PHONE = "components/call-line/macro.html"


@pytest.mark.parametrize(
    ("template", "text", "message"),
    [
        ("page.html", None, "Die Vorlage „page.html“ fehlt in theme/templates."),
        ("404.html", None, "Die Vorlage „404.html“ fehlt in theme/templates."),
        ("style.css", None, "Die Vorlage „style.css“ fehlt in theme/templates."),
        ("base.html", None, "Die Vorlage „base.html“ fehlt in theme/templates."),
        (PHONE, None, f"Die Vorlage „{PHONE}“ fehlt in theme/templates."),
        (PHONE, "{% macro call_line( %}", f"theme/templates/{PHONE}, Zeile 1: Die Vorlage ist fehlerhaft ("),
        (
            "404.html",
            "\n\n{{ site.titel }}",
            "theme/templates/404.html, Zeile 3: Die Vorlage ist fehlerhaft (",
        ),
        ("404.html", "{{ seite }}", "'seite' is undefined"),
        ("404.html", "{{ 1|deutsch }}", "No filter named 'deutsch'"),
        ("robots.txt", "{{ site.title.x.y }}", "theme/templates/robots.txt, Zeile 1"),
    ],
)
def test_broken_theme_is_explained_and_nothing_is_published(
    template: str, text: str | None, message: str, project: Project, theme: Path
) -> None:
    before = project.published()
    path = theme / "templates" / template
    path.unlink()
    if text is not None:
        path.write_text(text)
    result = project.build("muster")
    assert (result.code, result.out) == (4, "")
    assert result.err.startswith("✗ muster: Nicht gebaut. ")
    assert message in result.err
    assert "Bitte das Web-Team fragen." in result.err
    assert "Traceback" not in result.err
    assert project.published() == before
