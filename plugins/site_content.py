"""Load everything a microsite is made of and check it as a whole, before Pelican starts.

Settings read: ``SITE_DIR`` (folder of the site), ``SHARED_DIR`` (folder with contacts.yaml), ``PROJECT_DIR``,
``PREVIEW`` (show what waits for approval).
Signal used: ``initialized``; the loaded ``SiteContent`` is then in ``settings["SITE_CONTENT"]``, and the settings
that Pelican wants from a site (name, address, language) are set from site.yaml.
Raises ContentError with every problem found, in German.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from pelican import Pelican, signals

from plugins import amounts, build_stamp
from plugins.content_checks import cross_check
from plugins.content_model import Neighbour, PageSource, Registry, SiteContent
from plugins.content_schema import ContactsFile, PageMeta, SiteMeta
from plugins.directory import ENTRY_FOLDER, EntryMeta
from plugins.directory_pages import make_directory
from plugins.four_eyes import explain, without_waiting
from plugins.offer_schema import OFFER_FOLDER, OfferMeta
from plugins.offers import make_offer_pages
from plugins.overviews import make_overviews
from plugins.problems import ContentError, Problem
from plugins.review_rules import with_interval
from plugins.schema_messages import validated
from plugins.site_values import with_site_values
from plugins.statement import make_statement
from plugins.text_sources import read_text_sources
from plugins.yaml_source import MarkdownSource, read_markdown, read_yaml

Source = TypeVar("Source")
#: Endings that editors and operating systems make of ".md"; such a page would be missing without a word.
_ALMOST_MARKDOWN = (".md", ".md.txt", ".markdown", ".mdown", ".mkd")
#: Pages that every microsite has, unless it has a file of the same path: below the shared folder.
SHARED_PAGES = "seiten"
#: Folders whose pages (their index.md excepted) have more fields than others.
PAGE_MODELS: Mapping[str, type[PageMeta]] = {ENTRY_FOLDER: EntryMeta, OFFER_FOLDER: OfferMeta}
#: What makes pages from the pages and data that were read. Each function gets the site as it is by then.
PAGE_MAKERS: tuple[Callable[[SiteContent], Iterable[PageSource]], ...] = (
    make_directory,
    make_offer_pages,
    make_statement,
    make_overviews,
)


def load_site(
    site_dir: Path, shared_dir: Path, project_dir: Path, *, include_waiting: bool = False
) -> SiteContent:
    """Read and check one microsite; ContentError with all problems of all files if there is any.

    Pages that wait for their approval are left out unless ``include_waiting``.
    """
    problems: list[Problem] = []

    def name_of(path: Path) -> str:
        return path.relative_to(project_dir).as_posix()

    def attempt(read: Callable[[Path, str], Source], path: Path) -> Source | None:
        try:
            return read(path, name_of(path))
        except ContentError as error:
            problems.extend(error.problems)
            return None

    site_yaml = attempt(read_yaml, site_dir / "site.yaml")
    contacts_yaml = attempt(read_yaml, shared_dir / "contacts.yaml")
    site = site_yaml and validated(SiteMeta, site_yaml, problems)
    contacts = contacts_yaml and validated(ContactsFile, contacts_yaml, problems)

    texts = read_text_sources(site_dir, shared_dir, lambda path: attempt(read_yaml, path), problems)
    pages: dict[str, PageSource] = {}
    amounts_of: dict[str, frozenset[str]] = {}
    for folder in (shared_dir / SHARED_PAGES, site_dir):
        for path in _markdown_files(folder, name_of, problems):
            source = attempt(read_markdown, path)
            relative = path.relative_to(folder).as_posix()
            pages.pop(relative, None)  # the site's own page takes the place of the shared one
            page = source and page_source(relative, name_of(path), source, site, texts.amounts, problems)
            if source and page:
                amounts_of[relative] = amounts.groups_used(source, texts.amounts)
                pages[relative] = page
    if not (site_yaml and site and contacts_yaml and contacts):
        raise ContentError(problems)
    pages = {path: with_site_values(page, site, problems) for path, page in pages.items()}
    lines = {key.removeprefix("contacts."): line for key, line in contacts_yaml.lines.items()}
    registry = Registry(contacts_yaml.file, MappingProxyType(dict(contacts.contacts)), lines)
    content = SiteContent(
        site_dir.name,
        site_yaml.file,
        site,
        site_yaml.lines,
        pages,
        registry,
        site.clock or build_stamp.today(),
        _neighbours(site_dir),
        site_dir,
        shared_dir,
        **texts._asdict(),
        amounts_of=amounts_of,
    )
    content = _without_past_pages(content)
    if not include_waiting:
        content = without_waiting(content)
    content, is_complete = _with_made_pages(content, problems)
    in_order = sorted(content.pages.values(), key=lambda page: PurePosixPath(page.path))
    pages = {page.path: replace(page, body=texts.amounts.filled(page.body)) for page in in_order}
    content = replace(content, pages=MappingProxyType(pages))
    problems += cross_check(content, complete=is_complete)
    if problems:
        raise ContentError([*problems, *explain(content)])
    return content


def _with_made_pages(content: SiteContent, problems: list[Problem]) -> tuple[SiteContent, bool]:
    """The site with the pages made from its data, and whether it is complete; none are made where something is wrong."""
    is_complete = not problems
    for make_pages in PAGE_MAKERS if is_complete else ():
        try:
            made = {page.path: page for page in make_pages(content)}
        except ContentError as error:
            problems.extend(error.problems)
            is_complete = False
        else:
            content = replace(content, pages=content.pages | made)
    return content, is_complete


def _without_past_pages(content: SiteContent) -> SiteContent:
    """The site without the pages that are of no use any more (``PageMeta.gone_after``); it counts them instead."""

    def is_past(page: PageSource) -> bool:
        return page.meta.gone_after is not None and page.meta.gone_after < content.today

    pages = {path: page for path, page in content.pages.items() if not is_past(page)}
    return replace(content, pages=pages, past_pages=len(content.pages) - len(pages))


def _model(path: str) -> type[PageMeta]:
    folder, _, name = path.rpartition("/")
    return PageMeta if name == "index.md" else PAGE_MODELS.get(folder, PageMeta)


def page_source(
    path: str,
    name: str,
    source: MarkdownSource,
    site: SiteMeta | None,
    known: amounts.Amounts,
    problems: list[Problem],
) -> PageSource | None:
    """The page that a Markdown file is, with notations still in its text; None after noting what is wrong with it."""
    filled = with_interval(amounts.filled_source(source, known), site, path)
    meta = validated(_model(path), filled.meta, problems)
    return PageSource(path, name, meta, filled.meta.lines, filled.body, filled.body_line) if meta else None


def _neighbours(site_dir: Path) -> Mapping[str, Neighbour]:
    """The other microsites of the project; one whose site.yaml cannot be read now is told when it is built itself."""
    neighbours = {}
    for file in sorted(site_dir.parent.glob("*/site.yaml")):
        try:
            meta = SiteMeta.model_validate(dict(read_yaml(file, file.name).data))
        except (ContentError, ValueError):
            continue
        found = (path for path in file.parent.rglob("*.md") if path.is_file() and not path.is_symlink())
        pages = {path.relative_to(file.parent).as_posix(): path for path in found}
        neighbours[file.parent.name] = Neighbour(meta.title, meta.host, frozenset(pages), _slugs(pages))
    return MappingProxyType(neighbours)


def _slugs(pages: Mapping[str, Path]) -> Mapping[str, str]:
    """What the pages write as ``slug``. Whether the rest of them is valid is told when their own site is built."""
    found = {name: build_stamp.slug_of(path) for name, path in pages.items()}
    return MappingProxyType({name: slug for name, slug in found.items() if slug})


def _markdown_files(site_dir: Path, name_of: Callable[[Path], str], problems: list[Problem]) -> list[Path]:
    """All Markdown files, sorted. Links are refused: one that points upwards would multiply every page."""
    found = []
    for folder, folders, files in os.walk(site_dir, followlinks=False):
        for entry in folders + files:
            path = Path(folder, entry)
            if path.is_symlink():
                hint = "Bitte die Datei selbst ablegen."
                message = f"Verknüpfungen (Symlinks) sind im Inhalt nicht erlaubt. {hint}"
                problems.append(Problem(name_of(path), 0, message))
            elif entry.endswith(".md") and path.is_file():
                found.append(path)
            elif entry.lower().endswith(_ALMOST_MARKDOWN):
                message = "Diese Datei wird keine Seite. Bitte umbenennen: Seiten enden auf „.md“."
                problems.append(Problem(name_of(path), 0, message))
    return sorted(found)


def load_into_settings(pelican: Pelican) -> None:
    """Receiver of ``initialized``."""
    settings = pelican.settings
    content = load_site(
        Path(settings["SITE_DIR"]),
        Path(settings["SHARED_DIR"]),
        Path(settings["PROJECT_DIR"]),
        include_waiting=settings["PREVIEW"],
    )
    settings["SITE_CONTENT"] = content
    settings["SITENAME"] = content.meta.title
    settings["SITEURL"] = ""
    settings["DEFAULT_LANG"] = content.meta.language


def register() -> None:
    signals.initialized.connect(load_into_settings)
