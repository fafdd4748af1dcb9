"""Four eyes: pages of some folders are published only when somebody else than the reviewer approved them.

site.yaml names the folders (``four_eyes``). ``approved_by`` differs from ``reviewed_by``, and ``approved_on`` is not before
``last_reviewed_on``: who changes or reviews a page makes it wait again. Decision 028 says what becomes of pages that wait.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from plugins.content_model import PageSource, SiteContent
from plugins.content_schema import PageMeta, SiteMeta
from plugins.german_text import german_date
from plugins.problems import Problem
from plugins.review_rules import is_below

HOW_TO_APPROVE = "Freigeben: invoke approved DATEI --by STELLE"
#: Fields of site.yaml that name pages by path; what waits is taken out of them.
_LISTS = ("menu", "situations", "footer")
#: Fields of a page that name its versions.
_VERSIONS = ("translation_of", "easy_language", "everyday_language")


def needs_approval(site: SiteMeta, path: str) -> bool:
    """Whether site.yaml asks for four eyes on the page ``path``."""
    return any(is_below(path, folder) for folder in site.four_eyes)


def why_not_approved(meta: PageMeta, today: date) -> str:
    """What is missing before the page can be published, as half a German sentence; "" if nothing is."""
    if not meta.reviewed_by:
        return "es fehlt, wer geprüft hat (reviewed_by)"
    if not meta.approved_by or not meta.approved_on:
        return "es fehlt die Freigabe (approved_by und approved_on)"
    if same_role(meta.approved_by, meta.reviewed_by):
        return f"geprüft und freigegeben hat dieselbe Stelle ({meta.approved_by})"
    if meta.approved_on > today:
        return f"die Freigabe liegt in der Zukunft ({german_date(meta.approved_on)})"
    if meta.approved_on < meta.last_reviewed_on:
        return f"die Freigabe ({german_date(meta.approved_on)}) ist älter als die letzte Prüfung ({german_date(meta.last_reviewed_on)})"
    return ""


def same_role(role: str, other: str) -> bool:
    """Whether both name the same role, however they are spelled.

    >>> same_role("Amt  für Soziales", "amt für soziales")
    True
    """
    return " ".join(role.split()).casefold() == " ".join(other.split()).casefold()


def waiting(content: SiteContent) -> Mapping[str, str]:
    """Path of each page that waits for its approval → why."""
    return {
        path: why
        for path, page in content.pages.items()
        if needs_approval(content.meta, path) and (why := why_not_approved(page.meta, content.today))
    }


def without_waiting(content: SiteContent) -> SiteContent:
    """The site as it may be published: pages that wait are in ``left_out``, and no list or version names them."""
    gone = waiting(content)
    if not gone:
        return content
    lists = {name: tuple(path for path in getattr(content.meta, name) if path not in gone) for name in _LISTS}
    folders = {path.rpartition("/")[0] for path in content.meta.situations if path in gone}
    pages = {
        path: _without_links(page, content, folders)
        for path, page in content.pages.items()
        if path not in gone
    }
    meta = content.meta.model_copy(update=lists)
    return replace(content, meta=meta, pages=pages, left_out={path: content.pages[path] for path in gone})


def _without_links(page: PageSource, content: SiteContent, folders: set[str]) -> PageSource:
    """The page without versions that wait and without situations whose overview waits."""
    changed: dict[str, object] = {}
    for name in _VERSIONS:
        target = getattr(page.meta, name)
        other = content.resolve(page, target) if target else None
        if other and needs_approval(content.meta, other.path) and why_not_approved(other.meta, content.today):
            changed[name] = None
    if folders & set(page.meta.situations):
        changed["situations"] = tuple(name for name in page.meta.situations if name not in folders)
    return replace(page, meta=page.meta.model_copy(update=changed)) if changed else page


def told_waiting(content: SiteContent) -> Iterator[Problem]:
    """Of each page that waits, left out or shown in the preview: what is missing."""
    for page in {**waiting(content), **content.left_out}:
        source = content.left_out.get(page) or content.pages[page]
        message = f"Die Seite wartet auf Freigabe: {why_not_approved(source.meta, content.today)}."
        yield Problem(source.name, source.lines.get("last_reviewed_on", 1), message)


def explain(content: SiteContent) -> Iterator[Problem]:
    """For a site that cannot be built: the pages that are missing because they wait."""
    for page in content.left_out.values():
        why = why_not_approved(page.meta, content.today)
        message = f"Diese Seite fehlt, weil sie auf Freigabe wartet: {why}. {HOW_TO_APPROVE}"
        yield Problem(page.name, page.lines.get("last_reviewed_on", 1), message)
