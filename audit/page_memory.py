"""What was read out of pages, kept between runs, so that an unchanged page need not be parsed again.

Kept are those properties of ``Page`` that rules about the whole site ask for; whatever else is asked for is parsed as ever.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from typing import Any

from audit.cache import Cache, hash_of
from audit.fingerprint import code_fingerprint
from audit.frames import Frame, FrameLink
from audit.outline import Goal, Outline, number_of, packed, unpacked
from audit.page import Link, Page
from audit.processes import in_processes
from audit.resources import Resource


def _outline(value: list[Any]) -> Outline:
    title, lang, redirect, goals, closed, anchors, length = value
    numbers = array("I", [number_of(Goal(*goal)) for goal in goals])
    return Outline(title, lang, redirect, numbers, dict(closed), frozenset(anchors), length)


#: What stands on many pages is one object: menus and footers are most of the links of a large site.
_same: dict[tuple[Any, ...], Any] = {}


def _each(kind: Callable[..., Any], rows: list[list[Any]]) -> tuple[Any, ...]:
    keys = ((kind, *row) for row in rows)
    return tuple(_same.get(key) or _same.setdefault(key, kind(*key[1:])) for key in keys)


def _frame(value: list[Any]) -> Frame:
    language, links = value
    return Frame(language, _each(FrameLink, links))


#: The fields as a tuple. ``dataclasses.astuple`` copies deeply, which took a third of the time of a large audit.
_LINK, _RESOURCE, _FRAME_LINK = (
    attrgetter(*(field.name for field in fields(kind))) for kind in (Link, Resource, FrameLink)
)
#: What is kept: property of a page → (to JSON, from JSON).
KEPT: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "outline": (
        lambda it: [it.title, it.lang, it.redirect, it.goals, [*it.closed.items()], sorted(it.anchors), it.length],
        _outline,
    ),
    "links": (
        lambda links: [*map(_LINK, links)],
        lambda rows: _each(Link, rows),
    ),
    "resources": (
        lambda found: [*map(_RESOURCE, found)],
        lambda rows: _each(Resource, rows),
    ),
    "frame": (lambda frame: [frame.language, [*map(_FRAME_LINK, frame.links)]], _frame),
    "content_kinds": (sorted, frozenset),
}  # fmt: skip


def condense(page: Page) -> None:
    """Read what rules about the whole site ask for, and let go of the parsed text, which takes much memory."""
    kept = {name: getattr(page, name) for name in KEPT}
    fields = {"url": page.url, "base": page.base, "source": page.source}
    vars(page).clear()
    vars(page).update(fields | kept)


def rows_of(page: Page, names: Iterable[str]) -> dict[str, Any]:
    """These properties of the page, as JSON values."""
    return {name: KEPT[name][0](vars(page)[name]) for name in sorted(names)}


def take(page: Page, rows: Mapping[str, Any]) -> None:
    """Give the page what was read out of it before; a property that is there already is never read again."""
    known = {name: KEPT[name][1](value) for name, value in rows.items()}
    vars(page).update(known)  # where cached properties keep their values


#: Fewer unread pages than this are not worth the start of a process.
FEW = 300
#: Pages that are stored at once: few enough that they need little memory.
_AT_ONCE = 100


def read_outlines(pages: Collection[Page], jobs: int) -> None:
    """Read the outlines of pages that nobody has read yet, in several processes.

    For audits without rules about single pages, which would parse every page in this process anyway.
    """
    unread = [page for page in pages if "outline" not in vars(page)]
    if len(unread) < FEW:
        return
    size = -(-len(unread) // (2 * jobs))  # more parts than processes: none waits long for the other
    parts = [slice(start, start + size) for start in range(0, len(unread), size)]

    def outlines(part: slice) -> tuple[list[str], list[Any], list[Any]]:
        found = packed(page.outline for page in unread[part])
        return ([page.digest for page in unread[part]], *found)

    for part, (digests, *found) in zip(parts, in_processes(outlines, parts, jobs), strict=True):
        for page, digest, outline in zip(unread[part], digests, unpacked(*found), strict=True):
            vars(page)["outline"] = outline  # where cached properties keep their values
            if not isinstance(page.source, str):
                page.source.expect(digest)


class PageMemory:
    """Recalls the pages of one audit at its start and keeps what is new at its end."""

    def __init__(self, pages: Iterable[Page], cache: Cache) -> None:
        self._cache = cache
        self._pages = list(pages)
        self._known: dict[str, frozenset[str]] = {}
        self._is_recalled = False

    def recall(self) -> None:
        """Give every page that is known what was read out of it."""
        self._is_recalled = True
        pages = {_key(page): page for page in self._pages}
        for key, values in self._cache.get_many(pages).items():
            take(pages[key], values)
            self._known[key] = frozenset(values)

    def keep(self) -> None:
        """Store of each page what was asked for in this audit and is not stored yet.

        Nothing where nothing was recalled: such an audit asks for little, which is read again as fast.
        """
        pages = iter(self._pages if self._is_recalled else ())
        while part := tuple(islice(pages, _AT_ONCE)):
            self._cache.put_many(
                {_key(page): rows_of(page, read) for page in part if (read := self._new(page))}
            )

    def _new(self, page: Page) -> frozenset[str]:
        """What is to be stored of the page: all that is known, if something of it is not stored yet."""
        read = frozenset(KEPT.keys() & vars(page).keys())
        return read if read - self._known.get(_key(page), frozenset()) else frozenset()


def _key(page: Page) -> str:
    return hash_of("page", code_fingerprint(), page.base, page.url, page.digest)
