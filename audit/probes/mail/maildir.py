"""The headers of every mail in a Maildir folder (``cur`` and ``new``; ``tmp`` holds halves). Subfolders are sources of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from audit.errors import DataError
from audit.probes.mail.headers import MAX_BYTES

_FOLDERS = ("cur", "new")


def is_maildir(folder: Path) -> bool:
    """Whether the folder is a Maildir."""
    return any((folder / name).is_dir() for name in _FOLDERS)


def header_blocks(folder: Path) -> Iterator[bytes]:
    """The header block of each mail, sorted by file name, without drafts. DataError if unreadable."""
    try:
        for name in _FOLDERS:
            entries = sorted((folder / name).iterdir()) if (folder / name).is_dir() else []
            for file in entries:
                if file.is_file() and not file.is_symlink() and not _is_draft(file.name):
                    with file.open("rb") as stream:
                        yield _headers(stream.read(MAX_BYTES))
    except OSError as error:
        raise DataError(
            f"{folder}: Das Postfach lässt sich nicht lesen. Bitte Ort und Rechte prüfen."
        ) from error


def _is_draft(name: str) -> bool:
    """Whether the flags behind „:2,“ say so (D: draft)."""
    return "D" in name.rpartition(":2,")[2] if ":2," in name else False


def _headers(start: bytes) -> bytes:
    """Up to the empty line, so that nothing of the text is looked at."""
    ends = [place for place in (start.find(b"\n\n"), start.find(b"\r\n\r\n")) if place >= 0]
    return start[: min(ends)] if ends else start
