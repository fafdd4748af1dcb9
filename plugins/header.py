"""The frame around a page's text, in the page's language: menu, shortcuts, languages, where "home" is.

Settings read: ``SITE_CONTENT``. Signal used: ``page_generator_finalized``, after ``menu``. Sets ``frame`` of each page, and the
global template name ``site_frame`` for templates that are no page (404.html). Home pages of further languages get the
``layout`` of a home page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pelican import signals
from pelican.generators import PagesGenerator

from plugins.content_model import PageSource, SiteContent
from plugins.languages import home_of, is_foreign, language_of, original_of, versions
from plugins.menu import Children, Entry, entry
from plugins.words import words

#: Pages that visitors look for at the top of a page, and what ``words`` calls them; a site that has none shows none.
_SHORTCUTS = {
    "suche.md": "search",
    "leichte-sprache/index.md": "easy_language",
    "gebaerdensprache.md": "sign_language",
}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A small link at the top of every page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Version:
    """The page in another language, or that language's home page; ``name`` is what its speakers call the language."""

    lang: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page's text.

    ``translations`` are the addresses of the same page by language, for search engines; ``versions`` is the language menu.
    """

    lang: str
    home: str
    tagline: str
    menu: tuple[Entry, ...]
    shortcuts: tuple[Shortcut, ...]
    versions: tuple[Version, ...] = ()
    translations: tuple[Version, ...] = ()


def frames(content: SiteContent) -> dict[str, Frame]:
    """The frame of each page, by path."""
    own = content.meta.language
    languages = (own, *content.meta.languages) if content.meta.languages else ()
    frame_of = {language: _frame(content, language) for language in languages or (own,)}
    translated = versions(content)
    found = {}
    for path, page in content.pages.items():
        language = language_of(content, page)
        same = translated.get(original_of(content, page).path, {})
        reached = {code: home_of(content, code) for code in languages} | same
        reached |= {language: page} if languages else {}
        found[path] = replace(frame_of[language], versions=_links(reached), translations=_links(same))
    return found


def _frame(content: SiteContent, language: str) -> Frame:
    """What all pages in a language have in common."""
    said = words(language)
    shortcuts = (
        Shortcut(getattr(said, word), content.pages[path].url)
        for path, word in _SHORTCUTS.items()
        if path in content.pages
    )
    return Frame(
        language,
        home_of(content, language).url,
        tagline(content, language),
        menu(content, language),
        tuple(shortcuts),
    )


def menu(content: SiteContent, language: str) -> tuple[Entry, ...]:
    """The site's main menu; in another language than the site's that language's pages."""
    if language == content.meta.language:
        return tuple(entry(content.pages[path]) for path in content.meta.menu)
    home = home_of(content, language)
    return tuple(entry(page) for page in (home, *Children(content).of(home)))


def tagline(content: SiteContent, language: str) -> str:
    """What the site is for, in ``language``."""
    translated = content.meta.languages.get(language)
    return translated.tagline if translated else content.meta.tagline


def _links(pages: Mapping[str, PageSource]) -> tuple[Version, ...]:
    return tuple(Version(language, words(language).name, page.url) for language, page in pages.items())


def add_frames(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``."""
    content: SiteContent = generator.settings["SITE_CONTENT"]
    found = frames(content)
    for page in generator.pages:
        page.frame = found[page.source.path]
        if is_foreign(content, page.source):
            page.breadcrumb = page.breadcrumb[1:]  # the way begins at the language's own home page
            if page.source is home_of(content, page.frame.lang):
                page.layout = "home"
    generator.context["site_frame"] = found["index.md"]


def register() -> None:
    signals.page_generator_finalized.connect(add_frames)
