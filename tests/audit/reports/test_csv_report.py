"""report.csv opens in a German Excel: byte order mark, semicolons, no formula, every finding one row."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.reports.csv_report import HEADER, guarded, render
from audit.reports.text import printable
from tests.audit.reports.sample import empty_report, hostile_report, sample_report


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";", strict=True))


def test_one_row_a_finding_under_a_german_header() -> None:
    table = rows(render(sample_report()))
    assert table[0] == list(HEADER)
    assert len(table) == 1 + len(sample_report().findings)
    assert table[1][:7] == [
        "nicht bestanden", "schwer", "Barrierefreiheit", "axe/color-contrast",
        "Text hebt sich genügend vom Hintergrund ab", "/", "theme/static/css/components/footer.css",
    ]  # fmt: skip
    assert table[-1][HEADER.index("Angenommen bis")] == "31.01.2027"


def test_without_findings_there_is_the_header() -> None:
    assert rows(render(empty_report())) == [list(HEADER)]


@pytest.mark.parametrize("cell", ["=1+1", "+49 711", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－1", "  =1"])
def test_formula_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell).startswith("'")


@pytest.mark.parametrize("cell", ["", "Text", "a=b", "'=1", "/pfad/"])
def test_plain_text_stays(cell: str) -> None:
    assert guarded(cell) == cell


def test_no_cell_of_a_hostile_report_is_a_formula() -> None:
    cells = [cell for row in rows(render(hostile_report())) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


@settings(deadline=None)  # the machine may be busy
@given(message=st.text(), evidence=st.text(st.characters(codec=None)))
def test_any_text_survives_the_round_trip(message: str, evidence: str) -> None:
    report = sample_report()
    finding = replace(report.findings[0], message=message, evidence=evidence)
    row = rows(render(replace(report, findings=(finding,))).encode("utf-8").decode("utf-8"))[1]
    assert len(row) == len(HEADER)
    for label, text in (("Meldung", message), ("Beleg", evidence)):
        assert row[HEADER.index(label)] in (printable(text), f"'{printable(text)}")
