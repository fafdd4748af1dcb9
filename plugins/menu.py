"""Ways through the site: menu, breadcrumb, section listings, situation cards, footer, twin pages.

Settings read: ``SITE_CONTENT``. Signal used: ``page_generator_finalized``. Sets attributes of each page (``layout``,
``breadcrumb``, ``children``, ``situations``, …) and the global template names ``site``, ``footer``, ``situations``, ``all_pages``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace

from pelican import signals
from pelican.contents import Page
from pelican.generators import PagesGenerator

from plugins.contacts import contact_of
from plugins.content_model import PageSource, SiteContent
from plugins.easy_language import is_easy, twin
from plugins.four_eyes import needs_approval, why_not_approved
from plugins.german_text import german_span
from plugins.languages import is_foreign


@dataclass(frozen=True, slots=True)
class Entry:
    """A link somewhere in the navigation; ``label`` is the short name, ``title`` the page's own."""

    label: str
    title: str
    url: str
    summary: str
    reviewed_on: date
    pages: tuple[Entry, ...] = ()


def entry(page: PageSource, pages: Iterable[PageSource] = ()) -> Entry:
    """The link to ``page``, with the links to ``pages`` below it, of which only names are shown."""
    below = tuple(replace(entry(child), summary="") for child in pages)
    return Entry(
        page.menu_label, page.meta.title, page.url, page.meta.summary, page.meta.last_reviewed_on, below
    )


class Children:
    """Pages listed by an index page: those of its folder, then those that name it as a further situation."""

    def __init__(self, content: SiteContent) -> None:
        self._own: dict[str | None, list[PageSource]] = defaultdict(list)
        self._further: dict[str, list[PageSource]] = defaultdict(list)
        listed = (page for page in content.pages.values() if not page.meta.unlisted)
        for page in sorted(listed, key=_order):
            if page.layout != "home":
                self._own[page.parent_path].append(page)
            for folder in dict.fromkeys(page.meta.situations):
                self._further[folder].append(page)

    def of(self, index: PageSource) -> list[PageSource]:
        """Each part by position, then by title."""
        own = [page for page in self._own[index.path] if page is not index]
        folder = index.path.rpartition("/")[0]
        further = (page for page in self._further[folder] if page is not index)
        return own + [page for page in further if page.parent_path != index.path or page.layout == "home"]


def _order(page: PageSource) -> tuple[int, str]:
    return page.meta.menu_position, page.meta.title


def is_only_listed(page: PageSource, content: SiteContent) -> bool:
    """Whether no other pages have a link to ``page`` with its summary but those it is one of the ``children`` of."""
    meta = content.meta
    is_leaf = page.layout == "page" and page.path not in (*meta.menu, *meta.situations, *meta.footer)
    return is_leaf and twin(page, content) is None and not is_foreign(content, page)


def breadcrumb(content: SiteContent, page: PageSource) -> list[Entry]:
    """From the home page down to the parent of ``page``; a folder without index page is stepped over."""
    way: list[Entry] = []
    path = page.parent_path
    while path is not None:
        parent = content.pages.get(path)
        if parent:
            way.insert(0, entry(parent))
            path = parent.parent_path
        else:
            path = "index.md" if path.count("/") < 2 else f"{path.rsplit('/', 2)[0]}/index.md"
    return way


def add_navigation(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``."""
    content: SiteContent = generator.settings["SITE_CONTENT"]
    at = content.pages.__getitem__
    children = Children(content)
    situations = [
        entry(at(path), children.of(at(path)) if at(path).layout == "section" else ())
        for path in content.meta.situations
    ]
    for page in generator.pages:
        _add_to_page(page, content, children)
        # only to the pages that show them: the others do not depend on them
        page.situations = situations if page.layout == "home" or page.template == "search" else []
    generator.context.update(
        site=SimpleNamespace(**dict(content.meta), url=f"https://{content.meta.host}"),
        footer=[entry(at(path)) for path in content.meta.footer],
        situations=situations,
        all_pages=[entry(page) for page in content.pages.values()],
    )
    generator.context["site"].contact = contact_of(content.registry, content.meta.contact)


def _add_to_page(page: Page, content: SiteContent, children: Children) -> None:
    source: PageSource = page.source
    meta = source.meta
    page.layout = source.layout
    page.kind = meta.kind
    page.breadcrumb = breadcrumb(content, source)
    page.children = [entry(child) for child in children.of(source)] if source.layout == "section" else []
    page.waits = why_not_approved(meta, content.today) if needs_approval(content.meta, source.path) else ""
    page.reviewed_on = meta.last_reviewed_on
    page.owner = content.meta.owners[meta.owner]
    other = twin(source, content)
    link = entry(other) if other else None
    page.is_easy_language = is_easy(source)
    page.easy_language, page.everyday_language = (None, link) if is_easy(source) else (link, None)
    page.checked_by, page.checked_on = meta.checked_by, meta.checked_on
    page.events = [
        SimpleNamespace(
            title=event.title,
            when=german_span(event.starts, event.ends),
            iso_start=event.starts.isoformat(),
            iso_end=(event.ends or event.starts).isoformat(),
            place=event.place,
            contact=contact_of(content.registry, event.contact) if event.contact else None,
        )
        for event in sorted(meta.events, key=lambda event: str(event.starts))
    ]


def register() -> None:
    signals.page_generator_finalized.connect(add_navigation)
