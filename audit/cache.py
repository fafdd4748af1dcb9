"""Content-addressed cache of measured facts (SQLite). May be deleted at any time; a damaged file is replaced.

A key is a hash over everything the value depends on, so entries never go stale and failures are never stored.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

_VERSION = 1


class Cache:
    """Key → JSON value. With ``path`` None nothing is kept."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _open(path)

    def after_fork(self) -> None:
        """In a forked process: a connection of its own. That of the parent is neither used nor closed, as SQLite demands."""
        if self._path is not None:
            self._inherited = self._connection
            self._connection = sqlite3.connect(self._path, timeout=10)

    @property
    def is_kept(self) -> bool:
        """Whether values survive at all."""
        return self._path is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be known yet."""
        try:
            return (
                self._connection is None
                or self._connection.execute("SELECT 1 FROM fact LIMIT 1").fetchone() is None
            )
        except sqlite3.DatabaseError:
            return True  # damaged: as good as not there

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        """The values that are there and whole."""
        if self._connection is None:
            return {}
        found = {}
        for key in keys:
            try:
                row = self._connection.execute("SELECT value FROM fact WHERE key = ?", (key,)).fetchone()
                stored, value = json.loads(zlib.decompress(row[0])) if row else (None, None)
            except (sqlite3.DatabaseError, zlib.error, ValueError, TypeError):
                continue  # damaged: as good as not there, it is measured again
            if stored == key:
                found[key] = value
        return found

    def has(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of the keys that there is a value for, whole or not."""
        if self._connection is None:
            return frozenset()
        try:
            return frozenset(
                key
                for key in keys
                if self._connection.execute("SELECT 1 FROM fact WHERE key = ?", (key,)).fetchone()
            )
        except sqlite3.DatabaseError:
            return frozenset()  # damaged: as good as not there

    def put(self, key: str, value: Any) -> None:
        """Keep a JSON value; it is on disk when this returns. A damaged file is replaced by a new one."""
        self.put_many({key: value})

    def put_many(self, values: Mapping[str, Any]) -> None:
        """Keep several values at once, all or none of them."""
        if self._connection is None or self._path is None or not values:
            return
        rows = [(key, _packed(key, value)) for key, value in values.items()]
        try:
            _insert(self._connection, rows)
        except sqlite3.DatabaseError:
            self._connection = _renew(self._connection, self._path)
            _insert(self._connection, rows)

    def forget(self, key: str) -> None:
        """Throw one value away."""
        if self._connection is not None:
            with self._connection:
                self._connection.execute("DELETE FROM fact WHERE key = ?", (key,))

    def close(self) -> None:
        """Release the file."""
        if self._connection is not None:
            self._connection.close()

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def hash_of(*parts: str | bytes) -> str:
    """One hash over all parts, each with its length, so that no two lists of parts collide by joining."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10, check_same_thread=False)
    try:
        whole = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        if whole and connection.execute("PRAGMA user_version").fetchone()[0] in (0, _VERSION):
            connection.execute(
                "CREATE TABLE IF NOT EXISTS fact (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID"
            )
            connection.execute(f"PRAGMA user_version = {_VERSION}")
            return connection
    except sqlite3.DatabaseError:
        pass  # damaged: replaced, since everything in it can be measured again
    return _renew(connection, path)


def _renew(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    connection.close()
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    return _open(path)


def _packed(key: str, value: Any) -> bytes:
    return zlib.compress(json.dumps([key, value], ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def _insert(connection: sqlite3.Connection, rows: list[tuple[str, bytes]]) -> None:
    with connection:
        connection.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", rows)
