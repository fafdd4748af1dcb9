"""What was last found at foreign addresses, kept between runs: SQLite, ``.cache/links.sqlite``.

Each verdict is stored the moment it is known. The file may be deleted: everything in it can be asked for again. One
that is damaged or of a newer version is put aside, never deleted or overwritten.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType

from audit.external_links import Judged, Remembered, Verdict

#: Where it lies, below the project.
FILE = ".cache/links.sqlite"
FRESH_DAYS = 7
_VERSION = 1
_TABLE = """CREATE TABLE IF NOT EXISTS address (url TEXT PRIMARY KEY, verdict TEXT NOT NULL, reason TEXT NOT NULL,
    status INTEGER NOT NULL, moved_to TEXT NOT NULL, anchors TEXT, asked TEXT NOT NULL, checked_on TEXT NOT NULL,
    failures INTEGER NOT NULL) WITHOUT ROWID"""


class LinkMemory:
    """Address → last verdict. ``notice`` is a German sentence where an unreadable file was put aside."""

    def __init__(self, path: Path) -> None:
        self.notice = ""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = self._open(path)

    def known(self, urls: Iterable[str]) -> dict[str, Remembered]:
        """What is remembered of these addresses."""
        found = {}
        for url in urls:
            row = self._row(url)
            if row is not None:
                found[url] = row
        return found

    def is_fresh(self, url: str, fragments: Iterable[str], today: date) -> bool:
        """Whether a good result is not older than seven days and knows about these fragments; failures never are."""
        row = self._connection.execute(
            "SELECT verdict, checked_on, asked FROM address WHERE url = ?", (url,)
        ).fetchone()
        if row is None or row[0] != Verdict.FINE:
            return False
        age = today - date.fromisoformat(row[1])
        return timedelta(0) <= age < timedelta(days=FRESH_DAYS) and set(fragments) <= set(json.loads(row[2]))

    def keep(self, url: str, judged: Judged, asked: Iterable[str], today: date) -> None:
        """Store a verdict; on disk when this returns. Failures in a row are counted."""
        before = self._row(url)
        failures = (before.failures if before else 0) + 1 if judged.verdict is Verdict.TEMPORARY else 0
        anchors = None if judged.anchors is None else json.dumps(sorted(judged.anchors))
        values = (
            url,
            judged.verdict.value,
            judged.reason,
            judged.status,
            judged.moved_to,
            anchors,
            json.dumps(sorted(asked)),
            today.isoformat(),
            failures,
        )
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO address VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values
            )

    def moves(self) -> dict[str, str]:
        """Old address → new one, of all that moved."""
        rows = self._connection.execute(
            "SELECT url, moved_to FROM address WHERE verdict = ? ORDER BY url", (Verdict.MOVED,)
        )
        return dict(rows.fetchall())

    def __enter__(self) -> LinkMemory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def _row(self, url: str) -> Remembered | None:
        row = self._connection.execute(
            "SELECT verdict, reason, status, moved_to, anchors, checked_on, failures FROM address WHERE url = ?",
            (url,),
        ).fetchone()
        if row is None:
            return None
        verdict, reason, status, moved_to, anchors, checked_on, failures = row
        page = None if anchors is None else frozenset(json.loads(anchors))
        judged = Judged(Verdict(verdict), reason, status, moved_to, page)
        return Remembered(judged, date.fromisoformat(checked_on), failures)

    def _open(self, path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=10)
        try:
            whole = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if whole and version <= _VERSION:
                connection.execute(_TABLE)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
                return connection
            why = "ist beschädigt" if not whole else "stammt von einer neueren Version"
        except sqlite3.DatabaseError:
            why = "ist beschädigt"
        connection.close()
        return self._put_aside(path, why)

    def _put_aside(self, path: Path, why: str) -> sqlite3.Connection:
        number = 1
        while (aside := path.with_name(f"{path.name}.beiseite-{number}")).exists():
            number += 1
        path.rename(aside)
        self.notice = (
            f"Das Gedächtnis für fremde Adressen {why}; es liegt jetzt als {aside.name} daneben. "
            "Bitte die Adressen neu prüfen: dreiklick links"
        )
        return self._open(path)
