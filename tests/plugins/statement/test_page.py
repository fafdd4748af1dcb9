"""The statement on accessibility: its status, its words, and what editors are told when a file is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from audit.texts.statement_words import statuses
from plugins.content_model import PageSource
from plugins.statement.model import Statement, Status
from plugins.statement.schema import GUIDELINES
from tests.plugins.legal_project import (
    AUDIT_PART,
    BARRIER,
    HAND_KEPT,
    LIMITATION,
    add_legal_pack,
    hand_tested,
    load,
    problems_of,
)
from tests.plugins.mini_project import Project, page

FAILED = "outcome: failed, on: 2026-11-12, who: Online-Redaktion, note: Die Seite auf Türkisch nennt ihre Sprache nicht."
WITH_BARRIER = AUDIT_PART.replace("barriers: []\n", BARRIER)


def statement_page(
    project: Project,
    hand_kept: str = HAND_KEPT,
    audit_part: str = AUDIT_PART,
    hand_tests: str | None = None,
) -> PageSource:
    add_legal_pack(project, hand_kept, audit_part, hand_tests)
    return load(project).pages["barrierefreiheit.md"]


def status_of(
    project: Project,
    hand_kept: str = HAND_KEPT,
    audit_part: str = AUDIT_PART,
    hand_tests: str | None = None,
) -> Status:
    view = statement_page(project, hand_kept, audit_part, hand_tests).view
    assert isinstance(view, Statement)
    return view.status


def test_full_only_when_everything_was_tested_and_nothing_is_open(mini_project: Project) -> None:
    assert status_of(mini_project) is Status.FULL


@pytest.mark.parametrize(
    ("hand_kept", "audit_part"),
    [
        pytest.param(HAND_KEPT + LIMITATION, AUDIT_PART, id="known limitation"),
        pytest.param(
            HAND_KEPT + LIMITATION.replace("nonconformity", "burden"), AUDIT_PART, id="burden counts as well"
        ),
        pytest.param(HAND_KEPT, WITH_BARRIER, id="audit found a barrier"),
        pytest.param(HAND_KEPT, WITH_BARRIER.replace("failed", "cantTell"), id="something is left to judge"),
        pytest.param(HAND_KEPT, AUDIT_PART.replace("audited: 9", "audited: 8"), id="a page was not audited"),
        pytest.param(HAND_KEPT, AUDIT_PART.replace("2026-11-20", "2025-11-20"), id="audit is too old"),
        pytest.param(HAND_KEPT, "", id="no audit"),
    ],
)
def test_partial_when_most_is_met_and_something_is_missing(
    mini_project: Project, hand_kept: str, audit_part: str
) -> None:
    assert status_of(mini_project, hand_kept, audit_part) is Status.PARTIAL


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param("outcome: passed, on: 2025-11-12, who: Online-Redaktion", id="old test"),
        pytest.param("outcome:", id="a criterion of it was not tested"),
        pytest.param(FAILED, id="fault found by hand"),
    ],
)
def test_partial_when_a_criterion_was_not_passed_by_hand(mini_project: Project, fields: str) -> None:
    assert status_of(mini_project, hand_tests=hand_tested(sc_3_1_2=fields)) is Status.PARTIAL


def test_what_does_not_occur_on_the_site_counts_as_met(mini_project: Project) -> None:
    fields = "outcome: inapplicable, on: 2026-11-12, who: Online-Redaktion"
    assert status_of(mini_project, hand_tests=hand_tested(sc_1_2_4=fields)) is Status.FULL


def test_what_people_found_stands_in_the_statement(mini_project: Project) -> None:
    body = statement_page(mini_project, hand_tests=hand_tested(sc_3_1_2=FAILED)).body
    assert "**Sprache von Teilen** (WCAG 3.1.2). Die Seite auf Türkisch nennt ihre Sprache nicht." in body
    assert "13 der 13 Richtlinien" in body


def test_what_a_limitation_tells_of_the_guideline_is_not_said_twice(mini_project: Project) -> None:
    told = HAND_KEPT + LIMITATION.replace("    rules:", '    guidelines: ["3.1"]\n    rules:')
    assert (
        "Sprache von Teilen"
        not in statement_page(mini_project, told, hand_tests=hand_tested(sc_3_1_2=FAILED)).body
    )


def test_content_outside_the_law_does_not_lower_the_status(mini_project: Project) -> None:
    outside = LIMITATION.replace("nonconformity", "outside_law")
    assert status_of(mini_project, HAND_KEPT + outside) is Status.FULL


def test_none_without_tests_by_hand_whatever_the_audit_says(mini_project: Project) -> None:
    assert status_of(mini_project, hand_tests="tests: {}\n") is Status.NONE


def test_half_of_the_guidelines_is_not_most_of_them(mini_project: Project) -> None:
    seven, six = hand_tested(list(GUIDELINES)[:7]), hand_tested(list(GUIDELINES)[:6])
    assert status_of(mini_project, hand_tests=seven) is Status.PARTIAL
    assert status_of(mini_project, hand_tests=six) is Status.NONE
    assert status_of(mini_project, HAND_KEPT, WITH_BARRIER, seven) is Status.NONE  # 1.4 is not met


@pytest.mark.parametrize(
    ("hand_kept", "hand_tests", "claimed"),
    [
        (HAND_KEPT, None, "vollständig"),
        (HAND_KEPT + LIMITATION, None, "teilweise"),
        (HAND_KEPT, "tests: {}\n", "nicht"),
    ],
)
def test_text_claims_exactly_one_status(
    mini_project: Project, hand_kept: str, hand_tests: str | None, claimed: str
) -> None:
    assert statuses(statement_page(mini_project, hand_kept, hand_tests=hand_tests).body) == {claimed}


def test_text_has_the_model_s_parts_in_order(mini_project: Project) -> None:
    body = statement_page(mini_project, HAND_KEPT + LIMITATION, WITH_BARRIER).body
    parts = [
        "Stadt Musterstadt ist bemüht",
        "muster.musterstadt.example",
        "## Stand der Vereinbarkeit mit den Anforderungen",
        "teilweise mit § 10 Absatz 1 L-BGG vereinbar",
        "## Nicht barrierefreie Inhalte",
        "### Unvereinbarkeit mit § 10 Absatz 1 L-BGG",
        "**Die Filme in Gebärdensprache fehlen noch.** Sie werden vorbereitet. So geht es trotzdem: Alles steht",
        "**Elemente müssen ausreichend Kontrast haben** (WCAG 1.4.3). Auf 2 Seiten ist das noch nicht erfüllt.",
        "### Unverhältnismäßige Belastung",
        "berufen wir uns nicht",
        "### Inhalte außerhalb der gesetzlichen Vorschriften",
        "am 1. März 2026 erstellt. Sie beruht auf einer Selbstbewertung",
        "am 20. November 2026 alle 9 Seiten in einem Browser geprüft",
        "13 der 13 Richtlinien",
        "zuletzt am 16. November 2026 überprüft",
        "## Rückmeldung und Kontaktangaben",
        "[[kontakt:zentrale]]",
        "## Schlichtungsverfahren",
        "Else-Josenhans-Straße 6, 70173 Stuttgart",
        "Überwachungsstelle für mediale Barrierefreiheit",
    ]
    positions = [body.find(part) for part in parts]
    assert -1 not in positions, parts[positions.index(-1)]
    assert positions == sorted(positions)


def test_what_the_hand_kept_part_explains_is_not_said_twice(mini_project: Project) -> None:
    barrier = BARRIER.replace("axe/color-contrast", "sign-language-items")
    body = statement_page(
        mini_project, HAND_KEPT + LIMITATION, AUDIT_PART.replace("barriers: []\n", barrier)
    ).body
    assert "ausreichend Kontrast" not in body


def test_untested_guidelines_are_named(mini_project: Project) -> None:
    body = statement_page(mini_project, hand_tests=hand_tested(set(GUIDELINES) - {"1.2"})).body
    assert "12 der 13 Richtlinien" in body
    assert "Noch nicht geprüft: Zeitbasierte Medien (1.2)." in body


def test_page_is_due_a_year_after_its_review(mini_project: Project) -> None:
    made = statement_page(mini_project)
    assert (made.meta.kind, made.url, made.name) == (
        "legal",
        "/barrierefreiheit/",
        "content/muster/barrierefreiheit.yaml",
    )
    assert made.meta.review_due_on == date(2027, 11, 16)
    assert made.lines["last_reviewed_on"] == 2


def test_site_without_legal_profile_gets_no_statement(mini_project: Project) -> None:
    assert "barrierefreiheit.md" not in load(mini_project).pages


def test_manifest_tells_the_audit_what_applies(mini_project: Project) -> None:
    add_legal_pack(mini_project, HAND_KEPT + LIMITATION, WITH_BARRIER)
    assert mini_project.build("muster").code == 0
    legal = mini_project.manifest()["legal"]
    assert legal["statement_url"] == "/barrierefreiheit/"
    assert legal["barriers"] == ["axe/color-contrast", "sign-language-items"]
    assert "Landeszentrum Barrierefreiheit" in legal["conciliation"]
    assert mini_project.manifest()["town"] == "Stadt Musterstadt"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("reviewed_on: 2026-11-16", "reviewed_on: 2026-12-24", 2, "liegt in der Zukunft"),
        ("created_on: 2026-03-01", "created_on: 2027-03-01", 1, "liegt in der Zukunft"),
        ("created_on: 2026-03-01", "created_on: 2026-11-17", 2, "liegt vor dem Tag"),
        ("contact: zentrale", "contact: zentral", 4, "Meinten Sie „zentrale“?"),
        ("contact: zentrale\n", "", 1, "Dieses Feld fehlt"),
        ("owner: redaktion", "owner: amt", 5, "„amt“ gibt es nicht"),
        ("method: self", "method: selbst", 3, "Möglich: self, third_party"),
        ("method: self", "method: third_party", 1, "Hier fehlt „evaluator“"),
        ("created_on: 2026-03-01", "created_on: März", 1, "Erlaubt ist ein Tag wie"),
    ],
)
def test_fault_in_the_hand_kept_part_is_told_with_its_line(
    mini_project: Project, old: str, new: str, line: int, said: str
) -> None:
    assert old in HAND_KEPT
    add_legal_pack(mini_project, HAND_KEPT.replace(old, new, 1))
    (problem,) = problems_of(mini_project)
    assert (problem.file, problem.line) == ("content/muster/barrierefreiheit.yaml", line)
    assert said in problem.message


def test_limitation_needs_another_way_to_the_content(mini_project: Project) -> None:
    without = LIMITATION.replace("    alternative: Alles steht auch als Text da.\n", "")
    add_legal_pack(mini_project, HAND_KEPT + without)
    (problem,) = problems_of(mini_project)
    assert problem.line == HAND_KEPT.count("\n") + 2
    assert "Wie kommen Menschen trotzdem an diesen Inhalt?" in problem.message


def test_missing_hand_kept_part_is_told_where_it_is_asked_for(mini_project: Project) -> None:
    add_legal_pack(mini_project)
    (mini_project.root / "content/muster/barrierefreiheit.yaml").unlink()
    (problem,) = problems_of(mini_project)
    assert problem.file == "content/muster/site.yaml"
    assert "fehlt content/muster/barrierefreiheit.yaml" in problem.message
    assert "legal_profile: bw" in mini_project.read("muster/site.yaml").splitlines()[problem.line - 1]


def test_page_by_hand_beside_the_generated_one_is_refused(mini_project: Project) -> None:
    add_legal_pack(mini_project)
    mini_project.write("muster/barrierefreiheit.md", page("Erklärung zur Barrierefreiheit"))
    (problem,) = problems_of(mini_project)
    assert problem.file == "content/muster/barrierefreiheit.md"
    assert "entsteht aus barrierefreiheit.yaml" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2026-11-20", "2026-12-20", "liegt in der Zukunft"),
        ("pages_known: 9", "pages_known: viele", "eine ganze Zahl"),
        ("barriers: []", "barrieren: []", "Meinten Sie „barriers“?"),
    ],
)
def test_fault_in_the_audit_s_part_is_told(mini_project: Project, old: str, new: str, said: str) -> None:
    add_legal_pack(mini_project, HAND_KEPT, AUDIT_PART.replace(old, new))
    (problem,) = problems_of(mini_project)
    assert problem.file == "content/muster/barrierefreiheit-befunde.yaml"
    assert said in problem.message
