"""Legal profiles: which one applies, and what is said when a profile is wrong."""

from __future__ import annotations

import pytest

from plugins.problems import Problem
from plugins.statement.legal import LegalProfile, read_profile
from tests.plugins.legal_project import PROFILE, add_legal_pack, problems_of
from tests.plugins.mini_project import Project


def test_unknown_profile_is_told_in_site_yaml(mini_project: Project) -> None:
    add_legal_pack(mini_project)
    mini_project.replace("muster/site.yaml", "legal_profile: bw", "legal_profile: bwu")
    (problem,) = problems_of(mini_project)
    assert problem.file == "content/muster/site.yaml"
    assert problem.field == "legal_profile"
    assert problem.message == "Das Rechtsprofil „bwu“ gibt es nicht. Meinten Sie „bw“? Möglich: bw."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{town} ist bemüht", "{stadt} ist bemüht", "„{stadt}“ gibt es nicht. Möglich: created_on"),
        ("{town} ist bemüht", "{town ist bemüht", "Eine geschweifte Klammer ist nicht geschlossen."),
        ("review_within: 1 Jahr", "review_within: jährlich", "Erlaubt sind Angaben wie"),
        (
            "  recognised_by: [Landeszentrum Barrierefreiheit, ",
            "  names: [Landeszentrum Barrierefreiheit, ",
            "fehlt",
        ),
    ],
)
def test_fault_in_a_profile_is_told_with_its_line(
    mini_project: Project, old: str, new: str, said: str
) -> None:
    add_legal_pack(mini_project)
    assert old in PROFILE
    mini_project.write("gemeinsam/legal/bw.yaml", PROFILE.replace(old, new, 1))
    problem = problems_of(mini_project)[0]
    assert problem.file == "content/gemeinsam/legal/bw.yaml"
    assert problem.line > 1
    assert said in problem.message


def test_baden_wuerttemberg_names_the_conciliation_body_and_not_the_monitoring_body(
    mini_project: Project,
) -> None:
    add_legal_pack(mini_project)
    profile = read_profile(mini_project.root / "content/gemeinsam", "bw", Problem("site.yaml", 1, ""))
    assert isinstance(profile, LegalProfile)
    assert "Landeszentrum Barrierefreiheit" in profile.conciliation.name
    assert "Überwachungsstelle" not in profile.conciliation.name
    assert "Überwachungsstelle" in {body.name for body in profile.wrong_bodies}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{on: 1. März}", "Erlaubt sind ein Tag wie 2027-01-01 und „1. Januar“ oder „1. Juli“ (jedes Jahr)."),
        ("{on: 2027-13-01}", "ist kein Tag im Kalender"),
        ("{laws: [SGB XI]}", "Dieses Feld fehlt."),
        ("{on: 2027-01-01, law: SGB XI}", "Meinten Sie „laws“?"),
    ],
)
def test_days_of_law_changes_are_told_when_wrong(mini_project: Project, line: str, told: str) -> None:
    add_legal_pack(mini_project)
    mini_project.replace("gemeinsam/legal/bw.yaml", "{on: 1. Januar}", line)
    assert any(told in str(problem) for problem in problems_of(mini_project)), problems_of(mini_project)
