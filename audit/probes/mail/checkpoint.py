"""How far an IMAP folder was read, and what was kept of it: pseudonyms and times (SQLite, mode 600).

May be deleted at any time: the next run reads the folder again. What is older than the retention period goes on every
run and is not kept when it comes again.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from audit.errors import DataError
from audit.probes.mail.message import Direction, Kind, Message

FILE = Path(".cache") / "sla.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS folder (key TEXT PRIMARY KEY, uidvalidity INTEGER, last_uid INTEGER, unreadable INTEGER);
CREATE TABLE IF NOT EXISTS mail (key TEXT, uid INTEGER, day TEXT, value TEXT, PRIMARY KEY (key, uid));
"""


class Checkpoint:
    """One project's checkpoints. Each batch is on disk when ``keep`` returns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def progress(self, key: str) -> int:
        """The last UID that was read of a folder, whatever its UIDVALIDITY; 0 for one never seen."""
        row = self._db.execute("SELECT last_uid FROM folder WHERE key = ?", (key,)).fetchone()
        return row[0] if row else 0

    def last_uid(self, key: str, uidvalidity: int) -> int:
        """The last UID that was read. 0 if none was, or if the server gave the folder new UIDs: then all is forgotten."""
        row = self._db.execute("SELECT uidvalidity, last_uid FROM folder WHERE key = ?", (key,)).fetchone()
        if row and row[0] == uidvalidity:
            return row[1]
        with self._db:
            self._db.execute("DELETE FROM mail WHERE key = ?", (key,))
            self._db.execute("INSERT OR REPLACE INTO folder VALUES (?, ?, 0, 0)", (key, uidvalidity))
        return 0

    def keep(self, key: str, batch: Iterable[tuple[int, Message]], last_uid: int, unreadable: int) -> None:
        """Add what one batch gave, together with how far it went: both or, if the machine stops, neither."""
        rows = [(key, uid, _day(message), _text(message)) for uid, message in batch]
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO mail VALUES (?, ?, ?, ?)", rows)
            self._db.execute(
                "UPDATE folder SET last_uid = max(last_uid, ?), unreadable = unreadable + ? WHERE key = ?",
                (last_uid, unreadable, key),
            )

    def messages(self, key: str) -> tuple[list[Message], int]:
        """What is kept of a folder, by UID, and how many of its mails were unreadable."""
        rows = self._db.execute("SELECT value FROM mail WHERE key = ? ORDER BY uid", (key,))
        counted = self._db.execute("SELECT unreadable FROM folder WHERE key = ?", (key,)).fetchone()
        return [_message(value) for (value,) in rows], counted[0] if counted else 0

    def forget(self, before: date) -> int:
        """Delete what was received before that day, overwriting it in the file; how many mails that were."""
        with self._db:
            gone = self._db.execute("DELETE FROM mail WHERE day < ?", (before.isoformat(),)).rowcount
        if gone:
            self._db.execute("VACUUM")
        return gone


@contextmanager
def opened(project_dir: Path) -> Iterator[Checkpoint]:
    """The checkpoints of the project; a damaged file is renamed aside and begun anew. DataError if that fails."""
    file = project_dir / FILE
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        try:
            connection = _connected(file)
        except sqlite3.DatabaseError:
            file.replace(file.with_suffix(".damaged"))
            os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
            connection = _connected(file)
    except (OSError, sqlite3.Error) as error:
        raise DataError(f"{FILE}: Der Zwischenstand lässt sich nicht öffnen. Bitte Rechte prüfen.") from error
    with closing(connection):
        yield Checkpoint(connection)


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("quick_check")
        connection.executescript(_TABLES)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _day(message: Message) -> str:
    return message.at.date().isoformat() if message.at else ""


def _text(message: Message) -> str:
    fields = asdict(message) | {"at": message.at.isoformat() if message.at else None}
    return json.dumps(fields, sort_keys=True)


def _message(text: str) -> Message:
    fields = json.loads(text)
    return Message(
        **fields
        | {
            "at": datetime.fromisoformat(fields["at"]) if fields["at"] else None,
            "direction": Direction(fields["direction"]),
            "kind": Kind(fields["kind"]),
            "refs": tuple(fields["refs"]),
            "parties": tuple(fields["parties"]),
        }
    )
