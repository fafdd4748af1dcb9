"""Load everything a microsite is made of and check it as a whole, before Pelican starts.

Settings read: ``SITE_DIR`` (folder of the site), ``SHARED_DIR`` (folder with contacts.yaml), ``PROJECT_DIR``,
``PREVIEW`` (show what waits for approval).
Signal used: ``initialized``; the loaded ``SiteContent`` is then in ``settings["SITE_CONTENT"]``, and the settings
that Pelican wants from a site (name, address, language) are set from site.yaml.
Raises ContentError with every problem found, in German.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pelican import Pelican, signals

from plugins import amounts
from plugins.building import stamp
from plugins.building.cache import key_of
from plugins.building.memo import KEEPS_NOTHING, Memo, memo_of
from plugins.content_checks import cross_check
from plugins.content_model import Neighbour, PageSource, Registry, SiteContent
from plugins.content_schema import ContactsFile, PageMeta, SiteMeta
from plugins.directory.entries import ENTRY_FOLDER, EntryMeta
from plugins.directory.pages import make_directory
from plugins.file_names import entries_below
from plugins.four_eyes import explain, without_waiting
from plugins.offers.catalogue import make_offer_pages
from plugins.offers.schema import OFFER_FOLDER, OfferMeta
from plugins.overviews import make_overviews
from plugins.problems import ContentError, Problem
from plugins.review_rules import with_interval
from plugins.schema_messages import validated
from plugins.site_values import with_site_values
from plugins.statement.page import make_statement
from plugins.text_sources import read_text_sources
from plugins.yaml_source import MarkdownSource, YamlSource, parse_markdown, read_text, read_yaml

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


class _Reading:
    """Reads the files of a site, and gathers what is wrong with them in ``problems``."""

    def __init__(self, project_dir: Path) -> None:
        self._project_dir = project_dir
        self.problems: list[Problem] = []

    def name_of(self, path: Path) -> str:
        """The name that problems give the file: its path below the project's folder."""
        return path.relative_to(self._project_dir).as_posix()

    def attempt(self, read: Callable[[Path, str], Source], path: Path, name: str) -> Source | None:
        """What ``read`` makes of the file and its name; None if something is wrong with it."""
        try:
            return read(path, name)
        except ContentError as error:
            self.problems.extend(error.problems)
            return None

    def yaml(self, path: Path) -> YamlSource | None:
        """The YAML file; None if something is wrong with it."""
        return self.attempt(read_yaml, path, self.name_of(path))


def load_site(
    site_dir: Path,
    shared_dir: Path,
    project_dir: Path,
    *,
    include_waiting: bool = False,
    memo: Memo = KEEPS_NOTHING,
) -> SiteContent:
    """Read and check one microsite; ContentError with all problems of all files if there is any.

    Pages that wait for their approval are left out unless ``include_waiting``.
    """
    reading = _Reading(project_dir)
    content = _without_past_pages(_read_site(site_dir, shared_dir, reading, memo))
    if not include_waiting:
        content = without_waiting(content)
    content, is_complete = _with_made_pages(content, reading.problems)
    in_order = sorted(content.pages.values(), key=lambda page: _parts(page.path))
    pages = {page.path: _filled(page, content.amounts, memo) for page in in_order}
    content = replace(content, pages=MappingProxyType(pages))
    problems = [*reading.problems, *cross_check(content, is_complete, memo)]
    if problems:
        raise ContentError([*problems, *explain(content)])
    return content


def _read_site(site_dir: Path, shared_dir: Path, reading: _Reading, memo: Memo) -> SiteContent:
    """What stands in the files, each checked by itself; ContentError if site or contacts cannot be known."""
    problems = reading.problems
    site_yaml = reading.yaml(site_dir / "site.yaml")
    contacts_yaml = reading.yaml(shared_dir / "contacts.yaml")
    site = memo.same("meta", "", site_yaml and validated(SiteMeta, site_yaml, problems))
    contacts = contacts_yaml and validated(ContactsFile, contacts_yaml, problems)
    texts = memo.same("sources", "", read_text_sources(site_dir, shared_dir, reading.yaml, problems))
    found = _read_pages((shared_dir / SHARED_PAGES, site_dir), reading, site, texts.amounts, memo)
    if not (site_yaml and site and contacts_yaml and contacts):
        raise ContentError(problems)
    lines = {key.removeprefix("contacts."): line for key, line in contacts_yaml.lines.items()}
    registry = Registry(contacts_yaml.file, MappingProxyType(dict(contacts.contacts)), lines)
    today = site.clock or stamp.today()
    return SiteContent(
        site_dir.name,
        site_yaml.file,
        site,
        site_yaml.lines,
        {path: with_site_values(page, site, problems) for path, (page, _) in found.items()},
        memo.same("registry", today.isoformat(), registry),
        today,
        _neighbours(site_dir),
        site_dir,
        shared_dir,
        **texts._asdict(),
        amounts_of={path: named for path, (_, named) in found.items()},
    )


