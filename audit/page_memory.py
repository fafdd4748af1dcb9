"""What was read out of pages, kept between runs, so that an unchanged page need not be parsed again.

Kept are those properties of ``Page`` that rules about the whole site ask for; whatever else is asked for is parsed as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from operator import attrgetter
from typing import Any

from audit.cache import Cache, hash_of
from audit.fingerprint import code_fingerprint
from audit.frames import Frame, FrameLink
from audit.site import Link, Page, Resource


def _frame(value: list[Any]) -> Frame:
    language, links = value
    return Frame(language, tuple(FrameLink(*link) for link in links))


#: The fields as a tuple. ``dataclasses.astuple`` copies deeply, which took a third of the time of a large audit.
_LINK, _RESOURCE, _FRAME_LINK = (
    attrgetter(*(field.name for field in fields(kind))) for kind in (Link, Resource, FrameLink)
)
#: Property of a page → (to JSON, from JSON).
_KEPT: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "title": (str, str),
    "lang": (str, str),
    "redirect": (lambda value: value, lambda value: value),
    "links": (
        lambda links: [*map(_LINK, links)],
        lambda rows: tuple(Link(*row) for row in rows),
    ),
    "anchors": (sorted, frozenset),
    "resources": (
        lambda found: [*map(_RESOURCE, found)],
        lambda rows: tuple(Resource(*row) for row in rows),
    ),
    "frame": (lambda frame: [frame.language, [*map(_FRAME_LINK, frame.links)]], _frame),
    "content_kinds": (sorted, frozenset),
}


def condense(page: Page) -> None:
    """Read what rules about the whole site ask for, and let go of the parsed text, which takes much memory."""
    kept = {name: getattr(page, name) for name in _KEPT}
    fields = {"url": page.url, "base": page.base, "html": page.html}
    vars(page).clear()
    vars(page).update(fields | kept)


#: What rules about links ask for; fewer unread pages than this are not worth the start of a process.
_OF_LINKS = ("title", "lang", "redirect", "links", "anchors")
_FEW = 300


def read_links(pages: Collection[Page], jobs: int) -> None:
    """Read what rules about links ask for out of pages that nobody has read yet, in several processes.

    For audits without rules about single pages, which would parse every page in this process anyway.
    """
    unread = [page for page in pages if "links" not in vars(page)]
    if len(unread) < _FEW:
        return
    size = -(-len(unread) // (4 * jobs))
    parts = [unread[start : start + size] for start in range(0, len(unread), size)]
    with ProcessPoolExecutor(min(jobs, len(parts))) as pool:
        for part, found in zip(parts, pool.map(_links_of, parts), strict=True):
            for page, values in zip(part, found, strict=True):
                vars(page).update({name: _KEPT[name][1](value) for name, value in values.items()})


def _links_of(pages: Iterable[Page]) -> list[dict[str, Any]]:
    """As plain data, which travels between processes fastest; each parsed text is let go of at once."""
    return [{name: _KEPT[name][0](getattr(page, name)) for name in _OF_LINKS} for page in map(_fresh, pages)]


def _fresh(page: Page) -> Page:
    return Page(page.url, page.base, page.html)


class PageMemory:
    """Recalls the pages of one audit at its start and keeps what is new at its end."""

    def __init__(self, pages: Iterable[Page], cache: Cache) -> None:
        self._cache = cache
        self._pages = {_key(page): page for page in pages}
        self._known: dict[str, frozenset[str]] = {}

    def recall(self) -> None:
        """Give every page that is known what was read out of it; a property that is there already is never read again."""
        for key, values in self._cache.get_many(self._pages).items():
            known = {name: _KEPT[name][1](value) for name, value in values.items()}
            vars(self._pages[key]).update(known)  # where cached properties keep their values
            self._known[key] = frozenset(known)

    def keep(self) -> None:
        """Store of each page what was asked for in this audit and is not stored yet."""
        new = {}
        for key, page in self._pages.items():
            read = _KEPT.keys() & vars(page).keys()
            if read - self._known.get(key, frozenset()):
                new[key] = {name: _KEPT[name][0](vars(page)[name]) for name in sorted(read)}
        self._cache.put_many(new)


def _key(page: Page) -> str:
    return hash_of("page", code_fingerprint(), page.base, page.url, page.html)
