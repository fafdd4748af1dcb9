"""What the browser saw of one microsite, as long as it is what is there now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import unquote, urlsplit

from audit.addresses import css_addresses, join
from audit.cache import Cache
from audit.engines.ensemble import EngineRules
from audit.errors import ProbeError
from audit.facts import Missing
from audit.live.browsers import Answer, LiveBrowsers, Look
from audit.model import Outcome
from audit.page import Page
from audit.probes.local_server import LocalServer
from audit.probes.pages import Pages
from audit.selection import Selection
from audit.visit import StoredVisit, Visit

Visits = Mapping[str, Visit | StoredVisit]
#: How long somebody who saves a file waits at most for the browsers that look at something else.
_BEAT_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Seen:
    """What the browsers saw; pages that they could not see; what the engines found ``early``, before a page was seen whole."""

    visits: Visits = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    early: Mapping[str, Any] = field(default_factory=dict)


class LiveVisits:
    """Visits by the bytes of pages and what they load. ``failures`` says why pages could not be measured."""

    def __init__(self, folder: Path, selection: Selection, browsers: LiveBrowsers, cache: Cache) -> None:
        self._folder = folder
        self._browsers = browsers
        self._cache = cache
        self._answers: SimpleQueue[Answer | ProbeError] = SimpleQueue()
        self._looks: dict[str, Look] = {}
        self._server: LocalServer | None = None
        self._seen: set[str] = set()
        #: Keys that the cache does not know: asking it again for thousands takes longer than all else after an edit.
        self._unknown: set[str] = set()
        self._loaded: dict[str, frozenset[str]] = {}
        self._same: dict[frozenset[str], frozenset[str]] = {}
        self._left: list[str] = []
        self._ahead: Mapping[str, None] = {}
        self._sizes: dict[str, int] = {}
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
        """Whether no browser is or will be at those that go before others."""
        return self.missing is not None or self._ahead.keys().isdisjoint(self._left)

    def know(self, pages: Pages, page: Page) -> None:
        """Remember what a page loads and the key of its visit, while it is read."""
        if self.missing:
            return
        from audit.probes.visit_store import page_key

        loaded = frozenset(unquote(urlsplit(resource.url).path) for resource in page.resources)
        self._loaded[page.url] = self._same.setdefault(loaded, loaded)
        shown = pages.bytes_of(page)
        if shown is not None:
            self.keys[page.url] = page_key(shown, self._browsers.states)
            self._sizes[page.url] = len(page.links)

    def forget_all(self) -> None:
        """Know nothing of any page."""
        known = self._seen, self._unknown, self._looks, self.failures, self.keys, self._loaded, self._sizes
        for kept in known:
            kept.clear()

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
            self._looks.pop(url, None)  # a browser that is at it may see what was there before
            self.failures.pop(url, None)
            self.keys.pop(url, None)
            if url not in pages.site.pages:
                self._loaded.pop(url, None)
                self._sizes.pop(url, None)
        return again

    def recall(self, pages: Pages) -> Visits:
        """Visits that lie in the cache, of pages that nobody has seen; the rest is left to be looked at."""
        if self.missing and self.missing.incomplete and self._browsers.have_worked:
            self.missing = None  # one more try
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
        asked = ((self.keys[url], url) for url in unseen if url in self.keys)
        keys = {key: url for key, url in asked if key not in self._unknown} if rules else {}
        known = dict(stored(keys, self._cache))
        self._unknown |= {key for key, url in keys.items() if url not in known}
        self._seen |= known.keys()
        self._left = [url for url in unseen if url not in known]
        return known

    def reason(self, url: str) -> str:
        """Why there is no visit of a page that nobody will look at; "" where there is one or will be."""
        if self.missing:
            return self.missing.reason
        return self.failures.get(url, "")

    def ask(self, ahead: Sequence[str]) -> None:
        """Have the browsers look at what is left, those ``ahead`` before all others; ``look`` tells what they saw."""
        if self.missing:
            return
        from audit.probes.browser import RULES

        self._ahead = dict.fromkeys(ahead)
        left = sorted(self._left)
        if self._server is None:
            self._server = LocalServer(self._folder).__enter__()
        if self.keys and not left:
            self._browsers.try_out(self._look(min(self.keys, key=self._size)).request)
        if (
            left and not self.engine_rules.axe
        ):  # what pages are judged by; they are asked for when it is known
            rules = self._looks[""] = self._looks.get("") or Look(RULES, self._answers)
            self._browsers.ask(self._answers, [rules], ())
            return
        self._looks = {url: self._look(url) for url in left}
        self._browsers.ask(
            self._answers,
            [self._looks[url] for url in self._ahead if url in self._looks],
            [self._looks[url] for url in left if url not in self._ahead],
        )

    def _look(self, url: str) -> Look:
        """The one that is asked for or under way, if any."""
        from audit.probes.browser import Request

        return self._looks.get(url) or Look(
            Request(url, self._server.url_of(url), self.keys.get(url)), self._answers, self._size(url)
        )

    def _size(self, url: str) -> int:
        return self._sizes.get(url, 0)

    def look(self, pages: Pages, *, waits: bool = True) -> Iterator[Seen | None]:
        """What the browsers see of the pages that were asked for, as they see it; None while they are at it.

        What they see later is left for the next time if nobody ``waits``.
        """
        while not self.missing and (self._left or not self._answers.empty()):
            try:
                answer = self._answers.get(timeout=_BEAT_SECONDS if waits else 0)
            except Empty:
                if not waits:
                    return
                yield None
                continue
            try:
                seen = self._taken(answer)
            except ProbeError as error:
                self.missing = Missing(str(error), Outcome.UNTESTED, incomplete=True)
                self._left = []
                yield Seen(lost=tuple(pages.site.pages))
                return
            if seen:
                yield seen

    def _taken(self, answer: Answer | ProbeError) -> Seen | None:
        """Keep what was seen; None of a page that is another meanwhile."""
        from audit.probes.browser import keep_rules
        from audit.probes.visit_store import keep

        if isinstance(answer, BaseException):
            raise answer
        url, key = answer.look.request.page, answer.look.request.key
        if self._looks.get(url) is not answer.look:
            return None
        if answer.early:
            return Seen(early={url: answer.measured})
        del self._looks[url]
        if not url:
            self.engine_rules = keep_rules(answer.measured, answer.failure, self._cache)
            self.ask(tuple(self._ahead))
            return None
        self._left.remove(url)
        self._seen.add(url)
        self.failures.pop(url, None)
        if answer.measured is None:
            self.failures[url] = answer.failure
            return Seen(lost=(url,))
        self._unknown.discard(key)
        return Seen({url: keep(key, answer.measured, self._cache)})

    def close(self) -> None:
        """Let go of the browsers."""
        self._browsers.ask(self._answers, (), ())
        self._browsers.leave_alone(False)
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
