"""What the browser saw of one microsite, as long as it is what is there now; browsers that stay open between looks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from audit.addresses import css_addresses, join
from audit.cache import Cache
from audit.config import Settings
from audit.engines.ensemble import EngineRules
from audit.errors import ProbeError
from audit.facts import Missing
from audit.model import Outcome
from audit.probes.local_server import LocalServer
from audit.probes.pages import Pages
from audit.probes.states import states_for
from audit.selection import Selection
from audit.site import Page
from audit.visit import StoredVisit, Visit

Visits = Mapping[str, Visit | StoredVisit]
#: How long somebody who saves a file waits at most for the browsers that look at something else.
_BEAT_SECONDS = 0.02


class LiveVisits:
    """Visits by the bytes of pages and what they load. ``failures`` says why pages could not be measured."""

    def __init__(
        self, folder: Path, selection: Selection, settings: Settings, jobs: int, cache: Cache
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._jobs = jobs
        self._cache = cache
        self._states = states_for(settings.level)
        self._pool = None
        self._server: LocalServer | None = None
        self._seen: set[str] = set()
        self._loaded: dict[str, frozenset[str]] = {}
        self._same: dict[frozenset[str], frozenset[str]] = {}
        self._left: list[str] = []
        self._ahead: frozenset[str] = frozenset()
        self.keys: dict[str, str] = {}
        self.failures: dict[str, str] = {}
        self.engine_rules = EngineRules()
        self.missing: Missing | None = None
        if not selection.browser:
            self.missing = Missing("ohne Browser geprüft (--no-browser)", Outcome.UNTESTED)
        elif "browser" not in selection.needs:
            self.missing = Missing("für die gewählten Regeln nicht gebraucht", Outcome.UNTESTED)

    @property
    def has_more(self) -> bool:
        """Whether there are pages that the browser has to look at."""
        return bool(self._left)

    @property
    def is_ahead_done(self) -> bool:
        """Whether those are done that go before others."""
        return self._ahead.isdisjoint(self._left)

    def know(self, pages: Pages, page: Page) -> None:
        """Remember what a page loads and the key of its visit, while it is read."""
        if self.missing:
            return
        from audit.probes.visit_store import page_key

        loaded = frozenset(unquote(urlsplit(resource.url).path) for resource in page.resources)
        self._loaded[page.url] = self._same.setdefault(loaded, loaded)
        shown = pages.bytes_of(page)
        if shown is not None:
            self.keys[page.url] = page_key(shown, self._states)

    def forget(self, urls: Collection[str], touched: Collection[str], pages: Pages) -> set[str]:
        """Forget what was seen of these pages, and of those that load a file that was touched; all of them."""
        files = {f"/{name}" for name in touched if not name.endswith((".html", ".htm"))}
        again = set(urls)
        if any(name.endswith(".css") for name in files) or files & _loaded_by_css(pages, files):
            again |= self._loaded.keys()
        elif files:
            again |= {url for url, loaded in self._loaded.items() if not files.isdisjoint(loaded)}
        for url in again:
            self._seen.discard(url)
            self.failures.pop(url, None)
            self.keys.pop(url, None)
            if url not in pages.site.pages:
                self._loaded.pop(url, None)
        return again

    def recall(self, pages: Pages) -> Visits:
        """Visits that lie in the cache, of pages that nobody has seen; the rest is left to be looked at."""
        if self.missing:
            return {}
        from audit.probes.browser import known_rules
        from audit.probes.visit_store import stored

        self._seen -= self.failures.keys()  # one more try
        unseen = [url for url in pages.site.pages if url not in self._seen]
        for url in unseen:
            if url not in self.keys:
                self.know(pages, pages.site.pages[url])
        rules = known_rules(self._cache)
        self.engine_rules = rules or self.engine_rules
        keys = {self.keys[url]: url for url in unseen if url in self.keys} if rules else {}
        known = dict(stored(keys, self._cache))
        self._seen |= known.keys()
        self._left = [url for url in unseen if url not in known]
        return known

    def reason(self, url: str) -> str:
        """Why there is no visit of a page that nobody will look at; "" where there is one or will be."""
        if self.missing:
            return self.missing.reason
        return self.failures.get(url, "")

    def look(self, pages: Pages, ahead: Sequence[str]) -> Iterator[tuple[Visits, tuple[str, ...]] | None]:
        """Have the browser look at what is left, page by page: what it saw, what it could not see; None while it is at it."""
        if self.missing or not self._left:
            return
        from audit.probes import browser
        from audit.probes.visit_store import keep

        rank = {url: number for number, url in enumerate(ahead)}
        self._left.sort(key=lambda url: (rank.get(url, len(rank)), url))
        self._ahead = frozenset(ahead)
        try:
            self._start(browser)
            server = self._server
            requests = [browser.Request(url, server.url_of(url), self.keys.get(url)) for url in self._left]
            for found in self._pool.run_beating(requests, _BEAT_SECONDS):
                if found is None:
                    yield None
                    continue
                request, measured, failure = found
                self._left.remove(request.page)
                self._seen.add(request.page)
                self.failures.pop(request.page, None)
                if measured is None:
                    self.failures[request.page] = failure
                    yield {}, (request.page,)
                else:
                    yield {request.page: keep(request.key, measured, self._cache)}, ()
        except ProbeError as error:
            self.missing = Missing(str(error), Outcome.UNTESTED, incomplete=True)
            self._left = []
            yield {}, tuple(pages.site.pages)

    def _start(self, browser: object) -> None:
        """The server and the browsers, which stay until ``close``."""
        if self._server is None:
            self._server = LocalServer(self._folder).__enter__()
        if self._pool is None:
            from audit.probes.browser_parts import shared
            from audit.probes.browser_session import Session

            seconds, states = self._settings.page_seconds, self._states
            self._pool = browser.Pool(
                lambda: Session(offline=True, seconds=seconds, states=states), self._jobs, shared(states)
            )
            self.engine_rules = browser.engine_rules(self._pool, self._cache)

    def close(self) -> None:
        """End the browsers."""
        if self._pool is not None:
            self._pool.stop()
        if self._server is not None:
            self._server.__exit__(None, None, None)


def _loaded_by_css(pages: Pages, files: Collection[str]) -> set[str]:
    """Files that style sheets load; nothing is read for files that none would."""
    sheets = [file for file in pages.site.files if file.endswith(".css")] if files else []
    found = set()
    for sheet in sheets:
        for address in css_addresses(Path(f"{pages.folder}{sheet}").read_text("utf-8", "replace")):
            found.add(unquote(urlsplit(join(f"{pages.site.base}{sheet}", address)).path))
    return found
