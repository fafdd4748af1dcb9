"""Look at the PDF files a site links to: each in a process of its own, with limits, and only once for the same bytes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from audit.cache import Cache, hash_of
from audit.contact_text import contacts_in
from audit.documents import Pdf, PdfContact, linked_pdfs
from audit.probes.http import Fetcher
from audit.site import Site

#: Larger files are not read: nobody opens them on a phone either.
MOST_BYTES = 50_000_000
_SECONDS = 40
_READER = Path(__file__).with_name("pdf_reader.py")
#: Its exit code for a file that takes too much; not imported, since loading pypdf takes longer than most audits' start.
_EXIT_TOO_HARD = 3
_TOO_HARD = "braucht zu viel Zeit oder Speicher"

Progress = Callable[[int, int], None]


def read_all(
    site: Site, folder: Path | None, cache: Cache, jobs: int, progress: Progress = lambda done, total: None
) -> Mapping[str, Pdf]:
    """Facts about every own PDF that is linked, by address; files that cannot be read say so in ``problem``."""
    addresses = list(linked_pdfs(site))
    fetch = _from_folder(folder) if folder else _from_web(site.base)
    found: dict[str, Pdf] = {}
    with ThreadPoolExecutor(max(1, min(jobs, 4))) as pool:
        # the cache belongs to this thread, so the workers only fetch and read
        for start in range(0, len(addresses), jobs):  # few files at a time: memory stays bounded
            part = addresses[start : start + jobs]
            loaded = list(pool.map(fetch, part))
            keys = [_key(item) if isinstance(item, bytes) else "" for item in loaded]
            known = cache.get_many(filter(None, keys))
            todo = [item for item, key in zip(loaded, keys, strict=True) if key and key not in known]
            for data, facts in zip(todo, pool.map(read, todo), strict=True):
                if facts.get("problem") != _TOO_HARD:
                    cache.put(_key(data), facts)
                known[_key(data)] = facts
            for address, item, key in zip(part, loaded, keys, strict=True):
                found[address] = _pdf(known[key], item) if isinstance(item, bytes) else Pdf(problem=item)
            progress(len(found), len(addresses))
    return found


def read(data: bytes) -> dict[str, Any]:
    """Facts about one PDF as ``pdf_reader`` prints them, or the ``problem`` with it. Never raises for what is in the file."""
    if b"%PDF-" not in data[:1024]:  # where the standard wants it
        return {"problem": "ist kein PDF", "is_damaged": True}
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_READER)],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"problem": _TOO_HARD}
    if done.returncode == 0:
        return json.loads(done.stdout)
    if done.returncode in (_EXIT_TOO_HARD, -signal.SIGXCPU, -signal.SIGKILL):
        return {"problem": _TOO_HARD}
    return {"problem": "ist beschädigt", "is_damaged": True}


def _pdf(facts: Mapping[str, Any], data: bytes) -> Pdf:
    values = {**facts, "bytes": len(data)}
    for name in ("loose_fonts", "links"):
        values[name] = tuple(values.get(name, ()))
    lines = values.pop("contact_lines", ())
    values["contacts"] = tuple(
        PdfContact(page, found.written, found.value) for page, line in lines for found in contacts_in(line)
    )
    changed = values.get("changed")
    return Pdf(**values | {"changed": date.fromisoformat(changed) if changed else None})


def _from_folder(folder: Path) -> Callable[[str], bytes | str]:
    def fetch(address: str) -> bytes | str:
        file = (folder / address.lstrip("/")).resolve()
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            return "liegt nicht im geprüften Ordner"
        too_large = file.stat().st_size > MOST_BYTES
        return f"ist größer als {MOST_BYTES // 1_000_000} MB" if too_large else file.read_bytes()

    return fetch


def _from_web(base: str) -> Callable[[str], bytes | str]:
    fetcher = Fetcher()

    def fetch(address: str) -> bytes | str:
        parts = urlsplit(base + address if address.startswith("/") else address)
        answer = fetcher.get(parts._replace(path=quote(parts.path, safe="/%")).geturl())
        return answer.problem or answer.body

    return fetch


def _key(data: bytes) -> str:
    return hash_of(*_reader_version(), data)


@cache
def _reader_version() -> tuple[str, bytes]:
    """Everything the facts depend on beside the file."""
    return f"pdf {version('pypdf')}", _READER.read_bytes()
