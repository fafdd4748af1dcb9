"""The benchmark of the search: reading queries, figures, and what it says when it cannot measure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from audit.errors import DataError
from bench import __main__ as command
from bench import search
from bench.search import QUERIES, Answer, Query, read_queries, result

HOSTS = {"senioren.musterstadt.example": "senioren"}
QUERY = Query("heim", "pflege", "/heim/")


def _read(tmp_path: Path, text: str) -> list[Query]:
    file = tmp_path / "anfragen.tsv"
    file.write_text(text, encoding="utf-8")
    return read_queries(file, "pflege", HOSTS)


def test_reads_queries_of_this_and_other_sites(tmp_path: Path) -> None:
    text = "# Kommentar\n\nheim\t/heim\nenkel trick\thttps://senioren.musterstadt.example/sicherheit/#tipps\n"
    assert _read(tmp_path, text) == [
        Query("heim", "pflege", "/heim/"),
        Query("enkel trick", "senioren", "/sicherheit/"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("heim /heim/\n", "Zeile 1: Erwartet wird Suchanfrage, Tabulator, Adresse"),
        ("heim\t/heim/\n\theim/\n", "Zeile 2: Erwartet wird"),
        ("heim\theim\n", "Zeile 1: Erwartet wird"),
        (
            "heim\thttps://fremd.example/\n",
            "Zeile 1: Keine gebaute Microsite hat den Rechnernamen „fremd.example“.",
        ),
        ("heim\thttps://[::/\n", "Zeile 1: Erwartet wird"),
        ("# nichts\n", "enthält keine Suchanfrage"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message.replace("(", r"\(").replace(".", r"\.")):
        _read(tmp_path, text)


@given(st.text())
def test_any_line_is_a_query_or_an_explained_fault(line: str) -> None:
    try:
        query = search._query("Zeile 1", line, "pflege", HOSTS)
    except DataError:
        return
    assert query.text
    assert query.page.startswith("/")
    assert query.page.endswith("/")


def test_own_queries_are_many_and_each_is_there_once() -> None:
    hosts = {f"{name}.musterstadt.example": name for name in ("senioren", "pflegestuetzpunkt")}
    queries = read_queries(QUERIES, "pflegestuetzpunkt", hosts)
    assert len(queries) >= 60
    assert len({(query.site, query.text) for query in queries}) == len(queries)


def test_only_the_first_five_count() -> None:
    answers = [
        Answer(QUERY, "1 Seite", ("/heim/",)),
        Answer(QUERY, "5 Seiten", ("/a/", "/b/", "/c/", "/d/", "/heim/")),
        Answer(QUERY, "6 Seiten", ("/a/", "/b/", "/c/", "/d/", "/e/", "/heim/")),
        Answer(QUERY, "Keine Seite", ()),
    ]
    figures = result(answers)
    assert figures["recall_at_5"] == 0.5
    assert figures["recall_at_1"] == 0.25
    assert not figures["met"]
    assert [missed["found"] for missed in figures["missed"]] == [["/a/", "/b/", "/c/", "/d/", "/e/"], []]


def test_prints_missed_queries_and_writes_figures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    figures = result([Answer(QUERY, "Keine Seite gefunden zu „heim“.", ())])
    monkeypatch.setattr(search, "run", lambda *_: figures)
    ended = CliRunner().invoke(command.main, ["search", "--json", str(tmp_path / "figures.json")])
    assert ended.exit_code == 1
    assert "✗ heim → /heim/ (pflege)" in ended.output
    assert "✗ nicht erreicht: 0.0% von 1 Anfragen unter den ersten fünf (verlangt: 95%)" in ended.output
    assert json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["recall_at_5"] == 0


def test_a_missing_file_ends_with_2(tmp_path: Path) -> None:
    ended = CliRunner().invoke(command.main, ["search", str(tmp_path / "fehlt.tsv")])
    assert ended.exit_code == 2
    assert "lässt sich nicht lesen" in ended.output
