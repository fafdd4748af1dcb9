"""One microsite as it was read: pages, settings, contacts. Frozen; loaded by ``site_content``."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar, Protocol

from plugins.amounts import Amounts
from plugins.content_schema import ContactMeta, PageMeta, SiteMeta
from plugins.downloads import Documents
from plugins.glossary import Glossary


class View(Protocol):
    """What a page made from data shows; a frozen dataclass of the plugin that makes the page."""

    template: ClassVar[str]


@dataclass(frozen=True)
class PageSource:
    """A page before it is built. ``path`` is relative to the site's folder, ``name`` to the project.

    A page that is made from data has the path that its Markdown file would have, the ``name`` of the file with the data,
    and a ``view``: what its template shows beside the text.
    """

    path: str
    name: str
    meta: PageMeta
    lines: Mapping[str, int]
    body: str
    body_line: int
    view: View | None = None

    @property
    def template(self) -> str:
        """Name of the template in theme/templates, without ".html"."""
        return self.view.template if self.view else self.meta.template

    @cached_property
    def url(self) -> str:
        """The address on the site, root-relative: ``/pflegegrad/antrag/``."""
        return url_of(self.path, self.meta.slug)

    @cached_property
    def layout(self) -> str:
        """``home``, ``section`` (index of a folder) or ``page``."""
        if not self._is_index:
            return "page"
        return "section" if self._folders else "home"

    @cached_property
    def parent_path(self) -> str | None:
        """Path of the index page one level up; None for the home page."""
        folders = self._folders[:-1] if self._is_index else self._folders
        return None if self.layout == "home" else "/".join([*folders, "index.md"])

    @property
    def menu_label(self) -> str:
        """What menus and the breadcrumb call the page."""
        return self.meta.menu_label or self.meta.title

    @cached_property
    def _folders(self) -> tuple[str, ...]:
        return tuple(self.path.split("/")[:-1])

    @cached_property
    def _is_index(self) -> bool:
        return self.path.rpartition("/")[2] == "index.md"


@dataclass(frozen=True, slots=True)
class Registry:
    """The contact registry: entries by id, and the line of each field (``"<id>.phone"``) in ``file``.

    ``told`` keeps what was made of a contact to show it, by id and language: nearly every page shows the same few.
    """

    file: str
    contacts: Mapping[str, ContactMeta]
    lines: Mapping[str, int]
    told: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another microsite of the same project: where it will be, and which Markdown files it has.

    ``slugs`` has the files whose address ends in another name than theirs.
    """

    title: str
    host: str
    paths: frozenset[str]
    slugs: Mapping[str, str] = field(default_factory=dict)

    def address(self, path: str) -> str | None:
        """The complete address of the Markdown file ``path``; None if the site has no such file."""
        return f"https://{self.host}{url_of(path, self.slugs.get(path))}" if path in self.paths else None


@dataclass(frozen=True, slots=True)
class SiteContent:
    """One microsite, read and valid. ``pages`` by path below the site's folder, in path order.

    ``today`` is the day it is built for: events before it are over. ``neighbours`` are the other microsites by name.
    ``folder`` holds the site's files, ``shared_folder`` those that all microsites share.
    ``past_pages`` counts the pages that were left out because what they offer is over; ``left_out`` are those that wait for
    their approval (four_eyes). ``amounts_of`` has the groups of amounts that each Markdown file names.
    """

    name: str
    file: str
    meta: SiteMeta
    lines: Mapping[str, int]
    pages: Mapping[str, PageSource]
    registry: Registry
    today: date
    neighbours: Mapping[str, Neighbour]
    folder: Path = Path()
    shared_folder: Path = Path()
    amounts: Amounts = field(default_factory=Amounts)
    glossary: Glossary = field(default_factory=Glossary)
    documents: Documents = field(default_factory=Documents)
    past_pages: int = 0
    left_out: Mapping[str, PageSource] = field(default_factory=dict)
    amounts_of: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def used_amounts(self) -> frozenset[str]:
        """The groups of amounts that any text names."""
        return frozenset().union(*self.amounts_of.values())

    @property
    def without_pages(self) -> SiteContent:
        """The site apart from its pages and its neighbours': all that a page can depend on beside other pages."""
        return replace(self, pages={}, neighbours={}, left_out={}, amounts_of={}, past_pages=0)

    def resolve(self, source: PageSource, target: str) -> PageSource | None:
        """The page that ``target`` (a path relative to ``source``, ending in .md) means, or None."""
        return self.pages.get(_joined(source, target))

    def is_left_out(self, source: PageSource, target: str) -> bool:
        """Whether ``target`` means a page that waits for its approval."""
        return _joined(source, target) in self.left_out

    def address(self, source: PageSource, target: str) -> str | None:
        """The address of the page that ``target`` means: root-relative, or complete where it is on a neighbour."""
        path = _joined(source, target)
        if path in self.pages:
            return self.pages[path].url
        up, _, rest = path.partition("/")
        name, _, path = rest.partition("/")
        neighbour = self.neighbours.get(name) if up == ".." else None
        return neighbour.address(path) if neighbour else None


def url_of(path: str, slug: str | None = None) -> str:
    """The root-relative address of the Markdown file ``path``.

    >>> url_of("pflegegrad/antrag.md"), url_of("pflegegrad/index.md"), url_of("index.md")
    ('/pflegegrad/antrag/', '/pflegegrad/', '/')
    """
    file = PurePosixPath(path)
    parts = [*file.parts[:-1], *([] if file.name == "index.md" else [slug or file.stem])]
    return "/" + "".join(f"{part}/" for part in parts)


def _joined(source: PageSource, target: str) -> str:
    folder, rest = source.path.rpartition("/")[0], target
    while folder and rest.startswith("../"):
        folder, rest = folder.rpartition("/")[0], rest[3:]
    if "/." in f"/{rest}" or "//" in f"/{rest}/":  # as nobody writes it; asked for every link of every page
        return posixpath.normpath(posixpath.join(posixpath.dirname(source.path), target))
    return f"{folder}/{rest}" if folder else rest
