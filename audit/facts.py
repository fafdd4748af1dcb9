"""Facts: everything rules may look at, measured once. Frozen; built by ``audit.gather`` or by hand in tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from audit.barriers import Barriers
from audit.clicks import Way, ways_from_home
from audit.config import Settings
from audit.documents import Document
from audit.external_links import ExternalLinks
from audit.frames import Frames
from audit.mail_domains import MailDomain
from audit.manifest import ContactRecord, Manifest
from audit.model import Outcome, Scope
from audit.page import Page
from audit.site import Site
from audit.visit import StoredVisit, Visit

if TYPE_CHECKING:
    from audit.responses.times import ResponseTimes

# ``contact_text`` brings the table of the world's phone numbers: imported where contacts are asked about.


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a fact is not there, and how rules that need it end: inapplicable, or untested.

    ``incomplete`` says that the fact was asked for and could not be had (exit code 3).
    """

    reason: str
    outcome: Outcome
    incomplete: bool = False


@dataclass(frozen=True)
class Facts:
    """Input of all rules. ``missing`` maps the name of a need to why it is not there.

    ``documents`` are the files the site links to, by address; read only for rules that need them.
    ``barriers`` is known only to rules that need it: they are run after all others.
    ``external`` is what is remembered of addresses elsewhere, ``mail_domains`` what is known of domains in the registry.
    """

    settings: Settings
    today: date
    site: Site
    manifest: Manifest | None = None
    visits: Mapping[str, Visit | StoredVisit] = field(default_factory=dict)
    inquiries: ResponseTimes | None = None
    documents: Mapping[str, Document] = field(default_factory=dict)
    missing: Mapping[str, Missing] = field(default_factory=dict)
    barriers: Barriers = field(default_factory=Barriers)
    external: ExternalLinks = field(default_factory=ExternalLinks)
    mail_domains: Mapping[str, MailDomain] = field(default_factory=dict)

    def alone(self, url: str) -> Mapping[Scope, Facts]:
        """What rules of a scope may look at to judge one page, so that their verdict holds as long as that stays the same."""
        site = Site(self.site.base, {url: self.site.pages[url]}, home=self.site.home)
        visits = {url: self.visits[url].whole()} if url in self.visits else {}
        manifest = self.manifest.alone(url) if self.manifest else None
        today = Facts(self.settings, self.today, site, manifest, visits, missing=self.missing)
        timeless = replace(today, today=date.min, manifest=manifest and manifest.without_registry())
        return {Scope.PAGE: timeless, Scope.PAGE_TODAY: today}

    def measured(self, url: str) -> Mapping[str, Mapping[str, Any]]:
        """What the instruments measured on a page, by instrument and state; nothing where no browser was."""
        visit = self.visits.get(url)
        return visit.whole().measured if visit else {}

    @cached_property
    def content_pages(self) -> tuple[Page, ...]:
        """Pages a citizen goes to for their content: no legal notices, overviews, redirects or error page."""
        return tuple(page for page in self.site.pages.values() if self._is_content(page))

    @cached_property
    def ways(self) -> Mapping[str, Way]:
        """Shortest way from the home page to each page, on a wide screen."""
        return ways_from_home(self.site, self._stop_pages, self._extra_clicks(1280))

    @cached_property
    def ways_narrow(self) -> Mapping[str, Way] | None:
        """The same at 320 CSS pixels with the menu closed; None without a browser."""
        if "browser" in self.missing or not self.visits:
            return None
        return ways_from_home(self.site, self._stop_pages, self._extra_clicks(320))

    @cached_property
    def reachable(self) -> frozenset[str]:
        """Pages that can be reached from the home page by any way, overview pages included."""
        stops = self._stop_pages
        return frozenset(ways_from_home(self.site, (), self._extra_clicks(1280)) if stops else self.ways)

    @cached_property
    def frames(self) -> Frames:
        """What surrounds the content of each page; without redirects and pages that do not mark their content."""
        frames = {page.url: page.frame for page in self.site.pages.values() if not page.redirect}
        return Frames({url: frame for url, frame in frames.items() if frame.links})

    @cached_property
    def contacts_shown(self) -> Mapping[str, frozenset[str]]:
        """Whom each page's ``tel:`` and ``mailto:`` links reach, as ``audit.texts.contact_text`` writes it."""
        from audit.texts.contact_text import contacts_of_link

        return {
            page.url: frozenset(value for link in page.links for value in contacts_of_link(link.href))
            for page in self.site.pages.values()
        }

    @cached_property
    def contacts_used(self) -> tuple[ContactRecord, ...]:
        """The entries of the registry that a page of this site names or shows."""
        from audit.texts.contact_text import contact_values

        if self.manifest is None:
            return ()
        named = {source.contact for source in self.manifest.pages.values()}
        shown = frozenset().union(*self.contacts_shown.values())
        contacts = self.manifest.contacts.values()
        return tuple(c for c in contacts if c.id in named or contact_values(c.phone, c.email) & shown)

    @cached_property
    def registered(self) -> frozenset[str]:
        """Numbers and addresses of the contact registry, in the same form."""
        from audit.texts.contact_text import contact_values

        contacts = self.manifest.contacts.values() if self.manifest else ()
        return frozenset(
            value for contact in contacts for value in contact_values(contact.phone, contact.email)
        )

    def needs_opening(self, page: Page, index: int) -> bool:
        """Whether something must be opened before this link can be activated, on a wide screen."""
        return index in self._extra_clicks(1280)(page)

    def _extra_clicks(self, width: int) -> Callable[[Page], Mapping[int, int]]:
        """How many clicks links cost beyond their own, by number: one where something must be opened first."""

        def extra(page: Page) -> Mapping[int, int]:
            visit = self.visits.get(page.url)
            if visit is None or width not in visit.hidden_links:
                return page.outline.closed
            return dict.fromkeys(visit.hidden_links[width], 1)

        return extra

    @cached_property
    def _stop_pages(self) -> frozenset[str]:
        """Overview pages (site map, A–Z, search): reachable, but no part of a way to another page."""
        if self.manifest is None:
            return frozenset()
        return frozenset(url for url, page in self.manifest.pages.items() if page.kind == "overview")

    def _is_content(self, page: Page) -> bool:
        if page.redirect or page.url == "/404.html":
            return False
        source = self.manifest.pages.get(page.url) if self.manifest else None
        return source is None or source.kind == "content"
