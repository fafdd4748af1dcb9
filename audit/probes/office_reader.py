"""Read one office file (ZIP with XML: ECMA-376, ISO/IEC 26300): the lines of its text in which a contact may stand.

Text in sight and targets of links are read; comments, deleted text, pictures and files inside the file are not. Nothing is
unpacked to disk, and what a member says of its size is not believed. Runs within ``document_reader``.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from audit.probes.document_text import contact_lines


class TooMuchError(Exception):
    """More members or more text than any document of a town has."""


#: What is raised for files that need more than their share, and for damaged ones.
TOO_MUCH = (MemoryError, TooMuchError)
DAMAGE = (
    BadZipFile, etree.XMLSyntaxError, zlib.error, struct.error, ValueError, EOFError, OSError, NotImplementedError, RuntimeError,
)  # fmt: skip
MOST_MEMBERS = 5_000
MOST_BYTES = 40_000_000
_CHUNK = 65_536
_OLE = b"\xd0\xcf\x11\xe0"
_MAIN = r"word/document\d*|xl/workbook\d*|ppt/presentation\d*|content"
_MAIN_PART = re.compile(rf"(?:{_MAIN})\.xml")
_PARTS = re.compile(
    rf"(?:{_MAIN}|styles|word/(?:header|footer|footnotes|endnotes)\d*|xl/(?:sharedStrings|worksheets/sheet\d+)"
    r"|ppt/(?:slides/slide|notesSlides/notesSlide)\d+|(?:word|ppt|xl)/diagrams/data\d+)\.xml"
    r"|(?:word|ppt/slides|xl/worksheets)/_rels/[\w.]+\.rels"
)
_PASSWORD = "EncryptedPackage".encode("utf-16-le")  # as [MS-OFFCRYPTO] names it
_PARAGRAPHS = {"p", "h", "si", "is", "v"}
#: Where OOXML keeps text; in ODF all text of a paragraph counts.
_RUNS = {"t", "v"}
_BREAKS = {"br": "\n", "cr": "\n", "line-break": "\n", "tab": "\t", "s": " "}
_ODF_LINK = "{http://www.w3.org/1999/xlink}href"
_CONTACT_LINK = re.compile(r"(?:mailto|tel):([^?]+)", re.I)
#: Not in sight, or there twice: deleted and commented text, what older programs show instead, how Japanese is read.
_UNSEEN = {"tracked-changes", "annotation", "Fallback", "rPh"}
_LOCKED = {"problem": "ist mit einem Kennwort verschlossen"}
_NO_OFFICE_FILE = {"problem": "ist kein Office-Dokument", "is_damaged": True}


def facts(data: bytes) -> dict[str, Any]:
    """``contact_lines``, or the ``problem`` with it; TOO_MUCH and DAMAGE for files that cannot be read."""
    if data.startswith(_OLE) and _PASSWORD in data:
        return _LOCKED
    if not data.startswith(b"PK"):
        return _NO_OFFICE_FILE
    with ZipFile(io.BytesIO(data)) as archive:
        members = {member.filename: member for member in archive.infolist()}
        if len(archive.infolist()) > MOST_MEMBERS:
            raise TooMuchError
        parts = [members[name] for name in sorted(members) if _PARTS.fullmatch(name)]
        if _is_locked(archive, members):
            return _LOCKED
        if not any(_MAIN_PART.fullmatch(part.filename) for part in parts):
            return _NO_OFFICE_FILE
        return {"contact_lines": contact_lines((0, line) for line in _lines(archive, parts))}


def _is_locked(archive: ZipFile, members: Mapping[str, ZipInfo]) -> bool:
    """Whether ODF encrypted the file as a whole, or its members, which only the list of them tells; or ZIP did."""
    if "encrypted-package" in members or any(member.flag_bits & 1 for member in members.values()):
        return True
    manifest = members.get("META-INF/manifest.xml")
    listed = b"".join(islice(_chunks(archive, manifest), 16)) if manifest else b""
    return b"encryption-data" in listed


def _lines(archive: ZipFile, parts: Iterable[ZipInfo]) -> Iterator[str]:
    left = MOST_BYTES
    for part in parts:
        text = _Text(takes_all=part.filename in ("content.xml", "styles.xml"))
        parser = etree.XMLParser(target=text, resolve_entities=False, no_network=True, huge_tree=False)
        for chunk in _chunks(archive, part):
            left -= len(chunk)
            if left < 0:
                raise TooMuchError
            parser.feed(chunk)
            yield from text.take()
        parser.close()
        yield from text.take()


def _chunks(archive: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    """The bytes of a member; only by the methods both standards allow, whose reading is bounded."""
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile(f"method {member.compress_type}")
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


class _Text:
    """Target of the parser: collects paragraphs and cells, those within others (boxes, notes) each for itself."""

    def __init__(self, takes_all: bool) -> None:
        self._takes_all = takes_all
        self._done: list[str] = []
        self._open: list[list[str]] = []
        self._runs = self._unseen = 0
        self._is_text_cell = False

    def take(self) -> list[str]:
        """The lines that ended since the last call."""
        done, self._done = self._done, []
        return done

    def doctype(self, *declared: str | None) -> None:
        """Neither standard allows one; they are where bombs of entities start."""
        raise ValueError("document type declaration")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _local(tag)
        self._unseen += name in _UNSEEN
        self._runs += name in _RUNS
        if name == "c":
            self._is_text_cell = attributes.get("t") == "str"
        elif name in _PARAGRAPHS:
            self._open.append([])
        elif name in _BREAKS:
            self._add(_BREAKS[name])
        link = attributes.get("Target") or attributes.get(_ODF_LINK) or ""
        if not self._unseen and (match := _CONTACT_LINK.match(link)):
            self._done.append(unquote(match[1]))

    def data(self, text: str) -> None:
        if self._takes_all:
            self._add(text.replace("\n", " "))  # in ODF any white space is a space
        elif self._runs:
            self._add(text)

    def end(self, tag: str) -> None:
        name = _local(tag)
        self._runs -= name in _RUNS
        if name in _PARAGRAPHS:
            text = "".join(self._open.pop())
            if name != "v" or self._is_text_cell:  # else a number, or the place of a text
                self._done += text.split("\n")
        self._unseen -= name in _UNSEEN

    def close(self) -> None:
        self._open.clear()

    def _add(self, text: str) -> None:
        if self._open and not self._unseen:
            self._open[-1].append(text)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
