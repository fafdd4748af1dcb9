"""Visits in the cache: stored whole, and read back only as far as somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from audit.cache import Cache, hash_of
from audit.errors import ProbeError
from audit.probes.browser_session import fingerprint
from audit.probes.states import State
from audit.visit import Cookie, StoredVisit, Visit


def page_key(parts: Iterable[bytes], states: tuple[State, ...]) -> str:
    """Cache key of a visit: the bytes of the page and of what it uses, the instruments, the engines and their options."""
    return hash_of("visit", fingerprint(), repr(states), *parts)


def visit_of(data: Mapping[str, Any]) -> Visit:
    """What ``Session.measure`` returned, as a Visit."""
    measured = data["measured"]
    hidden = {
        int(state.split()[0]): frozenset(indexes)
        for state, indexes in measured.get("hidden_links", {}).items()
    }
    requests = {url for loaded in measured.get("loaded", {}).values() for url in loaded["requests"]}
    cookies = tuple(Cookie(cookie["name"], cookie["host"]) for cookie in data["cookies"])
    kept = measured.get("storage", {}).values()
    storage = {kind: tuple(names) for found in kept for kind, names in found.items() if names}
    return Visit(data["axe"], data["accesslint"], tuple(sorted(requests)), hidden, cookies, storage, measured)


def stored(pages: Mapping[str, str], cache: Cache) -> Iterator[tuple[str, StoredVisit]]:
    """The visits that lie in the cache, by page; ``pages`` maps their keys to pages."""
    outlines = cache.get_many(map(_outline_key, pages))
    for key in cache.has(pages):
        outline = outlines.get(_outline_key(key)) or _outline_again(key, cache)
        if outline:
            yield pages[key], _stored_visit(key, outline, cache)


def _outline_again(key: str, cache: Cache) -> dict[str, Any] | None:
    """The outline made anew of a visit that lost it; None if the visit is damaged too."""
    measured = cache.get_many([key]).get(key)
    if measured is None:
        return None
    outline = _outline(visit_of(measured))
    cache.put(_outline_key(key), outline)
    return outline


def keep(key: str | None, measured: Mapping[str, Any], cache: Cache) -> Visit | StoredVisit:
    """Store what was measured, and hold on to no more of it than is needed for all pages at once."""
    visit = visit_of(measured)
    if not key or not cache.is_kept:
        return visit
    outline = _outline(visit)
    cache.put_many({key: measured, _outline_key(key): outline})
    return _stored_visit(key, outline, cache)


def _outline_key(key: str) -> str:
    return hash_of("visit outline", key)


def _outline(visit: Visit) -> dict[str, Any]:
    return {
        "requests": visit.requests,
        "hidden_links": {str(width): sorted(indexes) for width, indexes in visit.hidden_links.items()},
        "cookies": [[cookie.name, cookie.host] for cookie in visit.cookies],
        "storage": visit.storage,
        "pictures_unread": visit.pictures_unread,
    }


def _stored_visit(key: str, outline: Mapping[str, Any], cache: Cache) -> StoredVisit:
    def whole() -> Visit:
        measured = cache.get_many([key])
        if key not in measured:
            cache.forget(key)
            raise ProbeError("Der Zwischenspeicher .cache ist beschädigt. Bitte noch einmal prüfen.")
        return visit_of(measured[key])

    return StoredVisit(
        requests=tuple(outline["requests"]),
        hidden_links={int(width): frozenset(found) for width, found in outline["hidden_links"].items()},
        cookies=tuple(Cookie(name, host) for name, host in outline["cookies"]),
        storage={kind: tuple(names) for kind, names in outline["storage"].items()},
        pictures_unread=outline["pictures_unread"],
        whole=whole,
    )
