"""History of runs: an SQLite file that survives what can happen to files (sqlite.org/howtocorrupt.html).

Runs, what they looked at and the findings they saw are rows addressed by the SHA-256 of their content, so that no
flipped byte is ever shown as history. After every new run the whole file is copied; a damaged file is renamed aside,
never deleted, and the copy takes its place. Schema versions only go forward, each after a copy of its own.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from audit.errors import DataError
from audit.history.rows import Reader, digest, rows_of
from audit.history.run import Run

#: From each version to the next; the file's ``user_version`` counts them. Append only: old files must stay readable.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE run (site TEXT, moment TEXT, digest TEXT, content TEXT, PRIMARY KEY (site, moment, digest))"
        " WITHOUT ROWID",
        "CREATE TABLE part (digest TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID",
    ),
    (),  # the list of a run's findings may be a part; programs that do not know that must not read on
)
_BUSY_SECONDS = 10
#: An unknown table or column (SQLITE_ERROR) can only come from a damaged schema.
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_OF_SYSTEM = {
    errno.EACCES: sqlite3.SQLITE_CANTOPEN,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.ENOSPC: sqlite3.SQLITE_FULL,
}
_REASONS = {
    sqlite3.SQLITE_BUSY: "wird gerade von einem anderen Programm beschrieben. Bitte gleich noch einmal versuchen.",
    sqlite3.SQLITE_READONLY: "ist schreibgeschützt. Bitte die Rechte der Datei und ihres Ordners ändern.",
    sqlite3.SQLITE_CANTOPEN: "lässt sich nicht öffnen. Bitte die Rechte der Datei und ihres Ordners ansehen.",
    sqlite3.SQLITE_FULL: "lässt sich nicht fortschreiben: Der Datenträger ist voll. Bitte Platz schaffen.",
    sqlite3.SQLITE_IOERR: "lässt sich nicht lesen oder schreiben. Ist der Datenträger voll oder defekt?",
}


class _Damaged(Exception):
    """The file is not what was written; ``str()`` says how that was noticed."""


class History:
    """The runs in one file. DataError, in German, if the file cannot be used; ``notes`` tell what had to be mended.

    ``today`` dates the name a damaged file is renamed to.
    """

    def __init__(self, file: Path, today: date) -> None:
        self.notes: list[str] = []
        self._file = file
        self._today = today
        with self._told():
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._connection = _open(file)
            except _Damaged as damage:
                self._set_aside(damage)
                self._connection = _open(file)

    def __enter__(self) -> History:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def record(self, run: Run) -> bool:
        """Keep a run for good; False if just this run is there already. It is on disk, and copied, when this returns."""
        content, parts = rows_of(run)
        row = (run.site, run.moment.isoformat(), digest(content), content)
        with self._told():
            with _transaction(self._connection):
                if self._connection.execute(
                    "SELECT 1 FROM run WHERE (site, moment, digest) = (?, ?, ?)", row[:3]
                ).fetchone():
                    return False
                self._connection.executemany("INSERT OR IGNORE INTO part VALUES (?, ?)", parts.items())
                self._connection.execute("INSERT INTO run VALUES (?, ?, ?, ?)", row)
            with _transaction(self._connection):  # nobody else copies meanwhile
                _copy(self._file, _backup_of(self._file))
        return True

    def sites(self) -> tuple[str, ...]:
        """Names of the sites that have runs."""
        with self._told():
            return tuple(
                row[0] for row in self._connection.execute("SELECT DISTINCT site FROM run ORDER BY site")
            )

    def runs(self, site: str) -> Iterator[Run]:
        """All runs of a site, in order of time."""
        with self._told():
            parts = dict(self._connection.execute("SELECT digest, content FROM part"))
            rows = self._connection.execute(
                "SELECT content FROM run WHERE site = ? ORDER BY moment, digest", (site,)
            ).fetchall()
        reader = Reader(parts)
        for (content,) in rows:
            yield reader.run(content)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite and the file system cannot do, as a German sentence."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise DataError(_in_german(self._file, error)) from error

    def _set_aside(self, damage: _Damaged) -> None:
        """Rename the damaged file and what belongs to it, and put the last copy in its place if that is whole."""
        aside = _free_name(self._file.with_name(f"{self._file.name}.beschaedigt-{self._today}"))
        for ending in ("", "-wal", "-shm"):
            part = self._file.with_name(self._file.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
        backup, kept = _backup_of(self._file), "Ein neuer Verlauf beginnt."
        try:
            if backup.is_file():
                _open(backup).close()
                _copy(backup, self._file)
                kept = "Die letzte Sicherung ist an seine Stelle getreten."
        except _Damaged:
            backup.rename(_free_name(backup.with_name(f"{backup.name}.beschaedigt-{self._today}")))
            kept = "Auch die Sicherung war beschädigt und wurde umbenannt. Ein neuer Verlauf beginnt."
        self.notes.append(
            f"Der Verlauf {self._file} war beschädigt ({damage}) und heißt jetzt {aside.name}. {kept}"
        )


def _open(file: Path) -> sqlite3.Connection:
    """A connection to the newest schema. _Damaged if the content is not what was written."""
    connection = sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not version and not tables and _backup_of(file).is_file():
            raise _Damaged("leer oder nicht da")  # an empty file is a valid, empty database
        _require_known(file, version, tables)
        if version:
            _verify(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        _migrate(connection, file)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error) and _code(error) in _DAMAGED:
            raise _Damaged(str(error)) from error
        raise
    return connection


def _require_known(file: Path, version: int, tables: int) -> None:
    if version > len(MIGRATIONS):
        raise DataError(
            f"Der Verlauf {file} stammt von einer neueren Version von Dreiklick (Schema {version}, hier "
            f"{len(MIGRATIONS)}). Bitte Dreiklick aktualisieren; die Datei bleibt, wie sie ist."
        )
    if version < 0 or (tables and not version):
        raise DataError(
            f"{file} ist eine Datenbank, aber kein Verlauf von Dreiklick. Bitte in pelicanconf.py (AUDIT: "
            "history) eine andere Datei nennen; diese bleibt, wie sie ist."
        )


def _verify(connection: sqlite3.Connection) -> None:
    """Every page of the file and every row: SQLite alone does not see a flipped byte in a text."""
    problem = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problem != "ok":
        raise _Damaged(str(problem).splitlines()[-1])
    for table in ("part", "run"):
        # As bytes: damaged text may be no UTF-8 any more.
        rows = connection.execute(f"SELECT CAST(digest AS BLOB), CAST(content AS BLOB) FROM {table}")
        if any(digest(content or b"").encode() != wanted for wanted, content in rows):
            raise _Damaged(f"falsche Prüfsumme in der Tabelle {table}")
    _verify_references(connection)


def _verify_references(connection: sqlite3.Connection) -> None:
    """That every run stands under its own site and moment, and everything it refers to is there."""
    parts = dict(connection.execute("SELECT digest, content FROM part"))

    @cache
    def is_whole(findings: str) -> bool:
        return findings in parts and are_there(json.loads(parts[findings]))

    def are_there(findings: Mapping[str, Any]) -> bool:
        return all(part in parts for _, part in findings.values())

    rows = connection.execute("SELECT CAST(site AS BLOB), CAST(moment AS BLOB), content FROM run")
    for site, moment, content in rows:
        data = json.loads(content)
        findings = data["findings"]
        is_there = data["coverage"] in parts and (is_whole if isinstance(findings, str) else are_there)(
            findings
        )
        if (data["site"].encode(), data["moment"].encode()) != (site, moment) or not is_there:
            raise _Damaged("ein Lauf ist unvollständig")


def _migrate(connection: sqlite3.Connection, file: Path) -> None:
    """Bring the schema up to date in one transaction, whoever comes first; an older file is copied before."""
    if connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS):
        return
    with _transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if 0 < version < len(MIGRATIONS):
            _copy(file, file.with_name(f"{file.name}.schema-{version}"))
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; waits for another writer."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise


def _copy(file: Path, target: Path) -> None:
    """A copy of the committed state: whole or not there, also when the power fails on the way."""
    new = target.with_name(f"{target.name}.neu")
    new.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(file, timeout=_BUSY_SECONDS)) as source,
        closing(sqlite3.connect(new)) as copy,
    ):
        source.backup(copy)
    new.replace(target)


def _backup_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.sicherung")


def _free_name(file: Path) -> Path:
    """The name, with a number where it is taken: what was renamed aside is never overwritten."""
    number, free = 1, file
    while free.exists():
        number += 1
        free = file.with_name(f"{file.name}-{number}")
    return free


def _in_german(file: Path, error: Exception) -> str:
    return f"Der Verlauf {file} {_REASONS.get(_code(error), f'lässt sich nicht benutzen ({error}).')}"


def _code(error: Exception) -> int:
    """SQLite's primary result code (sqlite.org/rescode.html), also for what the file system said; else 0."""
    if isinstance(error, OSError):
        return _OF_SYSTEM.get(error.errno, 0)
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
