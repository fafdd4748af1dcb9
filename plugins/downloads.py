"""Files to download: what they are, how large, in which language, and the page that says the same without a file.

Source: ``dokumente.yaml`` in the site's folder; the files lie in ``dokumente/``. ``[[dokument:datei.pdf]]`` alone in a
paragraph shows one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from plugins.field_types import Language, Strict, matching
from plugins.paragraphs import is_alone, line_of
from plugins.problems import Problem, did_you_mean
from plugins.yaml_source import YamlSource

if TYPE_CHECKING:
    from plugins.content_model import PageSource, SiteContent

FILE, FOLDER = "dokumente.yaml", "dokumente"
NOTATION = re.compile(r"\[\[dokument:([^\]\n]*)\]\]")
_LINK = re.compile(r"\]\(\s*<?(?:\.{0,2}/)*dokumente/[^)]*\)")
_FORMATS = {
    "pdf": "PDF",
    "docx": "Word",
    "odt": "OpenDocument",
    "xlsx": "Excel",
    "csv": "CSV",
    "ics": "Kalender",
}
_LANGUAGES = {
    "de": "Deutsch",
    "en": "Englisch",
    "tr": "Türkisch",
    "uk": "Ukrainisch",
    "ru": "Russisch",
    "ar": "Arabisch",
}
_FileName = Annotated[
    str,
    matching(
        rf"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:{'|'.join(_FORMATS)})",
        f"Erlaubt sind Namen wie „checkliste-heim.pdf“ (a–z, 0–9, Bindestriche) mit {', '.join(_FORMATS)}.",
    ),
]


class DocumentMeta(Strict):
    """A file: its title, its language, and ``twin``, the page (a path below the site's folder) with the same content."""

    title: Annotated[str, Field(min_length=3, max_length=90)]
    language: Language = "de"
    twin: str


class DocumentsFile(Strict):
    """dokumente.yaml: name of the file → what it is."""

    documents: Mapping[_FileName, DocumentMeta]


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a site with the size of each in bytes (None: the file is not there), and lines in ``file``."""

    file: str = FILE
    entries: Mapping[str, DocumentMeta] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class Download:
    """A document as the component ``download`` shows it; the twin is empty on the twin itself."""

    url: str
    title: str
    format: str
    size: str
    language: str
    language_name: str
    twin_url: str = ""
    twin_title: str = ""


def documents_of(source: YamlSource, file: DocumentsFile, folder: Path) -> Documents:
    """The validated file with its lines and what lies in ``folder``."""
    return Documents(source.file, MappingProxyType(dict(file.documents)), _sizes(folder), source.lines)


def download_of(name: str, content: SiteContent, shown_on: PageSource) -> Download:
    """The document as it is shown on a page; KeyError if there is none."""
    meta = content.documents.entries[name]
    twin = content.pages[meta.twin]
    is_twin = twin is shown_on
    return Download(
        f"/{FOLDER}/{name}",
        meta.title,
        _FORMATS[name.rpartition(".")[2]],
        spoken_size(content.documents.sizes[name]),
        meta.language,
        _LANGUAGES.get(meta.language, meta.language),
        "" if is_twin else twin.url,
        "" if is_twin else twin.meta.title,
    )


def spoken_size(size: int) -> str:
    """Bytes as people compare them.

    >>> spoken_size(400), spoken_size(41_600), spoken_size(1_260_000)
    ('1\\xa0kB', '42\\xa0kB', '1,3\\xa0MB')
    """
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}\N{NO-BREAK SPACE}kB"
    return f"{size / 1_000_000:.1f}\N{NO-BREAK SPACE}MB".replace(".", ",")


def check_file(content: SiteContent, complete: bool) -> Iterator[Problem]:
    """Files that are missing or that nobody described, and twins that are no page."""
    documents = content.documents
    for name, meta in documents.entries.items():
        path = f"documents.{name}"
        if name not in documents.sizes:
            message = f"Die Datei „{FOLDER}/{name}“ fehlt. {did_you_mean(name, documents.sizes)}"
            yield Problem(documents.file, documents.lines.get(path, 1), message, path)
        if complete and meta.twin not in content.pages:
            path += ".twin"
            message = f"Die Seite „{meta.twin}“ gibt es nicht. {did_you_mean(meta.twin, content.pages)}"
            yield Problem(documents.file, documents.lines.get(path, 1), message, path)
    for name in sorted(set(documents.sizes) - set(documents.entries)):
        hint = f"Bitte in {documents.file} mit Titel und Zwillings-Seite eintragen oder löschen."
        folder = documents.file.rpartition("/")[0]
        yield Problem(f"{folder}/{FOLDER}/{name}", 0, f"Niemand weiß, was diese Datei ist. {hint}")


def check_page(page: PageSource, content: SiteContent) -> Iterator[Problem]:
    """Documents that are not in the file, links that say nothing about the file, downloads inside a sentence."""
    for match in NOTATION.finditer(page.body):
        if match[1] not in content.documents.entries:
            hint = did_you_mean(match[1], content.documents.entries)
            message = f"Das Dokument „{match[1]}“ steht nicht in {content.documents.file}. {hint}"
            yield Problem(page.name, line_of(page, match), message)
        elif not is_alone(page.body, match):
            message = "Ein Dokument steht für sich: bitte davor und danach eine leere Zeile."
            yield Problem(page.name, line_of(page, match), message)
    for match in _LINK.finditer(page.body):
        message = "Dieser Link sagt nichts über Format und Größe. Bitte so schreiben: [[dokument:datei.pdf]]"
        yield Problem(page.name, line_of(page, match), message)


def _sizes(folder: Path) -> Mapping[str, int]:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return MappingProxyType(
        {path.name: path.stat().st_size for path in files if path.is_file() and not path.name.startswith(".")}
    )
