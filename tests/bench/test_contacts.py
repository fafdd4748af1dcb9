"""The labelled set is met, and what the command says about files that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench import contacts
from bench.__main__ import main


def test_our_own_set_is_large_and_met() -> None:
    measured = contacts.run(contacts.SNIPPETS)
    assert measured["snippets"] >= 300
    assert measured["precision"] >= 0.98 and measured["recall"] >= 0.95, measured["errors"]


def test_prints_each_error_and_writes_the_figures(tmp_path: Path) -> None:
    file, out = tmp_path / "texte.jsonl", tmp_path / "out.json"
    lines = [
        {"text": "Tel. 030 23125-110", "contacts": ["+493023125110"]},
        {"text": "Tel. 030 23125-111", "contacts": []},
        {"text": "Haus am See", "contacts": ["A@b.example"]},
    ]
    file.write_text("\ufeff" + "\n\n".join(map(json.dumps, lines)), encoding="utf-8")
    ended = CliRunner().invoke(main, ["contacts", str(file), "--json", str(out)])
    assert ended.exit_code == 1
    assert "✗ Tel. 030 23125-111\n    übersehen: –, zu Unrecht: +493023125111" in ended.output
    assert "✗ nicht erreicht: Genauigkeit (precision) 50.0% (verlangt: 98%)" in ended.output
    measured = json.loads(out.read_text(encoding="utf-8"))
    assert (measured["precision"], measured["recall"], measured["snippets"]) == (0.5, 0.5, 3)
    assert measured["errors"][1] == {"text": "Haus am See", "missed": ["a@b.example"], "wrong": []}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "enthält keinen Text"),
        (b"kein json", "Zeile 1: Das ist kein JSON"),
        (b'{"text": "a", "contacts": []}\n[1]', "Zeile 2: Erwartet wird"),
        (b'{"text": "a", "contacts": [1]}', "Zeile 1: Erwartet wird"),
        (b'{"text": 1, "contacts": []}', "Zeile 1: Erwartet wird"),
        (b"[" * 100_000, "Zeile 1: Das ist kein JSON"),
        (b"\xff\xfe", "kein UTF-8"),
    ],
)
def test_files_that_are_none(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "texte.jsonl"
    file.write_bytes(content)
    ended = CliRunner().invoke(main, ["contacts", str(file)])
    assert ended.exit_code == 2
    assert said in ended.output


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    ended = CliRunner().invoke(main, ["contacts", str(tmp_path / "fehlt.jsonl")])
    assert ended.exit_code == 2 and "lässt sich nicht lesen" in ended.output
