"""Documents that the site links to, as data: what they say of themselves, and where the first link to them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import unquote, urlsplit

from audit.model import Where

if TYPE_CHECKING:
    from audit.page import Link, Page
    from audit.site import Site


class Kind(StrEnum):
    """What reads a document."""

    PDF = "pdf"
    OFFICE = "office"
    TEXT = "text"


#: The documents that are read, by the end of their address.
KINDS = {
    ".pdf": Kind.PDF,
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"), Kind.OFFICE),
    **dict.fromkeys((".txt", ".csv", ".ics", ".vcf"), Kind.TEXT),
}


@dataclass(frozen=True, slots=True)
class DocumentContact:
    """A number or address in a document: as written, in the form of ``audit.texts.contact_text``, and where if that is known."""

    written: str
    value: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What every document tells: the telephone numbers and mail addresses in its text, and its size in ``bytes``.

    ``problem`` is a German half sentence where it could not be read, else empty; ``is_damaged`` says that its bytes are to blame.
    """

    problem: str = ""
    is_damaged: bool = False
    bytes: int | None = None
    contacts: tuple[DocumentContact, ...] = ()


@dataclass(frozen=True, slots=True)
class Pdf(Document):
    """What a PDF file is like; facts nobody could read are None.

    ``has_tags`` means marked as tagged with a structure tree that has elements, ``is_marked`` only one of both.
    ``language`` stands in the catalog or at an element. ``has_text`` and ``has_pictures`` were looked for on the first pages
    (``pages_read``), ``loose_fonts`` are not embedded. ``allows_reading`` is False where the encryption keeps screen
    readers out; ``changed`` is the newest date the file tells of itself.
    """

    pages: int | None = None
    pages_read: int | None = None
    has_tags: bool | None = None
    is_marked: bool | None = None
    language: str | None = None
    title: str | None = None
    shows_title: bool | None = None
    has_text: bool | None = None
    has_pictures: bool | None = None
    loose_fonts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    allows_reading: bool | None = None
    changed: date | None = None


D = TypeVar("D", bound=Document, covariant=True)


@dataclass(frozen=True)
class LinkedDocument(Generic[D]):
    """A document, its address as links give it, and the first link to it."""

    address: str
    document: D
    page: Page
    link: Link

    @property
    def parts(self) -> dict[str, Any]:
        """Page, target and place of the link, as parts of a finding."""
        file = unquote(self.address).rpartition("/")[2]  # as links and notations of pages write it
        target = self.page.place_of_link(self.link).target
        return {"page": self.page.url, "target": target, "where": Where(literal=file)}


def suffix_of(address: str) -> str:
    """The end of a file's name that tells its kind.

    >>> suffix_of("/antrag.PDF"), suffix_of("/antrag/")
    ('.pdf', '')
    """
    _, dot, end = address.lower().rpartition(".")
    return "" if "/" in end else dot + end


def find_documents(site: Site) -> Mapping[str, tuple[Page, Link]]:
    """The site's own documents that exist, by address, with the first page and link that lead to each."""
    found: dict[str, tuple[Page, Link]] = {}
    seen: set[int] = set()
    goals = site.goals.documents
    for page in sorted(site.goals.users(goals), key=lambda page: page.url):
        new = goals.intersection(page.outline.numbers) - seen
        if site.is_whole:  # else what is a page's own depends on the page
            seen |= new
        for link in page.links if new else ():
            if link.address not in found and _is_own(link, page) and not site.is_missing(link.address):
                found[link.address] = (page, link)
    return found


def known_documents(site: Site, documents: Mapping[str, Document]) -> Iterator[LinkedDocument[Document]]:
    """The documents that were looked at, each once."""
    for address, (page, link) in site.documents.items():
        if address in documents:
            yield LinkedDocument(address, documents[address], page, link)


def known_pdfs(site: Site, documents: Mapping[str, Document]) -> Iterator[LinkedDocument[Pdf]]:
    """The PDF files among them."""
    for linked in known_documents(site, documents):
        if isinstance(linked.document, Pdf):
            yield LinkedDocument(linked.address, linked.document, linked.page, linked.link)


_SUFFIXES = tuple(KINDS)


def _is_own(link: Link, page: Page) -> bool:
    if not link.address.lower().endswith(_SUFFIXES):
        return False
    return link.is_internal or urlsplit(link.address).netloc == urlsplit(page.address).netloc
