"""What an audit measures beside pages and browser (documents, foreign addresses, inquiries), measured again only where it can differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from audit import link_memory, looked
from audit.cache import Cache
from audit.config import Settings
from audit.documents import KINDS, suffix_of
from audit.external_facts import external_facts
from audit.facts import Missing
from audit.gather import Options, documents_of, inquiries_of, mail_domains_of
from audit.live.changes import Changes
from audit.live.site import LiveSite
from audit.selection import Selection
from audit.sources import Sources
from audit.targets import Target


class Measures:
    """Fields of Facts, and what of them is missing and why."""

    def __init__(self, selection: Selection, settings: Settings, options: Options) -> None:
        self._selection = selection
        self._settings = settings
        self._options = options
        self._known: dict[str, tuple[Any, Mapping[str, Missing]]] = {}
        self._stamps: dict[str, tuple[object, ...]] = {}
        self._pages: frozenset[str] | None = None
        self._documents: frozenset[str] = frozenset()

    def take(
        self, changes: Changes, touched: Collection[str], live: LiveSite, cache: Cache
    ) -> tuple[dict[str, Any], dict[str, Missing], set[str]]:
        """The fields, what is missing, and the names of fields that may be others than before."""
        target = Target(live.manifest.site, live.manifest.title, live.manifest, lambda tell: live.pages, True)
        asked = (self._selection, self._settings, live.today)
        new: set[str] = set()

        def measure(name: str, is_due: bool, measured: Any) -> None:
            if is_due or name not in self._known:
                missing: dict[str, Missing] = {}
                self._known[name] = (measured(missing), missing)
                new.add(name)

        linked = frozenset(live.site.documents)
        measure(
            "documents",
            linked != self._documents or any(suffix_of(name) in KINDS for name in touched),
            lambda missing: documents_of(target, live.pages, self._selection, self._options, cache),
        )
        self._documents = linked
        foreign = self._concerned(changes, live)
        measure(
            "external",
            self._is_other("external", (link_memory.FILE, looked.FILE)) or foreign,
            lambda missing: external_facts(
                live.pages,
                *asked,
                self._options.project_dir,
                Sources(self._options.project_dir, live.manifest, live.pages.folder),
                self._options.progress,
                missing,
                ask=False,
            ),
        )
        measure(
            "inquiries",
            self._is_other("inquiries", live.manifest.inquiries) or changes.everything,
            lambda missing: inquiries_of(target, self._settings, live.today, self._options, missing),
        )
        measure(
            "mail_domains",
            changes.everything,
            lambda missing: mail_domains_of(
                target, self._selection, live.today, self._options, cache, missing
            ),
        )
        missing = {name: why for _, found in self._known.values() for name, why in found.items()}
        return {name: value for name, (value, _) in self._known.items()}, missing, new

    def _concerned(self, changes: Changes, live: LiveSite) -> bool:
        """Whether a page that has or had foreign links is another now, or may stand elsewhere in its source."""
        goals, pages = live.goals.foreign, live.site.pages
        if changes.structure or changes.everything or self._pages is None:
            self._pages = frozenset(page.url for page in live.goals.users(goals))
            return True
        urls = changes.pages | changes.declared
        now = {url for url in urls & pages.keys() if not goals.isdisjoint(pages[url].outline.numbers)}
        is_concerned = bool(now or urls & self._pages)
        self._pages = (self._pages - urls) | now
        return is_concerned

    def _is_other(self, name: str, files: Iterable[str]) -> bool:
        """Whether a file is another than at the last look."""
        paths = [self._options.project_dir / file for file in files]
        stamp = tuple(stamp_of(path) for path in paths)
        is_other = self._stamps.get(name) != stamp
        self._stamps[name] = stamp
        return is_other


def stamp_of(path: Path) -> tuple[int, int] | None:
    """Time stamp and size, None where there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
