"""Accepted findings carry a reason and an end; expired and unmatched ones are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from audit.accepted import mark, read
from audit.checks import failed
from audit.checks.integrity.broken_link import RULE
from audit.errors import DataError
from audit.model import Accepted

FINDING = failed(RULE, page="/", target="a", message="m", evidence="/weg")
TODAY = date(2026, 11, 22)


def test_marks_on_the_last_day_and_not_after() -> None:
    entry = {FINDING.key: Accepted("Wird umgebaut", TODAY)}
    assert mark([FINDING], entry, TODAY).findings[0].accepted == entry[FINDING.key]
    expired = mark([FINDING], entry, date(2026, 11, 23))
    assert expired.findings[0].is_open
    assert "zählt wieder" in expired.notes[0]


def test_tells_what_matches_nothing() -> None:
    assert "trifft auf nichts mehr zu" in mark([], {"x": Accepted("Grund genug", TODAY)}, TODAY).notes[0]


def test_nothing_is_said_of_what_nobody_looked_for() -> None:
    entries = {"x": Accepted("Grund genug", TODAY, "cookie")}
    assert mark([], entries, TODAY, {"cookie"}).notes == ()
    assert len(mark([], entries, TODAY, {"imprint"}).notes) == 1


def test_key_survives_other_words_and_lines_but_not_another_place() -> None:
    assert failed(RULE, page="/", target="a", message="anders", evidence="/weg").key == FINDING.key
    assert failed(RULE, page="/b/", target="a", message="m", evidence="/weg").key != FINDING.key


def test_no_file_is_no_entry(tmp_path: Path) -> None:
    assert read(tmp_path / "accepted.yaml") == {}


def test_key_that_looks_like_a_number_stays_text(tmp_path: Path) -> None:
    file = tmp_path / "accepted.yaml"
    file.write_text(
        "- key: 12e4567890123456\n  reason: lange genug hier\n  until: 2026-12-31\n", encoding="utf-8"
    )
    assert read(file) == {"12e4567890123456": Accepted("lange genug hier", date(2026, 12, 31))}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("key: a", "eine Liste"),
        ("- key: a\n  reasen: x", "erlaubt sind die Felder"),
        ("- reason: lange genug hier\n  until: 2026-12-31", "key fehlt"),
        ("- {key: 'a', reason: kurz, until: 2026-12-31}", "reason fehlt oder ist zu kurz"),
        ("- {key: 'a', reason: lange genug hier, until: bald}", "until fehlt"),
        ("- {key: 'a'", "nicht lesbar"),
    ],
)
def test_bad_entries_are_explained(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "accepted.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read(file)
