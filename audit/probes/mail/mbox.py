"""The headers of every mail in an mbox file (RFC 4155), read as a stream: bodies are skipped, whatever their size.

A mail starts at a line „From “ with a date, at the start of the file or behind an empty line. A text line that begins
with „From “ lacks the date, and programs that keep to the format write „>From “.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from audit.errors import DataError
from audit.probes.mail.headers import MAX_BYTES

_START = re.compile(rb"From \S.{0,300}\b\d{1,2}:\d{2}(:\d{2})?\b.{0,40}\b\d{4}\b|From - .{10,60}")
_MAX_LINE = 64 * 1024


def is_mbox(head: bytes) -> bool:
    """Whether a file that begins with these bytes is an mbox."""
    return _START.match(head.partition(b"\n")[0]) is not None


def header_blocks(path: Path) -> Iterator[bytes]:
    """The header block of each mail, in the order of the file, at most 256 KiB each. DataError if unreadable."""
    try:
        with path.open("rb") as stream:
            yield from _blocks(iter(lambda: stream.readline(_MAX_LINE), b""))
    except OSError as error:
        raise DataError(
            f"{path}: Das Postfach lässt sich nicht lesen. Bitte Namen, Ort und Rechte prüfen."
        ) from error


def _blocks(lines: Iterator[bytes]) -> Iterator[bytes]:
    block: list[bytes] | None = None
    size, in_headers, after_blank, at_line_start = 0, False, True, True
    for line in lines:
        if after_blank and at_line_start and _START.match(line):
            if block is not None:
                yield b"".join(block)
            block, size, in_headers = [], 0, True
        elif in_headers and block is not None:
            in_headers = line.rstrip(b"\r\n") != b""
            if size < MAX_BYTES:
                block.append(line)
            size += len(line)
        after_blank = at_line_start and line.rstrip(b"\r\n") == b""
        at_line_start = line.endswith(b"\n")
    if block is not None:
        yield b"".join(block)
