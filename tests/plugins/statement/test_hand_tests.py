"""What people tested by hand: how it gets into the manifest, and what editors are told when the file is wrong."""

from __future__ import annotations

import pytest

from tests.plugins.legal_project import PASSED, add_legal_pack, hand_tested, load, problems_of
from tests.plugins.mini_project import Project

LINE = f'"1.1.1": {{{PASSED}}}'


def test_manifest_tells_the_audit_what_was_tested(mini_project: Project) -> None:
    open_ones = hand_tested(["1.1", "3.1"], sc_3_1_1="outcome:, on:, who:, pages: [], note:")
    add_legal_pack(mini_project, hand_tests=open_ones)
    assert mini_project.build("muster").code == 0
    tests = mini_project.manifest()["hand_tests"]
    assert [test["criterion"] for test in tests] == ["1.1.1", "3.1.2"]
    assert tests[0] == {
        "criterion": "1.1.1",
        "outcome": "passed",
        "on": "2026-11-12",
        "who": "Online-Redaktion",
        "pages": [],
        "note": "",
    }


def test_site_without_the_file_has_no_tests(mini_project: Project) -> None:
    assert mini_project.build("muster").code == 0
    assert mini_project.manifest()["hand_tests"] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("on: 2026-11-12", "on: 2026-11-30", "liegt in der Zukunft"),
        ("on: 2026-11-12, ", "", "Hier fehlt „on“"),
        ("who: Online-Redaktion, ", "", "Hier fehlt „who“"),
        ("outcome: passed", "outcome: failed", "Hier fehlt „note“"),
        ("outcome: passed", "outcome: erfüllt", "Möglich: failed, inapplicable, passed"),
        ('"1.1.1"', '"1.1.9"', "Das Erfolgskriterium „1.1.9“ gibt es nicht"),
        ("pages: []", "page: []", "Meinten Sie „pages“?"),
    ],
)
def test_fault_is_told_with_its_line(mini_project: Project, old: str, new: str, said: str) -> None:
    assert old in LINE
    add_legal_pack(mini_project, hand_tests=f"sample: []\ntests:\n  {LINE.replace(old, new)}\n")
    (problem,) = problems_of(mini_project)
    assert (problem.file, problem.line) == ("content/muster/handpruefung.yaml", 3)
    assert said in problem.message


def test_fault_stops_the_build_of_a_site_without_statement(mini_project: Project) -> None:
    mini_project.write("muster/handpruefung.yaml", f"tests:\n  {LINE.replace('passed', 'erfüllt')}\n")
    assert "barrierefreiheit.md" not in load(mini_project).pages
    assert mini_project.build("muster").code != 0
