"""Read one PDF: what it is like, and the lines of its text in which a contact may stand. Runs within ``document_reader``."""

from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pypdf import PasswordType, PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from audit.probes.document_text import contact_lines

#: Pages that are searched for text, pictures, fonts and links; more would say nothing new.
PAGES = 30
_ELEMENTS = 2_000
_STREAM = 5_000_000
_MOST_LINKS = 500
#: Text is taken out of pages only for so long, and only where little is drawn.
_TEXT_SECONDS, _TEXT_CONTENT = 5.0, 300_000
#: Bits 5 (copying) and 10 (copying for the disabled) of the permissions, ISO 32000-1, table 22.
_COPY, _READ_ALOUD = 1 << 4, 1 << 9
#: What is raised for files that need more than their share; pypdf guards against streams that unpack to too much.
TOO_MUCH = (MemoryError, LimitReachedError)
#: What pypdf raises on damaged files; beside its own errors it is written down nowhere.
DAMAGE = (
    PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, NotImplementedError, RecursionError, OSError,
    zlib.error, struct.error, OverflowError, UnicodeError,
)  # fmt: skip
_SHOWS_TEXT = (b"Tj", b"TJ", b"'", b'"')


def facts(data: bytes) -> dict[str, Any]:
    """Facts named as in ``audit.documents.Pdf`` with ``contact_lines``; TOO_MUCH and DAMAGE for files that cannot be read."""
    if b"%PDF-" not in data[:1024]:  # where the standard wants it
        return {"problem": "ist kein PDF", "is_damaged": True}
    reader = PdfReader(io.BytesIO(data), strict=False)
    found: dict[str, Any] = {"allows_reading": _allows_reading(reader)}
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        return found | {"problem": "ist mit einem Kennwort verschlossen"}
    catalog = reader.trailer["/Root"].get_object()
    tree = _dictionary(catalog.get("/StructTreeRoot"))
    marked = bool(_dictionary(catalog.get("/MarkInfo")).get("/Marked"))
    languages = [_text(catalog.get("/Lang")), *(_text(element.get("/Lang")) for element in _elements(tree))]
    has_elements = next(_elements(tree), None) is not None
    info = reader.metadata
    return found | {
        "pages": len(reader.pages),
        "has_tags": marked and has_elements,
        "is_marked": marked or has_elements,
        "language": next(filter(None, languages), ""),
        "title": _title(reader),
        "shows_title": bool(_dictionary(catalog.get("/ViewerPreferences")).get("/DisplayDocTitle")),
        "changed": _newest(info.modification_date_raw, info.creation_date_raw) if info else None,
        **_pages(reader),
    }


def _pages(reader: PdfReader) -> dict[str, Any]:
    """What the first pages hold."""
    has_text, has_pictures, links = False, False, []
    lines: list[tuple[int, str]] = []
    started = time.process_time()
    fonts: dict[str, bool] = {}
    count = min(PAGES, len(reader.pages))
    for number in range(count):
        page, size, says = reader.pages[number], 0, False
        for resources, content in _contents(page):
            size, says = size + len(content), says or _shows_text(content)
            has_pictures = has_pictures or any(
                item.get("/Subtype") == "/Image" for item in _values(resources, "/XObject")
            )
            fonts |= {
                _text(font.get("/BaseFont")): _is_embedded(font) for font in _values(resources, "/Font")
            }
        links += list(_links(page))
        has_text = has_text or says
        if says and size < _TEXT_CONTENT and time.process_time() - started < _TEXT_SECONDS:
            lines += [(number + 1, line) for line in _lines(page)]
    return {
        "pages_read": count,
        "has_text": has_text,
        "has_pictures": has_pictures,
        "loose_fonts": sorted(name for name, embedded in fonts.items() if not embedded),
        "links": list(dict.fromkeys(links))[:_MOST_LINKS],
        "contact_lines": contact_lines(lines),
    }


def _contents(page: Any) -> Iterator[tuple[DictionaryObject, bytes]]:
    """Resources and content of a page and of the forms drawn on it, one level deep."""
    resources = _dictionary(page.get("/Resources"))
    content = page.get_contents()
    yield resources, content.get_data()[:_STREAM] if content is not None else b""
    for item in _values(resources, "/XObject"):
        if item.get("/Subtype") == "/Form":
            yield _dictionary(item.get("/Resources")), item.get_data()[:_STREAM]


def _lines(page: Any) -> list[str]:
    """The lines of the page's text; none where the text cannot be had."""
    try:
        return page.extract_text().splitlines()
    except DAMAGE:  # fonts nobody can decode: the file itself is told about elsewhere
        return []


def _shows_text(content: bytes) -> bool:
    """Whether an operator shows text; without parsing, which takes seconds for drawings."""
    return b"BT" in content and any(sign in content for sign in _SHOWS_TEXT)


def _is_embedded(font: DictionaryObject) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    below = font.get("/DescendantFonts")
    inner = _dictionary(below.get_object()[0]) if below is not None and below.get_object() else font
    return any(
        key in _dictionary(inner.get("/FontDescriptor")) for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def _links(page: Any) -> Iterator[str]:
    annotations = page.get("/Annots")
    for annotation in (annotations.get_object() if annotations is not None else None) or ():
        uri = _dictionary(_dictionary(annotation).get("/A")).get("/URI")
        if uri is not None:
            yield _text(uri)


def _elements(tree: DictionaryObject) -> Iterator[DictionaryObject]:
    """The elements of the structure tree, those near the root first; each once, and not too many."""
    todo, seen = [tree.get("/K")], set()
    while todo and len(seen) < _ELEMENTS:
        item = todo.pop(0)
        if isinstance(item, IndirectObject):
            if item.idnum in seen:
                continue
            seen.add(item.idnum)
            item = item.get_object()
        if isinstance(item, ArrayObject):
            todo += item[:_ELEMENTS]
        elif isinstance(item, DictionaryObject) and "/S" in item:
            yield item
            todo.append(item.get("/K"))


def _title(reader: PdfReader) -> str:
    own = _text(reader.metadata.title) if reader.metadata else ""
    if own:
        return own
    metadata = reader.xmp_metadata
    return next((_text(title) for title in (metadata.dc_title or {}).values()), "") if metadata else ""


def _newest(*written: str | None) -> str | None:
    """The newest of dates as PDF writes them (``D:20190305…``), as ISO day; None without any."""
    days = []
    for text in written:
        digits = _text(text).removeprefix("D:")[:8]
        try:
            days.append(datetime.strptime(digits, "%Y%m%d").date().isoformat())
        except ValueError:
            continue  # no date, as good as none
    return max(days, default=None)


def _allows_reading(reader: PdfReader) -> bool:
    permissions = _dictionary(reader.trailer.get("/Encrypt")).get("/P")
    return permissions is None or bool(int(permissions) & (_COPY | _READ_ALOUD))


def _values(resources: DictionaryObject, name: str) -> Iterator[DictionaryObject]:
    return (_dictionary(item) for item in _dictionary(resources.get(name)).values())


def _dictionary(item: Any) -> DictionaryObject:
    """What stands behind a reference, an empty dictionary where it is none."""
    found = item.get_object() if hasattr(item, "get_object") else item
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _text(item: Any) -> str:
    found = item.get_object() if hasattr(item, "get_object") else item
    return "" if found is None else str(found).strip()
