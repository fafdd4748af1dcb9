from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from audit.external_links import Judged, Verdict
from audit.link_memory import FRESH_DAYS, LinkMemory

URL = "https://amt.example/"
TODAY = date(2026, 11, 22)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".cache" / "links.sqlite"


def test_remembers_a_verdict_with_everything_that_belongs_to_it(path: Path) -> None:
    judged = Judged(Verdict.MOVED, "sie ist jetzt …", 200, "https://amt.example/neu", frozenset({"p7"}))
    with LinkMemory(path) as memory:
        memory.keep(URL, judged, ["p7", "p8"], TODAY)
    with LinkMemory(path) as memory:
        known = memory.known([URL, "https://andere.example/"])
        assert memory.moves() == {URL: "https://amt.example/neu"}
    assert list(known) == [URL]
    assert (known[URL].judged, known[URL].checked_on, known[URL].failures) == (judged, TODAY, 0)


def test_good_results_are_fresh_for_seven_days(path: Path) -> None:
    with LinkMemory(path) as memory:
        memory.keep(URL, Judged(Verdict.FINE), [], TODAY)
        assert memory.is_fresh(URL, [], TODAY + timedelta(days=FRESH_DAYS - 1))
        assert not memory.is_fresh(URL, [], TODAY + timedelta(days=FRESH_DAYS))
        assert not memory.is_fresh(URL, [], TODAY - timedelta(days=1))  # a clock that was wrong
        assert not memory.is_fresh(URL, ["p7"], TODAY)  # nobody looked for that place yet


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not Verdict.FINE])
def test_nothing_else_is_ever_fresh(verdict: Verdict, path: Path) -> None:
    with LinkMemory(path) as memory:
        memory.keep(URL, Judged(verdict), [], TODAY)
        assert not memory.is_fresh(URL, [], TODAY)


def test_counts_failures_in_a_row(path: Path) -> None:
    seen = []
    with LinkMemory(path) as memory:
        for verdict in (Verdict.TEMPORARY, Verdict.TEMPORARY, Verdict.FINE, Verdict.TEMPORARY):
            memory.keep(URL, Judged(verdict), [], TODAY)
            seen.append(memory.known([URL])[URL].failures)
    assert seen == [1, 2, 0, 1]


def test_a_damaged_file_is_put_aside_and_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"keine Datenbank" * 100)
    with LinkMemory(path) as memory:
        assert "ist beschädigt; es liegt jetzt als links.sqlite.beiseite-1 daneben" in memory.notice
        assert memory.known([URL]) == {}
    assert path.with_name("links.sqlite.beiseite-1").read_bytes().startswith(b"keine Datenbank")


def test_a_newer_file_is_put_aside_and_keeps_what_is_in_it(path: Path) -> None:
    with LinkMemory(path) as memory:
        memory.keep(URL, Judged(Verdict.FINE), [], TODAY)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    path.with_name("links.sqlite.beiseite-1").write_text("von früher")
    with LinkMemory(path) as memory:
        assert "neueren Version" in memory.notice
    with sqlite3.connect(path.with_name("links.sqlite.beiseite-2")) as connection:
        assert connection.execute("SELECT url FROM address").fetchall() == [(URL,)]
    connection.close()
