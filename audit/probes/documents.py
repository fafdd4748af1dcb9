"""Look at the documents a site links to: each in a process of its own, with limits, and only once for the same bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from audit.cache import Cache, hash_of
from audit.documents import KINDS, Document, DocumentContact, Kind, Pdf, suffix_of
from audit.probes import document_reader, text_reader
from audit.probes.http import Fetcher
from audit.site import Site
from audit.texts.contact_text import contacts_in

#: Larger files are not read: nobody opens them on a phone either.
MOST_BYTES = 50_000_000
_SECONDS = 40
_TOO_HARD = "braucht zu viel Zeit oder Speicher"
_HERE = Path(__file__).parent
#: What each kind is read with: modules beside this one, and the library.
_READERS = {
    Kind.PDF: (("pdf_reader.py", "document_text.py"), "pypdf"),
    Kind.OFFICE: (("office_reader.py", "document_text.py"), "lxml"),
    Kind.TEXT: (("text_reader.py", "document_text.py"), ""),
}
#: How the number is told that comes with a contact, where there is one.
_PLACES = {Kind.PDF: "auf Seite {}", Kind.TEXT: "in Zeile {}"}

Progress = Callable[[int, int], None]


def read_all(
    site: Site,
    folder: Path | None,
    cache: Cache,
    jobs: int,
    kinds: Collection[Kind] = tuple(Kind),
    progress: Progress = lambda done, total: None,
) -> Mapping[str, Document]:
    """Facts about every own document of these kinds that is linked, by address; those that cannot be read say so."""
    addresses = [address for address in site.documents if KINDS[suffix_of(address)] in kinds]
    fetch = _from_folder(folder) if folder else _from_web(site.base)
    found: dict[str, Document] = {}
    with ThreadPoolExecutor(max(1, min(jobs, 4))) as pool:
        # the cache belongs to this thread, so the workers only fetch and read
        for start in range(0, len(addresses), jobs):  # few files at a time: memory stays bounded
            part = addresses[start : start + jobs]
            loaded = dict(zip(part, pool.map(fetch, part), strict=True))
            found |= _read_part(loaded, cache, pool)
            progress(len(found), len(addresses))
    return found


def _read_part(
    loaded: Mapping[str, bytes | str], cache: Cache, pool: ThreadPoolExecutor
) -> dict[str, Document]:
    keys = {address: _key(address, data) for address, data in loaded.items() if isinstance(data, bytes)}
    known = cache.get_many(keys.values())
    todo = {key: (loaded[address], suffix_of(address)) for address, key in keys.items() if key not in known}
    measured = dict(zip(todo, pool.map(lambda item: read(*item), todo.values()), strict=True))
    cache.put_many({key: facts for key, facts in measured.items() if facts.get("problem") != _TOO_HARD})
    known |= measured
    return {
        address: _document(address, {**known[keys[address]], "bytes": len(data)})
        if address in keys
        else _document(address, {"problem": data})
        for address, data in loaded.items()
    }


def read(data: bytes, suffix: str) -> dict[str, Any]:
    """Facts about one document as its reader tells them, or the ``problem`` with it. Never raises for what is in the file."""
    kind = KINDS[suffix]
    if kind is Kind.TEXT:  # nothing in it that could harm
        return text_reader.facts(data, suffix)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", document_reader.__name__, kind],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": str(_HERE.parents[1])},
        )
    except subprocess.TimeoutExpired:
        return {"problem": _TOO_HARD}
    if done.returncode == 0:
        return json.loads(done.stdout)
    if done.returncode in (document_reader.TOO_HARD, -signal.SIGXCPU, -signal.SIGKILL):
        return {"problem": _TOO_HARD}
    return {"problem": "ist beschädigt", "is_damaged": True}


def _document(address: str, facts: Mapping[str, Any]) -> Document:
    kind = KINDS[suffix_of(address)]
    values = dict(facts)
    values["contacts"] = tuple(
        DocumentContact(found.written, found.value, _PLACES.get(kind, "").format(number))
        for number, line in values.pop("contact_lines", ())
        for found in contacts_in(line)
    )
    if kind is not Kind.PDF:
        return Document(**values)
    for name in ("loose_fonts", "links"):
        values[name] = tuple(values.get(name, ()))
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


def _key(address: str, data: bytes) -> str:
    suffix = suffix_of(address)
    return hash_of(suffix, *_reader_version(KINDS[suffix]), data)


@cache
def _reader_version(kind: Kind) -> tuple[str | bytes, ...]:
    """Everything the facts depend on beside the file."""
    modules, library = _READERS[kind]
    return (version(library) if library else "", *((_HERE / module).read_bytes() for module in modules))
