"""What the browser measured on one page, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audit.engines.ensemble import EngineRules


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie in the browser after the page was loaded, and the host it belongs to."""

    name: str
    host: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What the browser measured on one page.

    ``axe`` maps a state (``"1280 light"``) to axe's compact result, None where nothing was left to ask; ``accesslint`` is AccessLint's in the first state,
    None where it did not run. ``requests`` are the addresses the page asked for; ``hidden_links`` maps a width in CSS
    pixels to the indexes of links that cannot be seen there; ``cookies`` are those set while it loaded; ``storage`` maps
    a kind of storage to the names the page keeps there; ``measured`` maps an instrument to what it measured by state.
    """

    axe: Mapping[str, Any]
    accesslint: Mapping[str, Any] | None = None
    requests: tuple[str, ...] = ()
    hidden_links: Mapping[int, frozenset[int]] = field(default_factory=dict)
    cookies: tuple[Cookie, ...] = ()
    storage: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measured: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def pictures_unread(self) -> int:
        """How many pictures there are whose text could not be read."""
        return sum(state["unread"] for state in self.measured.get("pictures", {}).values())

    def whole(self) -> Visit:
        """This visit."""
        return self


@dataclass(frozen=True, slots=True)
class StoredVisit:
    """A visit that lies in the cache: what rules about the whole site ask of it is here, ``whole`` reads all of it.

    Fields as in Visit. So a site of thousands of pages needs little memory, and an unchanged page next to no time.
    """

    requests: tuple[str, ...]
    hidden_links: Mapping[int, frozenset[int]]
    cookies: tuple[Cookie, ...]
    storage: Mapping[str, tuple[str, ...]]
    pictures_unread: int
    whole: Callable[[], Visit]


@dataclass(frozen=True, slots=True)
class Visits:
    """``visits`` by page, ``failures`` as page → German reason, the engines' rules, the version of the browser that last
    measured any of it. What lies in the cache is read from there when it is asked for, as long as that is open.
    """

    visits: Mapping[str, Visit | StoredVisit]
    failures: Mapping[str, str]
    engine_rules: EngineRules
    browser: str
