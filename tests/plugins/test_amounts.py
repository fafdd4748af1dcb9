"""Amounts from one file: what texts become, and what is said about faults."""

from __future__ import annotations

import pytest

from plugins.amounts import AmountMeta, Amounts, AmountsFile, amounts_of, table_of
from plugins.yaml_source import parse_yaml
from tests.plugins.mini_project import Project, page

AMOUNTS = """\
groups:
  pflegegeld:
    caption: Pflegegeld
    label_column: Pflegegrad
    unit: im Monat
    paragraph: § 37 SGB XI
    as_of: 2026-01-01
    note: Dazu kommt der Entlastungsbetrag von [[betrag:entlastung]].
    amounts:
      pflegegeld-2: {label: Pflegegrad 2, amount: 347}
      pflegegeld-3: {label: Pflegegrad 3, amount: 1.599}
  entlastung:
    caption: Entlastungsbetrag
    unit: im Monat
    up_to: true
    paragraph: § 45b SGB XI
    as_of: 2026-01-01
    amounts:
      entlastung: {label: ab Pflegegrad 1, amount: "131,50"}
      spanne: {label: je nach Ort, amount: 450 bis 600}
  zuschlag:
    caption: Zuschlag
    unit: im Monat
    measure: Prozent
    paragraph: § 43c SGB XI
    as_of: 2026-01-01
    amounts:
      zuschlag-1: {label: bis 12 Monate, amount: 15}
"""
NBSP = "\N{NO-BREAK SPACE}"
FILE = "gemeinsam/betraege.yaml"


def amounts() -> Amounts:
    source = parse_yaml(AMOUNTS, FILE, first_line=1)
    return amounts_of(source, AmountsFile.model_validate(dict(source.data)))


@pytest.fixture
def project(mini_project: Project) -> Project:
    mini_project.write(FILE, AMOUNTS)
    return mini_project


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[betrag:pflegegeld-2]]", f"347{NBSP}Euro"),
        ("**[[betrag:pflegegeld-3]]**", f"**1.599{NBSP}Euro**"),
        ("[[betrag:2*pflegegeld-3]]", f"3.198{NBSP}Euro"),
        ("[[betrag:12*entlastung]]", f"1.578{NBSP}Euro"),
        ("[[betrag:spanne]]", f"450 bis 600{NBSP}Euro"),
        ("[[betrag:zuschlag-1]]", f"15{NBSP}Prozent"),
        ("([[stand:pflegegeld]])", f"(§{NBSP}37 SGB XI, Stand: 1. Januar 2026)"),
        ("[[betrag:gibt-es-nicht]]", "[[betrag:gibt-es-nicht]]"),
        ("nichts", "nichts"),
    ],
)
def test_text(text: str, expected: str) -> None:
    assert amounts().filled(text) == expected


def test_table() -> None:
    table = table_of(amounts(), "entlastung")
    assert table.rows[0] == ("ab Pflegegrad 1", f"bis zu 131,50{NBSP}Euro")
    assert (table.label_column, table.amount_column) == ("Leistung", "Betrag im Monat")
    assert table_of(amounts(), "zuschlag").amount_column == "Anteil"
    assert table_of(amounts(), "pflegegeld").note.endswith(f"131,50{NBSP}Euro.")


@pytest.mark.parametrize("amount", ["347", "1.497", "12.345,00", "25,50", "450 bis 600"])
def test_possible_amounts(amount: str) -> None:
    assert AmountMeta(label="x", amount=amount).amount == amount


@pytest.mark.parametrize("amount", ["", "25.50", "1.49", "-3", "347 Euro", "viel", "1,5", "600 bis", "3 - 5"])
def test_impossible_amounts(amount: str) -> None:
    with pytest.raises(ValueError, match=r"Erlaubt sind „347“|at least|nicht möglich"):
        AmountMeta(label="x", amount=amount)


