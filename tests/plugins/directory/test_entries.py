"""Entries of a directory: what editors may write, and what they read when it is wrong."""

from __future__ import annotations

import pytest

from audit.manifest import read
from plugins.problems import ContentError, Problem
from tests.plugins.directory_project import ENTRIES, add_directory, load
from tests.plugins.mini_project import SITE, Project

FILE = "content/muster/eintraege/alpha.md"


@pytest.fixture
def project(mini_project: Project) -> Project:
    return add_directory(mini_project)


def problems_of(project: Project) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        load(project)
    return caught.value.problems


@pytest.mark.parametrize(
    ("field", "wrong", "place", "told"),
    [
        ("categories", "[pfege]", "categories.0", "„pfege“ gibt es nicht. Meinten Sie „pflege“?"),
        ("categories", "[]", "categories", "Die Liste ist leer."),
        ("categories", "[pflege, pflege]", "categories", "„pflege“ steht zweimal in der Liste."),
        ("districts", "[nordd]", "districts.0", "Meinten Sie „nord“?"),
        ("districts", "[alle, nord]", "districts", "„alle“ steht für jeden Stadtteil."),
        ("languages", "[de, Türkisch]", "languages.1", "Meinten Sie „tr“?"),
        ("step_free", "fast", "step_free", "„fast“ ist nicht möglich."),
        ("step_free", "teilweise", "step_free", "Bitte unter „step_free_note“ ergänzen."),
        ("provider", "firma", "provider", "Möglich:"),
        ("phone", "069 9OO09 100", "phone", "Erlaubt ist eine Nummer wie"),
        ("email", "kontakt(at)alpha.example", "email", "ohne „(at)“"),
        ("website", "www.alpha.example", "website", "https://"),
        ("opening_hours", '"Mo 16:00-09:00"', "opening_hours", "endet, bevor es beginnt"),
        ("opening_hours", '"Mo-Fr vormittags"', "opening_hours", "Erlaubt sind Angaben wie"),
        ("costs", '"?"', "costs", "zu kurz"),
        ("search_words", '["Pflege, Hilfe"]', "search_words.0", "hat kein Komma"),
        ("target_groups", "[familie]", "target_groups.0", "Meinten Sie „familien“?"),
    ],
)
def test_fault_is_told_with_file_line_and_what_to_do(
    project: Project, field: str, wrong: str, place: str, told: str
) -> None:
    lines = [line for line in ENTRIES["alpha"].split("\n") if not line.startswith(f"{field}:")]
    project.write("muster/eintraege/alpha.md", "\n".join([lines[0], f"{field}: {wrong}", *lines[1:]]))
    (problem,) = problems_of(project)
    assert (problem.file, problem.line, problem.field) == (FILE, 2, place)
    assert told in problem.message


@pytest.mark.parametrize("field", ["phone", "costs", "step_free", "provider", "districts", "languages"])
def test_what_every_entry_needs(project: Project, field: str) -> None:
    lines = [line for line in ENTRIES["alpha"].split("\n") if not line.startswith(f"{field}:")]
    project.write("muster/eintraege/alpha.md", "\n".join(lines))
    (problem,) = problems_of(project)
    assert (problem.field, problem.message) == (field, "Dieses Feld fehlt. Bitte ergänzen.")


def test_site_without_the_values_is_told_so_once(project: Project) -> None:
    project.write("muster/site.yaml", SITE)
    (problem,) = problems_of(project)
    assert problem.file == "content/muster/site.yaml"
    assert "fehlt das Feld „directory“" in problem.message


def test_directory_without_its_own_page_is_told_so(project: Project) -> None:
    (project.root / "content/muster/eintraege/index.md").unlink()
    (problem,) = problems_of(project)
    assert "Bitte die Datei eintraege/index.md anlegen" in problem.message


def test_map_has_at_most_five_rows(project: Project) -> None:
    project.replace("muster/site.yaml", "column: 1, row: 2", "column: 1, row: 12")
    (problem,) = problems_of(project)
    assert problem.message == "Die Zahl ist zu groß, höchstens 5."


def test_audit_knows_an_entry_as_a_contact_with_its_own_file_and_lines(project: Project) -> None:
    assert project.build("muster").code == 0
    manifest = read(project.manifest_file())
    contact = manifest.contacts["eintraege/alpha"]
    assert (contact.role, contact.phone, contact.email) == (
        "Alpha-Dienst",
        "069 90009 100",
        "kontakt@alpha.example",
    )
    lines = project.read("muster/eintraege/alpha.md").split("\n")
    assert (contact.file, contact.interval_days) == (FILE, 183)
    assert lines[contact.lines["phone"] - 1].startswith("phone:")
    assert lines[contact.lines["verified_on"] - 1].startswith("last_reviewed_on:")
    assert manifest.contacts["zentrale"].file == manifest.contacts_file
