"""A site as it is published, kept in memory: what a change of texts makes of it, without looking at the other pages.

A text is a page's Markdown and its summary, which also stands where the page is listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pelican.contents import Page
from pelican.generators import PagesGenerator

from plugins.amounts import groups_used
from plugins.building import stamp
from plugins.building.cache import Kept
from plugins.building.page_uses import uses_of
from plugins.building.rendering import Rendering
from plugins.content_checks import check_text
from plugins.content_model import PageSource, SiteContent
from plugins.content_schema import PageMeta
from plugins.manifest import amount_entries, page_entry
from plugins.menu import entry, is_only_listed
from plugins.page_texts import PageTexts
from plugins.problems import ContentError, Problem
from plugins.site_content import SHARED_PAGES, page_source
from plugins.site_values import with_site_values
from plugins.yaml_source import MarkdownSource, read_markdown


@dataclass(frozen=True, slots=True)
class Edit:
    """The site after a change of texts: its content, the pages that show them, their HTML by file name."""

    content: SiteContent
    pages: tuple[Page, ...]
    htmls: Mapping[str, bytes]
    uses: Counter[str]


class State:
    """The content of a site, what renders its pages, and how many pages use each thing of the theme."""

    def __init__(
        self, settings: dict[str, Any], data: Mapping[str, Any], waiting: tuple[Problem, ...]
    ) -> None:
        """``settings`` as a build leaves them, ``data`` its manifest."""
        self.settings, self.manifest, self.waiting = settings, data, waiting
        self.content: SiteContent = settings["SITE_CONTENT"]
        self._output = Path(settings["PUBLISHED_PATH"])
        self._rendering: Rendering = settings["RENDERING"]
        self._generator: PagesGenerator = settings["PAGES_GENERATOR"]
        self._pages: dict[str, Page] = {page.source.path: page for page in self._generator.pages}
        self._places = {entry["url"]: place for place, entry in enumerate(data["pages"])}
        self._uses: Counter[str] = Counter()
        for uses in settings["USES"].values():
            self._uses.update(uses)

    def edited(self, files: Collection[Path]) -> Edit | None:
        """The site after ``files`` changed; None if more than texts of Markdown pages did, or other files are to follow.

        ContentError with everything wrong with these files.
        """
        if not self.content.meta.clock and stamp.today() != self.content.today:
            return None
        paths = {file: self._path(file) for file in sorted(files)}
        if not all(paths.values()):
            return None
        problems: list[Problem] = []
        pages, amounts_of = dict(self.content.pages), dict(self.content.amounts_of)
        for file, path in paths.items():
            before = pages[path]
            source = _read(file, before.name, problems)
            page = source and self._page(before, source, problems)
            if page and not self._differ_only_in_text(page, before):
                return None
            if source and page:
                amounts_of[path] = groups_used(source, self.content.amounts)
                # the same object if it can be: nothing to look at again
                pages[path] = replace(page, meta=before.meta) if page.meta == before.meta else page
        content = replace(self.content, pages=MappingProxyType(pages), amounts_of=amounts_of)
        problems += (problem for path in paths.values() for problem in check_text(pages[path], content))
        if problems:
            raise ContentError(problems)
        return self._rendered(content, [pages[path] for path in paths.values()])

    def take(self, edit: Edit) -> None:
        """The site is published as ``edit`` has it."""
        entries = list(self.manifest["pages"])
        for page in edit.pages:
            source = page.source
            self._pages[source.path] = page
            if source is not self.content.pages[source.path]:
                entries[self._places[source.url]] = page_entry(source, edit.content)
        self.content, self._uses = edit.content, edit.uses
        self.settings["SITE_CONTENT"] = edit.content
        self.manifest = {**self.manifest, "pages": entries, "amounts": amount_entries(edit.content)}

    def _path(self, file: Path) -> str | None:
        """The path of the page that was made of ``file`` and may be made of it again; else None."""
        folders = (self.content.folder, self.content.shared_folder / SHARED_PAGES)
        below = (file.relative_to(folder).as_posix() for folder in folders if file.is_relative_to(folder))
        path = next(below, "")
        name = file.relative_to(self.settings["PROJECT_DIR"]).as_posix() if path else ""
        page = self.content.pages.get(path)
        is_its_file = page is not None and page.name == name and page.view is None
        return path if is_its_file and file.is_file() and not file.is_symlink() else None

    def _page(self, before: PageSource, source: MarkdownSource, problems: list[Problem]) -> PageSource | None:
        meta, known = self.content.meta, self.content.amounts
        page = page_source(before.path, before.name, source, meta, known, problems)
        page = page and with_site_values(page, meta, problems)
        return page and replace(page, body=known.filled(page.body))

    def _differ_only_in_text(self, page: PageSource, before: PageSource) -> bool:
        """Films are measured and put into texts on their own; kinds of pages with more fields are shown on other pages too."""
        if type(page.meta) is not PageMeta or page.meta.films:
            return False
        is_listed_only = page.meta.summary == before.meta.summary or is_only_listed(before, self.content)
        return is_listed_only and page.meta.model_copy(update={"summary": before.meta.summary}) == before.meta

    def _rendered(self, content: SiteContent, sources: list[PageSource]) -> Edit | None:
        self._generator.settings["SITE_CONTENT"] = content
        make = PageTexts(self._generator, Kept(None))
        pages, htmls, uses = tuple(self._showing(content, sources)), {}, self._uses.copy()
        for page in pages:
            values = self._rendering.values(page, make.html(page.source))
            html = self._rendering.html(page, values).encode()
            uses.subtract(uses_of((self._output / page.save_as).read_text(encoding="utf-8")))
            uses.update(uses_of(html.decode()))
            htmls[page.save_as] = html
        is_same = uses.keys() == self._uses.keys() and min(uses.values(), default=1) > 0
        return Edit(content, pages, htmls, uses) if is_same else None

    def _showing(self, content: SiteContent, sources: list[PageSource]) -> Iterator[Page]:
        """The pages of ``sources`` as they are now, and those that list them with another summary than before."""
        told = (source for source in sources if source.meta is not self.content.pages[source.path].meta)
        entries = {source.url: entry(source) for source in told}
        edited = {source.path for source in sources}
        for path, before in self._pages.items():
            is_listing = entries and any(child.url in entries for child in before.children)
            if path in edited or is_listing:
                page = copy(before)
                page.source = content.pages[path]
                page.metadata = {**before.metadata, "summary": page.source.meta.summary}
                page.children = [entries.get(child.url, child) for child in before.children]
                yield page


def _read(file: Path, name: str, problems: list[Problem]) -> MarkdownSource | None:
    try:
        return read_markdown(file, name)
    except ContentError as error:
        problems.extend(error.problems)
        return None