def _read_pages(
    folders: Iterable[Path], reading: _Reading, site: SiteMeta | None, known: amounts.Amounts, memo: Memo
) -> dict[str, tuple[PageSource, frozenset[str]]]:
    """The pages of the folders by path, each with the groups of amounts it names; a later folder's take the place of others."""
    pages = {}
    for folder in folders:
        name = reading.name_of(folder)
        for path in _markdown_files(folder, name, reading.problems):
            pages.pop(path, None)
            found = reading.attempt(partial(_page, path, site, known, memo), folder / path, f"{name}/{path}")
            if found:
                pages[path] = found
    return pages


def _filled(page: PageSource, known: amounts.Amounts, memo: Memo) -> PageSource:
    """The page with the amounts in its text."""
    return memo.of("page", page.path, (page, known), lambda: replace(page, body=known.filled(page.body)))


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


def _page(
    relative: str, site: SiteMeta | None, known: amounts.Amounts, memo: Memo, path: Path, name: str
) -> tuple[PageSource, frozenset[str]]:
    """The page that the Markdown file ``path`` is, and the groups of amounts it names; ContentError if it is none."""
    text = read_text(path, name)

    def parsed() -> tuple[PageSource, frozenset[str]]:
        problems: list[Problem] = []
        source = parse_markdown(text, name)
        page = page_source(relative, name, source, site, known, problems)
        if page is None:
            raise ContentError(problems)
        return page, amounts.groups_used(source, known)

    return memo.of("file", name, (key_of(text), site, known), parsed)


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
        # Whether the rest of these pages is valid is told when their own site is built.
        pages = stamp.slugs(file.parent)
        slugs = MappingProxyType({path: slug for path, slug in pages.items() if slug})
        neighbours[file.parent.name] = Neighbour(meta.title, meta.host, frozenset(pages), slugs)
    return MappingProxyType(neighbours)


def _markdown_files(site_dir: Path, name: str, problems: list[Problem]) -> list[str]:
    """The paths of all Markdown files below the folder, sorted; ``name`` is the folder's in problems.

    Links are refused: one that points upwards would multiply every page.
    """
    found = []
    for below, entry in entries_below(site_dir, missing_ok=True) if site_dir.is_dir() else ():
        if entry.is_symlink():
            hint = "Bitte die Datei selbst ablegen."
            message = f"Verknüpfungen (Symlinks) sind im Inhalt nicht erlaubt. {hint}"
            problems.append(Problem(f"{name}/{below}", 0, message))
        elif entry.name.endswith(".md") and entry.is_file():
            found.append(below)
        elif entry.name.lower().endswith(_ALMOST_MARKDOWN):
            message = "Diese Datei wird keine Seite. Bitte umbenennen: Seiten enden auf „.md“."
            problems.append(Problem(f"{name}/{below}", 0, message))
    return sorted(found, key=_parts)


def _parts(path: str) -> list[str]:
    """By what paths are sorted: what is in a folder stays together."""
    return path.split("/")


def load_into_settings(pelican: Pelican) -> None:
    """Receiver of ``initialized``."""
    settings = pelican.settings
    content = load_site(
        Path(settings["SITE_DIR"]),
        Path(settings["SHARED_DIR"]),
        Path(settings["PROJECT_DIR"]),
        include_waiting=settings["PREVIEW"],
        memo=memo_of(settings),
    )
    settings["SITE_CONTENT"] = content
    settings["SITENAME"] = content.meta.title
    settings["SITEURL"] = ""
    settings["DEFAULT_LANG"] = content.meta.language


def register() -> None:
    signals.initialized.connect(load_into_settings)
