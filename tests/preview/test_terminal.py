"""What the terminal shows."""

from __future__ import annotations

import re

from preview.terminal import Terminal
from tests.preview.helpers import verdict

FILE = "content/muster/index.md"


def _lines(capsys) -> list[str]:
    return [re.sub(r"^\d\d:\d\d:\d\d ", "", line) for line in capsys.readouterr().out.splitlines()]


def test_save_is_told_in_plain_lines_with_the_findings_of_the_edited_page(capsys):
    terminal = Terminal()
    terminal.building("muster", [FILE])
    terminal.built("muster", 1)
    terminal.verdict("muster", verdict("/", complete=False))
    terminal.verdict("muster", verdict("/"))
    terminal.verdict("muster", verdict("/andere/", source="content/muster/andere.md"))
    terminal.checked("muster", {"red": 1, "green": 7})
    assert _lines(capsys) == [
        f"muster: gespeichert: {FILE}",
        "muster: 1 Seite neu gebaut",
        "muster: / ✗ handeln",
        f"  {FILE}:12  Der 1. Mai ist vorbei.  Satz löschen.",
        "muster: alles geprüft: 1 handeln, 7 in Ordnung",
    ]


def test_first_build_tells_no_findings(capsys):
    terminal = Terminal()
    terminal.building("muster", [])
    terminal.verdict("muster", verdict("/"))
    assert _lines(capsys) == []


def test_problems_are_told_with_file_and_line_and_cannot_steer_the_terminal(capsys):
    message = "Feld \x1b[31m„owner“\x07"
    Terminal().problems("muster", [{"file": FILE, "line": 3, "message": message}] * 12)
    lines = _lines(capsys)
    assert lines[1] == f"  {FILE}:3  Feld  [31m„owner“ "
    assert lines[-1] == "  und 2 weitere"
