"""How far a change reaches: which pages a rule about the whole site must judge again, though they stayed the same.

Only rules that judge page by page stand here: every finding is about the page that is judged, and depends on that page, on
what is declared of it, and on the tables named here. All other rules about the whole site are asked anew after each change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from audit.frames import COMPARED
from audit.live.changes import Changes
from audit.live.site import LiveSite

Reached = Callable[[Changes, LiveSite], Iterable[str]]


def _nobody(changes: Changes, live: LiveSite) -> Iterable[str]:
    return ()


def _users(changes: Changes, live: LiveSite) -> Iterable[str]:
    return (page.url for page in live.goals.users(changes.links))


def _users_of_places(changes: Changes, live: LiveSite) -> Iterable[str]:
    return (page.url for page in live.goals.users(changes.places))


def _compared(*tables: str) -> Reached:
    """Pages with a key whose usual value is another."""

    def reached(changes: Changes, live: LiveSite) -> Iterable[str]:
        keys = {name: changes.usual.get(name) for name in tables}
        for url, frame in live.frames.items() if any(keys.values()) else ():
            if any(found and _has_key(frame, name, found) for name, found in keys.items()):
                yield url

    return reached


def _has_key(frame: Any, name: str, keys: set[Any]) -> bool:
    return any(key in keys for key, _ in COMPARED[name](frame))


def _near_contacts(changes: Changes, live: LiveSite) -> Iterable[str]:
    """Pages that link to one whose contacts are others, or to one that leads there."""
    if not changes.contacts:
        return ()
    goals = [live.goals.at(url) for url in changes.contacts]
    led = (page for page in live.site.pages.values() if page.redirect)
    for page in led:
        target = live.site.find(page.redirect or "")
        if target is None or target.url in changes.contacts:
            goals.append(live.goals.at(page.url))
    return (page.url for page in live.goals.users(frozenset().union(*goals)))


def _translations(changes: Changes, live: LiveSite) -> Iterable[str]:
    pages = live.manifest.pages.items() if changes.declared else ()
    return (url for url, page in pages if page.translates in changes.declared)


def _all_if_files_differ(changes: Changes, live: LiveSite) -> Iterable[str]:
    """Files come and go seldom, and what each page loads is at hand."""
    return live.site.pages if changes.structure else ()


#: Rule → pages that a change reaches beside those that changed.
RIPPLES: Mapping[str, Reached] = {
    "broken-anchor": _users_of_places,
    "broken-link": _users,
    "broken-resource": _all_if_files_differ,
    "consistent-help": _compared("usual_help", "usual_help_order"),
    "consistent-identification": _compared("usual_names"),
    "consistent-navigation": _compared("usual_menus"),
    "contact-one-click": _near_contacts,
    "orphan-page": lambda changes, live: changes.ways,
    "outdated-translation": _translations,
    "stale-contact": _nobody,
    "stale-page": _nobody,
    "three-clicks": lambda changes, live: changes.ways,
    "unapproved-page": _nobody,
    "unique-title": lambda changes, live: changes.titles,
}


def reached(rule_id: str, changes: Changes, live: LiveSite) -> frozenset[str] | None:
    """Pages that the rule, one of ``RIPPLES``, must judge again; None: all."""
    if changes.everything:
        return None
    return frozenset(changes.pages | changes.declared).union(RIPPLES[rule_id](changes, live))
