"""PDF files that the site links to, as data: what they say of themselves, and where the first link to them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit

from audit.model import Where
from audit.site import Link, Page, Site


@dataclass(frozen=True, slots=True)
class PdfContact:
    """A number or address in a PDF: the page, as written, and in the form of ``audit.contact_text``."""

    page: int
    written: str
    value: str


@dataclass(frozen=True, slots=True)
class Pdf:
    """What a PDF file is like; facts nobody could read are None.

    ``contacts`` are the telephone numbers and mail addresses in its text, with their page; ``problem`` is a German half sentence where the file could not be read, else empty; ``is_damaged`` says that its
    bytes are to blame. ``bytes`` is its size. ``has_tags`` means marked as tagged with a structure tree that has
    elements, ``is_marked`` only one of both. ``language`` stands in the catalog or at an element. ``has_text`` and
    ``has_pictures`` were looked for on the first pages (``pages_read``), ``loose_fonts`` are not embedded. ``allows_reading``
    is False where the encryption keeps screen readers out; ``changed`` is the newest date the file tells of itself.
    """

    problem: str = ""
    is_damaged: bool = False
    bytes: int | None = None
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
    contacts: tuple[PdfContact, ...] = ()


@dataclass(frozen=True)
class LinkedPdf:
    """A PDF, its address as links give it, and the first link to it."""

    address: str
    pdf: Pdf
    page: Page
    link: Link

    @property
    def parts(self) -> dict[str, Any]:
        """Page, target and place of the link, as parts of a finding."""
        file = unquote(self.address).rpartition("/")[2]  # as links and notations of pages write it
        target = self.page.place_of_link(self.link).target
        return {"page": self.page.url, "target": target, "where": Where(literal=file)}


def linked_pdfs(site: Site) -> Mapping[str, tuple[Page, Link]]:
    """The site's own PDF files that exist, by address, with the first page and link that lead to each."""
    found: dict[str, tuple[Page, Link]] = {}
    for page in sorted(site.pages.values(), key=lambda page: page.url):
        for link in page.links:
            if link.address not in found and _is_own(link, page) and not site.is_missing(link.address):
                found[link.address] = (page, link)
    return found


def known_pdfs(site: Site, pdfs: Mapping[str, Pdf]) -> Iterator[LinkedPdf]:
    """The PDF files that were looked at, each once."""
    for address, (page, link) in linked_pdfs(site).items():
        if address in pdfs:
            yield LinkedPdf(address, pdfs[address], page, link)


def _is_own(link: Link, page: Page) -> bool:
    if not link.address.lower().endswith(".pdf"):
        return False
    return link.is_internal or urlsplit(link.address).netloc == urlsplit(page.address).netloc
