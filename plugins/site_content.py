"""Load everything a microsite is made of and check it as a whole, before Pelican starts.

Settings read: ``SITE_DIR`` (folder of the site), ``SHARED_DIR`` (folder with contacts.yaml), ``PROJECT_DIR``.
Signal used: ``initialized``; the loaded ``SiteContent`` is then in ``settings["SITE_CONTENT"]``, and the settings
that Pelican wants from a site (name, address, language) are set from site.yaml.
Raises ContentError with every problem found, in German.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from pelican import Pelican, signals

from plugins.content_checks import cross_check
from plugins.content_schema import ContactMeta, ContactsFile, PageMeta, SiteMeta
from plugins.problems import ContentError, Problem
from plugins.schema_messages import validated
from plugins.yaml_source import read_markdown, read_yaml

Source = TypeVar("Source")
#: Endings that editors and operating systems make of ".md"; such a page would be missing without a word.
_ALMOST_MARKDOWN = (".md", ".md.txt", ".markdown", ".mdown", ".mkd")


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page before it is built. ``path`` is relative to the site's folder, ``name`` to the project."""

    path: str
    name: str
    meta: PageMeta
    lines: Mapping[str, int]
    body: str
    body_line: int

    @property
    def url(self) -> str:
        """The address on the site, root-relative: ``/pflegegrad/antrag/``."""
        parts = [
            *self._folders,
            *([] if self._is_index else [self.meta.slug or PurePosixPath(self.path).stem]),
        ]
        return "/" + "".join(f"{part}/" for part in parts)

    @property
    def layout(self) -> str:
        """``home``, ``section`` (index of a folder) or ``page``."""
        if not self._is_index:
            return "page"
        return "section" if self._folders else "home"

    @property
    def parent_path(self) -> str | None:
        """Path of the index page one level up; None for the home page."""
        folders = self._folders[:-1] if self._is_index else self._folders
        return None if self.layout == "home" else "/".join([*folders, "index.md"])

    @property
    def menu_label(self) -> str:
        """What menus and the breadcrumb call the page."""
        return self.meta.menu_label or self.meta.title

    @property
    def _folders(self) -> tuple[str, ...]:
        return PurePosixPath(self.path).parts[:-1]

    @property
    def _is_index(self) -> bool:
        return PurePosixPath(self.path).name == "index.md"


@dataclass(frozen=True, slots=True)
class Registry:
    """The contact registry: entries by id, and the line of each field (``"<id>.phone"``) in ``file``."""

    file: str
    contacts: Mapping[str, ContactMeta]
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SiteContent:
    """One microsite, read and valid. ``pages`` by path below the site's folder, in path order."""

    name: str
    file: str
    meta: SiteMeta
    lines: Mapping[str, int]
    pages: Mapping[str, PageSource]
    registry: Registry

    def resolve(self, source: PageSource, target: str) -> PageSource | None:
        """The page that ``target`` (a path relative to ``source``, ending in .md) means, or None."""
        joined = os.path.normpath(PurePosixPath(source.path).parent / target).replace(os.sep, "/")
        return self.pages.get(joined)


def load_site(site_dir: Path, shared_dir: Path, project_dir: Path) -> SiteContent:
    """Read and check one microsite; ContentError with all problems of all files if there is any."""
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

    pages: dict[str, PageSource] = {}
    for path in _markdown_files(site_dir, name_of, problems):
        source = attempt(read_markdown, path)
        meta = source and validated(PageMeta, source.meta, problems)
        if source and meta:
            relative = path.relative_to(site_dir).as_posix()
            pages[relative] = PageSource(
                relative, name_of(path), meta, source.meta.lines, source.body, source.body_line
            )
    if not (site_yaml and site and contacts_yaml and contacts):
        raise ContentError(problems)
    lines = {key.removeprefix("contacts."): line for key, line in contacts_yaml.lines.items()}
    registry = Registry(contacts_yaml.file, MappingProxyType(dict(contacts.contacts)), lines)
    content = SiteContent(
        site_dir.name, site_yaml.file, site, site_yaml.lines, MappingProxyType(pages), registry
    )
    problems += cross_check(content, complete=not problems)
    if problems:
        raise ContentError(problems)
    return content


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
        Path(settings["SITE_DIR"]), Path(settings["SHARED_DIR"]), Path(settings["PROJECT_DIR"])
    )
    settings["SITE_CONTENT"] = content
    settings["SITENAME"] = content.meta.title
    settings["SITEURL"] = ""
    settings["DEFAULT_LANG"] = content.meta.language


def register() -> None:
    signals.initialized.connect(load_into_settings)
