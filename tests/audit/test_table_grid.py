"""table_grid: spans, groups, errors of the table model."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from audit.table_grid import Table, table_of


def _table(html: str) -> Table:
    table = table_of(LexborHTMLParser(f"<table>{html}</table>").css_first("table"))
    assert table is not None
    return table


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("", ()),
        ("<tr><td>a<td>b<tr><td>c<td>d", (2, 2)),
        ("<tr><td colspan=3>a<tr><td>c", (3, 1)),
        ("<tr><td rowspan=2>a<td>b<tr><td>c", (2, 2)),
        ("<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", (2, 2, 2)),
        ("<thead><tr><th rowspan=9>a<th>b</thead><tbody><tr><td>c", (2, 1)),
        ("<tr><td colspan=x>a<td rowspan=-1>b", (2,)),
        ("<tr><td>a<table><tr><td>b<td>c</table>", (1,)),
    ],
)
def test_columns_of_each_row(html: str, rows: tuple[int, ...]) -> None:
    assert _table(html).rows == rows


def test_model_errors() -> None:
    assert _table("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c").overlaps
    assert _table("<tr><td colspan=3>a<tr><td>b<td colspan=2>c").unanchored_columns() == [3]
    assert not _table("<tr><td colspan=2>a<tr><td>b<td>c").unanchored_columns()


def test_empty_cells_and_headers() -> None:
    table = _table("<tr><th>a<th><td><img src=a alt=''><td>&nbsp;<td><input>")
    assert [cell.is_empty for cell in table.cells] == [False, True, False, True, False]
    assert len(table.headers) == 1


def test_a_huge_table_is_not_judged() -> None:
    html = "<table>" + "<tr>" + "<td colspan=1000>" * 300 + "</table>"
    assert table_of(LexborHTMLParser(html).css_first("table")) is None
