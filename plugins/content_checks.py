"""What only shows when all files of a microsite are there: names that must exist elsewhere, addresses given twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from plugins import amounts, downloads, glossary, text_components
from plugins.building.memo import KEEPS_NOTHING, Memo
from plugins.contacts import CONTACT_NOTATION
from plugins.contrast import check_contrast
from plugins.directory.entries import check_directory
from plugins.easy_language import check_readers, check_twins
from plugins.field_types import SLUG
from plugins.films.checks import check_films
from plugins.languages import check_contacts, check_languages
from plugins.logo import check_logo
from plugins.notations import unknown_ids
from plugins.portal import check_microsites
from plugins.problems import Problem, did_you_mean
from plugins.raw_html import check_html
from plugins.review_rules import check_rules
from plugins.safety import check_safety
from plugins.search.synonyms import check_synonyms
from plugins.services import SERVICE_NOTATION

if TYPE_CHECKING:
    from plugins.content_model import PageSource, SiteContent


def cross_check(content: SiteContent, complete: bool, memo: Memo = KEEPS_NOTHING) -> Iterator[Problem]:
    """Every problem between files. ``complete`` says that every page could be read: only then can one be missing."""
    around = memo.same("site", "", content.without_pages)
    for page in content.pages.values():
        yield from memo.of("checked", page.path, (page, around), lambda: _check_page(page, content))  # noqa: B023 - called at once
    yield from _check_addresses(content)
    yield from _check_registry(content)
    yield from check_microsites(content)
    yield from check_synonyms(content)
    yield from check_safety(content)
    yield from check_contrast(content)
    yield from check_languages(content, complete)
    yield from check_logo(content)
    yield from check_readers(content)
    if complete:
        yield from check_rules(content)
    yield from check_films(content)
    yield from check_directory(content, complete)
    yield from amounts.check_file(content.amounts)
    yield from downloads.check_file(content, complete)
    if complete:
        yield from glossary.check_file(content)
        yield from check_twins(content)
        yield from _check_site(content)


def _check_page(page: PageSource, content: SiteContent) -> tuple[Problem, ...]:
    """What is wrong with a page that does not depend on other pages."""
    return *_check_names(page, content), *check_text(page, content)


def _check_names(page: PageSource, content: SiteContent) -> Iterator[Problem]:
    contacts, meta = content.registry.contacts, page.meta
    if meta.contact not in contacts:
        yield _unknown(page.name, page.lines, "contact", meta.contact, contacts)
    if meta.owner not in content.meta.owners:
        yield _unknown(page.name, page.lines, "owner", meta.owner, content.meta.owners)
    folders = {PurePosixPath(path).parent.as_posix() for path in content.meta.situations} - {"."}
    for index, situation in enumerate(meta.situations):
        if situation not in folders:
            yield _unknown(page.name, page.lines, f"situations.{index}", situation, folders)
    for index, event in enumerate(meta.events):
        if event.contact and event.contact not in contacts:
            yield _unknown(page.name, page.lines, f"events.{index}.contact", event.contact, contacts)
        # as text, and only as exact as the end: a day has no time to compare
        if event.ends and str(event.ends) < str(event.starts)[: len(str(event.ends))]:
            field = f"events.{index}.ends"
            yield Problem(page.name, page.lines[field], "Das Ende liegt vor dem Beginn.", field)


def check_text(page: PageSource, content: SiteContent) -> Iterator[Problem]:
    """Everything that is asked of a page's text: all that can become wrong when nothing but a text changes.

    Films are looked at by ``check_films``, headings they stand below included.
    """
    yield from unknown_ids(page, CONTACT_NOTATION, "Den Kontakt", content.registry.contacts)
    yield from unknown_ids(page, SERVICE_NOTATION, "Den Dienst", content.meta.services)
    yield from check_contacts(page, content)
    yield from text_components.check_notations(page, content)
    yield from check_html(page)
    if not page.body.strip():
        message = "Die Seite hat keinen Text. Bitte schreiben oder die Datei löschen."
        yield Problem(page.name, page.body_line, message)


def _check_addresses(content: SiteContent) -> Iterator[Problem]:
    """Every address is well-formed and given once, also where upper and lower case are the same."""
    taken: dict[str, PageSource] = {}
    for page in content.pages.values():
        bad = next(
            (part for part in page.url.strip("/").split("/") if part and not SLUG.fullmatch(part)), None
        )
        if bad:
            hint = "Bitte Datei oder Ordner umbenennen: nur a–z, 0–9 und einzelne Bindestriche."
            yield Problem(page.name, 0, f"„{bad}“ kann nicht in der Adresse stehen. {hint}")
        other = taken.setdefault(page.url.casefold(), page)
        if other is not page:
            hint = "Bitte eine der beiden Dateien umbenennen oder einen anderen slug wählen."
            message = f"Die Adresse {page.url} hat schon {other.name}. {hint}"
            yield Problem(page.name, page.lines.get("slug", 1), message, "slug")


def _check_registry(content: SiteContent) -> Iterator[Problem]:
    registry = content.registry
    for contact_id, contact in registry.contacts.items():
        if contact.deputy and contact.deputy not in registry.contacts:
            field = f"{contact_id}.deputy"
            yield _unknown(registry.file, registry.lines, field, contact.deputy, registry.contacts)


def _check_site(content: SiteContent) -> Iterator[Problem]:
    for field in ("menu", "footer", "situations"):
        for index, path in enumerate(getattr(content.meta, field)):
            if path not in content.pages:
                yield _unknown(content.file, content.lines, f"{field}.{index}", path, content.pages)
    if content.meta.contact not in content.registry.contacts:
        yield _unknown(
            content.file, content.lines, "contact", content.meta.contact, content.registry.contacts
        )
    if "index.md" not in content.pages:
        yield Problem(content.file, 0, "Die Startseite fehlt. Bitte die Datei index.md anlegen.")


def _unknown(file: str, lines: Mapping[str, int], field: str, value: str, allowed: Iterable[str]) -> Problem:
    message = f"„{value}“ gibt es nicht. {did_you_mean(value, allowed)}"
    return Problem(file, lines.get(field, 1), message, field)