def test_page_shows_amounts_and_table(project: Project) -> None:
    body = (
        "Es gibt [[betrag:pflegegeld-2]] ([[stand:pflegegeld]]).\n\n## Tabelle\n\n[[betraege:pflegegeld]]\n"
    )
    title, summary = '"Geld: [[betrag:pflegegeld-2]]"', '"Es gibt [[betrag:pflegegeld-2]] im Monat."'
    project.write("muster/pflege/antrag.md", page(title, body, summary=summary))
    result = project.build("muster")
    assert result.code == 0, result.err
    html = project.html("pflege/antrag/index.html")
    assert f'<h1 class="dk-page__title">Geld: 347{NBSP}Euro</h1>' in html
    assert f"Es gibt 347{NBSP}Euro (§{NBSP}37 SGB XI, Stand: 1.{NBSP}Januar 2026)." in html
    assert '<th class="dk-amounts-table__label" scope="row">Pflegegrad 3</th>' in html
    assert "[[" not in html
    pages = {entry["url"]: entry["meta"]["title"] for entry in project.manifest()["pages"]}
    assert pages["/pflege/antrag/"] == f"Geld: 347{NBSP}Euro"


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (("amount: 347", "amount: viel"), "Zeile 10", "„viel“ ist nicht möglich. Erlaubt sind „347“"),
        (("pflegegeld-3:", "pflegegeld-2:"), "Zeile 11", "Das Feld steht zweimal da"),
        (("spanne:", "pflegegeld-2:"), "Zeile 20", "gibt es schon in der Gruppe „pflegegeld“"),
        (("as_of: 2026-01-01", "as_of: bald"), "Zeile 7", "Erlaubt ist ein Tag"),
        (("paragraph: § 37 SGB XI", "paragraf: § 37 SGB XI"), "Zeile 6", "Meinten Sie „paragraph“?"),
        (("[[betrag:entlastung]]", "[[betrag:entlastng]]"), "Zeile 8", "Meinten Sie „entlastung“?"),
        (("measure: Prozent", "measure: Taler"), "Zeile 24", "„Taler“ ist nicht möglich"),
    ],
)
def test_faults_of_the_file(project: Project, change: tuple[str, str], place: str, message: str) -> None:
    project.replace(FILE, *change)
    result = project.build("muster")
    assert result.code == 2
    assert f"content/{FILE}, {place}" in result.err
    assert message in result.err


@pytest.mark.parametrize(
    ("body", "place", "message"),
    [
        ("Text.\n\nEs gibt [[betrag:pflegegeld-9]].\n", "Zeile 11", "Meinten Sie „pflegegeld-"),
        ("Text ([[stand:pflegegelt]]).\n", "Zeile 9", "Meinten Sie „pflegegeld“?"),
        ("Text.\n\n[[betraege:pflegegelt]]\n", "Zeile 11", "Die Gruppe „pflegegelt“ gibt es nicht"),
        ("Im Satz [[betraege:pflegegeld]] steht sie.\n", "Zeile 9", "Eine Tabelle steht für sich"),
    ],
)
def test_faults_of_a_page(project: Project, body: str, place: str, message: str) -> None:
    project.write("muster/pflege/antrag.md", page("Antrag", body))
    result = project.build("muster")
    assert result.code == 2
    assert f"content/muster/pflege/antrag.md, {place}" in result.err
    assert message in result.err


def test_fault_in_a_title(project: Project) -> None:
    project.write("muster/pflege/antrag.md", page('"Geld: [[betrag:pflegegelt-2]]"'))
    result = project.build("muster")
    assert (
        "Zeile 2, Feld „title“: Den Betrag „pflegegelt-2“ gibt es nicht. Meinten Sie „pflegegeld-2“?"
        in result.err
    )


def test_a_faulty_file_does_not_make_every_page_faulty(project: Project) -> None:
    project.write("muster/pflege/antrag.md", page("Antrag", "Es gibt [[betrag:pflegegeld-2]].\n"))
    project.replace(FILE, "amount: 347", "amount: viel")
    result = project.build("muster")
    assert "1 Fehler" in result.err
