"""The history keeps what was recorded, and survives everything that can happen to its file."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from audit.errors import DataError
from audit.history import store as module
from audit.history.run import Run
from audit.history.store import MIGRATIONS, History
from tests.audit.past_runs import run, seen

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = sorted((ROOT / "tests/data/history").glob("schema-*.sql"))
TODAY = date(2026, 3, 9)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history" / "dreiklick.sqlite"


def _record(file: Path, *runs: Run) -> None:
    with History(file, TODAY) as history:
        for item in runs:
            history.record(item)


def _runs(file: Path, site: str = "senioren") -> list[Run]:
    with History(file, TODAY) as history:
        return list(history.runs(site))


def _child(code: str, file: Path, **options: object) -> subprocess.Popen[str]:
    """A Python process of its own that has ``file``, ``History``, ``run`` and ``seen`` at hand."""
    before = (
        "import os, resource, signal, sqlite3, sys\nfrom datetime import date\nfrom pathlib import Path\n"
        "from audit.history.store import History\nfrom tests.audit.past_runs import run, seen\n"
        "file, TODAY = Path(sys.argv[1]), date(2026, 3, 9)\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", before + code, str(file)],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[arg-type]
    )


def test_runs_come_back_as_they_were_by_time(file: Path) -> None:
    runs = [run(0, [seen("r", "/")]), run(1), run(2, [seen("s", "")], site="ferien")]
    _record(file, runs[1], runs[0], runs[2])
    assert _runs(file) == runs[:2]
    with History(file, TODAY) as history:
        assert history.sites() == ("ferien", "senioren")
        assert history.notes == []


def test_same_run_again_changes_nothing(file: Path) -> None:
    _record(file, run(0, [seen("r", "/")]))
    before = _rows(file)
    with History(file, TODAY) as history:
        assert not history.record(run(0, [seen("r", "/")]))
        assert _rows(file) == before
        assert history.record(run(0, [seen("s", "/")]))  # the same moment, another content


def _rows(file: Path) -> list[object]:
    with sqlite3.connect(file) as connection:
        return list(connection.iterdump())


def test_two_writers_lose_nothing(file: Path) -> None:
    _record(file, run(0))
    loop = "for day in range({}, {}):\n    with History(file, TODAY) as history: history.record(run(day))"
    writers = [_child(loop.format(1, 11), file), _child(loop.format(11, 21), file)]
    assert [writer.communicate(timeout=60)[1] for writer in writers] == ["", ""]
    assert _runs(file) == [run(day) for day in range(21)]


def test_killed_in_a_transaction_keeps_what_was_recorded(file: Path) -> None:
    _record(file, run(0, [seen("r", "/")]))
    code = (
        "history = History(file, TODAY)\n"
        "history._connection.execute('BEGIN IMMEDIATE')\n"
        "history._connection.execute('DELETE FROM run')\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    child = _child(code, file)
    child.communicate(timeout=60)
    assert child.returncode == -signal.SIGKILL
    assert _runs(file) == [run(0, [seen("r", "/")])]
    _record(file, run(1))
    assert len(_runs(file)) == 2


def test_killed_at_any_moment_of_recording_loses_no_committed_run(file: Path) -> None:
    code = (
        "for day in range(1000):\n"
        "    with History(file, TODAY) as history: history.record(run(day))\n"
        "    print(day, flush=True)"
    )
    child = _child(code, file)
    told = [child.stdout.readline() for _ in range(5)]
    child.kill()
    child.communicate(timeout=60)
    kept = [item.moment for item in _runs(file)]
    assert kept[:5] == [run(int(day)).moment for day in told]


def test_flipped_bytes_are_noticed_and_nothing_is_lost(file: Path) -> None:
    runs = [run(day, [seen("r", f"/{number}/") for number in range(20)]) for day in range(3)]
    _record(file, *runs)
    whole = file.read_bytes()
    chance = random.Random(5)
    noticed = 0
    for offset in [*range(0, 100, 2), *(chance.randrange(len(whole)) for _ in range(70))]:
        folder = file.parent.parent / f"flip-{offset}"
        shutil.copytree(file.parent, folder, dirs_exist_ok=True)
        damaged = bytearray(whole)
        damaged[offset] ^= 1 << chance.randrange(8)
        (folder / file.name).write_bytes(damaged)
        try:
            with History(folder / file.name, TODAY) as history:
                assert list(history.runs("senioren")) == runs, offset
                noticed += bool(history.notes)
                if history.notes:
                    aside = folder / f"{file.name}.beschaedigt-2026-03-09"
                    assert aside.read_bytes() == bytes(damaged)
        except DataError as error:  # the version itself was hit: left as it is
            assert "Verlauf" in str(error)
            assert (folder / file.name).read_bytes() == bytes(damaged)
        shutil.rmtree(folder)
    assert noticed > 30


@pytest.mark.parametrize("size", [0, 1, 50, 100, 4096, 5000])
def test_truncated_file_is_replaced_by_its_copy(file: Path, size: int) -> None:
    _record(file, run(0), run(1))
    file.write_bytes(file.read_bytes()[:size])
    with History(file, TODAY) as history:
        assert list(history.runs("senioren")) == [run(0), run(1)]
        assert "war beschädigt" in history.notes[0]
        assert "Die letzte Sicherung ist an seine Stelle getreten" in history.notes[0]


def test_deleted_file_comes_back_from_its_copy(file: Path) -> None:
    _record(file, run(0))
    file.unlink()
    assert _runs(file) == [run(0)]


def test_damaged_file_and_copy_are_both_kept_aside(file: Path) -> None:
    _record(file, run(0))
    for name in (file.name, f"{file.name}.sicherung"):
        file.with_name(name).write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with History(file, TODAY) as history:
        assert list(history.runs("senioren")) == []
        assert "Auch die Sicherung war beschädigt" in history.notes[0]
    names = {path.name for path in file.parent.iterdir()}
    assert {f"{file.name}.beschaedigt-2026-03-09", f"{file.name}.sicherung.beschaedigt-2026-03-09"} <= names


def test_what_was_renamed_aside_is_never_overwritten(file: Path) -> None:
    for content in (b"one" * 200, b"two" * 200):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
        _record(file, run(0))
    aside = file.with_name(f"{file.name}.beschaedigt-2026-03-09")
    assert aside.read_bytes() == b"one" * 200
    assert aside.with_name(f"{aside.name}-2").read_bytes() == b"two" * 200


def test_newer_schema_is_told_and_left_alone(file: Path) -> None:
    _record(file, run(0))
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = file.read_bytes()
    with pytest.raises(DataError, match=r"neueren Version von Dreiklick \(Schema 99"):
        _runs(file)
    assert file.read_bytes() == before


def test_database_of_another_program_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE customers (name TEXT)")
    before = file.read_bytes()
    with pytest.raises(DataError, match="kein Verlauf von Dreiklick"):
        _runs(file)
    assert file.read_bytes() == before


@pytest.mark.parametrize("dump", SCHEMAS, ids=lambda path: path.stem)
def test_every_older_schema_is_read(file: Path, dump: Path) -> None:
    file.parent.mkdir()
    with sqlite3.connect(file) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    found = _runs(file)
    assert [item.site for item in found] == ["senioren", "senioren"]
    assert found[0].findings


def test_runs_that_found_the_same_keep_it_once(file: Path) -> None:
    _record(file, run(0))
    with sqlite3.connect(file) as connection:
        before = connection.execute("SELECT count(*), sum(length(content)) FROM part").fetchone()
    again = replace(run(0), moment=run(0).moment + timedelta(days=1))
    _record(file, again)
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*), sum(length(content)) FROM part").fetchone() == before
    first, second = _runs(file)
    assert (first, second) == (run(0), again)
    assert first.findings is second.findings


def test_there_is_a_dump_of_every_schema() -> None:
    assert [path.stem for path in SCHEMAS] == [f"schema-{number}" for number in range(1, len(MIGRATIONS) + 1)]


def test_older_schema_is_copied_before_it_is_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _record(file, run(0))
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, ("ALTER TABLE run ADD COLUMN note TEXT",)))
    assert _runs(file) == [run(0)]
    with sqlite3.connect(f"{file}.schema-{len(MIGRATIONS)}") as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert copy.execute("SELECT count(*) FROM run").fetchone() == (1,)


def test_failed_migration_changes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _record(file, run(0))
    steps = (
        "ALTER TABLE run ADD COLUMN note TEXT",
        "INSERT INTO run VALUES (1, 1, 1, 1, 1), (1, 1, 1, 1, 1)",
    )
    with monkeypatch.context() as patched:
        patched.setattr(module, "MIGRATIONS", (*MIGRATIONS, steps))
        with pytest.raises(DataError, match="Verlauf"):
            _runs(file)
    assert _runs(file) == [run(0)]


def test_locked_file_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _record(file, run(0))
    monkeypatch.setattr(module, "_BUSY_SECONDS", 0.1)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with History(file, TODAY) as history:
        assert list(history.runs("senioren")) == [run(0)]  # reading goes on
        with pytest.raises(DataError, match="von einem anderen Programm beschrieben"):
            history.record(run(1))
    other.close()
    assert _runs(file) == [run(0)]


def test_full_disk_is_told_and_nothing_is_lost(file: Path) -> None:
    _record(file, run(0))
    code = (
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "history = History(file, TODAY)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "history.record(run(1, [seen('r', f'/{n}/') for n in range(500)]))"
    )
    errors = _child(code, file).communicate(timeout=60)[1]
    assert "DataError: Der Verlauf" in errors
    assert "voll" in errors
    assert _runs(file) == [run(0)]
    _record(file, run(1))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="takes rights away from a child process")
def test_write_protected_file_and_folder_are_told() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        file = Path(name) / "history" / "dreiklick.sqlite"
        _record(file, run(0))
        for folder, rights in ((file.parent, 0o755), (Path(name), 0o755), (Path(name), 0o700)):
            folder.chmod(rights)
            child = _child("os.setuid(65534)\nHistory(file, TODAY).record(run(1))", file)
            errors = child.communicate(timeout=60)[1]
            assert "DataError: Der Verlauf" in errors
            assert "Rechte der Datei und ihres Ordners" in errors
        assert _runs(file) == [run(0)]


def test_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "history").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="lässt sich nicht benutzen"):
        History(tmp_path / "history" / "dreiklick.sqlite", TODAY)
