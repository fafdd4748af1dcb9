"""Pages in Leichte Sprache and their twins in everyday language.

A page names its twin in Leichte Sprache (``easy_language``), and that names it (``everyday_language``): always one to one.
The home page and leichte-sprache/index.md are twins without saying so.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from plugins.german_text import german_date
from plugins.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from plugins.content_model import PageSource, SiteContent

FOLDER = "leichte-sprache/"
#: Path of a page → path of its twin, where neither has to say so.
_BY_ITSELF = {"index.md": f"{FOLDER}index.md", f"{FOLDER}index.md": "index.md"}


def is_easy(page: PageSource) -> bool:
    """Whether the page is in Leichte Sprache."""
    return page.path.startswith(FOLDER)


def twin(page: PageSource, content: SiteContent) -> PageSource | None:
    """The page that ``page`` names as its twin in the other kind of language, or None."""
    target = page.meta.everyday_language if is_easy(page) else page.meta.easy_language
    if target:
        return content.resolve(page, target)
    return content.pages.get(_BY_ITSELF.get(page.path, ""))


def check_twins(content: SiteContent) -> Iterator[Problem]:
    """Twins that do not exist, are in the wrong kind of language or do not name each other."""
    for page in content.pages.values():
        own, foreign = ("everyday_language", "easy_language")[:: 1 if is_easy(page) else -1]
        if getattr(page.meta, foreign):
            message = f"Auf Seiten {_kind(page)} heißt dieses Feld {own}."
            yield Problem(page.name, page.lines.get(foreign, 1), message, foreign)
        message = _fault(page, content) if getattr(page.meta, own) else ""
        if message:
            yield Problem(page.name, page.lines.get(own, 1), message, own)


def _fault(page: PageSource, content: SiteContent) -> str:
    """What is wrong with the twin that ``page`` names; empty if nothing is."""
    target = page.meta.everyday_language or page.meta.easy_language or ""
    other = content.resolve(page, target)
    if other is None:
        return f"„{target}“ gibt es nicht. {did_you_mean(target, _relative_paths(page, content))}"
    if is_easy(other) == is_easy(page):
        return f"„{target}“ ist auch eine Seite {_kind(page)}. Leichte Sprache liegt im Ordner {FOLDER}."
    back = twin(other, content)
    if back is None:
        field = "everyday_language" if is_easy(other) else "easy_language"
        return f"„{target}“ nennt diese Seite nicht. Bitte dort eintragen: {field}: {_relative(other, page)}"
    if back is not page:
        hint = "Jede Seite hat höchstens eine Fassung: bitte diese Zeile löschen oder die Gegenseite ändern."
        return f"„{target}“ gehört schon zu {back.path}. {hint}"
    return ""


def check_readers(content: SiteContent) -> Iterator[Problem]:
    """Notes on the readers who checked a text: whole, on pages in Leichte Sprache only, and not from the future."""
    for page in content.pages.values():
        by, on = page.meta.checked_by, page.meta.checked_on
        if (by or on) and not is_easy(page):
            field = "checked_by" if by else "checked_on"
            message = f"Dieses Feld gibt es nur auf Seiten in Leichter Sprache (Ordner {FOLDER})."
            yield Problem(page.name, page.lines[field], message, field)
        elif bool(by) != bool(on):
            given, missing = ("checked_by", "checked_on") if by else ("checked_on", "checked_by")
            message = f"Zur Prüfung gehören zwei Felder. Bitte {missing} ergänzen."
            yield Problem(page.name, page.lines[given], message, given)
        elif on and on > content.today:
            message = f"Der Tag liegt in der Zukunft (heute: {german_date(content.today)})."
            yield Problem(page.name, page.lines["checked_on"], message, "checked_on")


def _kind(page: PageSource) -> str:
    return "in Leichter Sprache" if is_easy(page) else "in Alltagssprache"


def _relative(start: PageSource, page: PageSource) -> str:
    return posixpath.relpath(page.path, PurePosixPath(start.path).parent.as_posix())


def _relative_paths(page: PageSource, content: SiteContent) -> list[str]:
    """All possible twins, as ``page`` would write them."""
    return [_relative(page, other) for other in content.pages.values() if is_easy(other) != is_easy(page)]
