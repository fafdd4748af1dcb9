"""Addresses on other people's servers as data: what was found at each, when, and which pages use it. No I/O."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from audit.model import Location, Where
from audit.site import Site

#: A person's look at an address counts this long; then somebody should look again.
LOOK_DAYS = 180


class Verdict(StrEnum):
    """What an address turned out to be. Only ``broken`` is certain enough to fail a page."""

    BROKEN = "broken"
    MOVED = "moved"
    BLOCKED = "blocked"
    TEMPORARY = "temporary"
    SUSPICIOUS = "suspicious"
    FINE = "fine"
    UNCHECKED = "unchecked"

    @property
    def label(self) -> str:
        """The German words."""
        return _LABELS[self.value]


_LABELS = {
    "broken": "führt ins Leere",
    "moved": "umgezogen",
    "blocked": "für Programme gesperrt, bitte selbst öffnen",
    "temporary": "zurzeit nicht erreichbar",
    "suspicious": "verdächtig",
    "fine": "in Ordnung",
    "unchecked": "nicht geprüft",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict and why: ``reason`` is a German half sentence, ``moved_to`` the proposal where the page has moved.

    ``anchors`` are the fragments that were asked about and that the page has; None where no page was read.
    """

    verdict: Verdict
    reason: str = ""
    status: int = 0
    moved_to: str = ""
    anchors: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was last found at an address: the day, and how many runs in a row could not reach it."""

    judged: Judged
    checked_on: date
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Use:
    """One link to the address: page, number of the link there, visible text, what was written.

    ``target``, ``where`` and ``location`` (see ``Finding``) are known only for addresses that somebody has to look at.
    """

    page: str
    index: int
    text: str
    href: str
    fragment: str
    target: str = ""
    where: Where | None = None
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class ExternalAddress:
    """An address, all its uses in the order of the pages, and what is remembered of it.

    ``looked_on`` is the day a person last opened it.
    """

    url: str
    uses: tuple[Use, ...]
    remembered: Remembered | None = None
    looked_on: date | None = None

    @property
    def verdict(self) -> Verdict:
        """The last verdict; ``unchecked`` where there is none."""
        return self.remembered.judged.verdict if self.remembered else Verdict.UNCHECKED

    @property
    def judged(self) -> Judged:
        """The last verdict with its reason."""
        return self.remembered.judged if self.remembered else Judged(Verdict.UNCHECKED, "noch nie geprüft")

    @property
    def missing_fragments(self) -> tuple[str, ...]:
        """Places that links name on the page and that are not there; empty where no page was read."""
        anchors = self.judged.anchors
        wanted = {place for use in self.uses if (place := place_named(use.fragment))}
        return () if anchors is None else tuple(sorted(wanted - anchors))

    @property
    def is_listed(self) -> bool:
        """Whether somebody has to know of it: it was checked, and not everything is fine."""
        is_fine = self.verdict is Verdict.FINE and not self.missing_fragments
        return self.remembered is not None and not is_fine

    def was_looked_at(self, today: date) -> bool:
        """Whether somebody opened it not long ago."""
        return self.looked_on is not None and today - self.looked_on <= timedelta(days=LOOK_DAYS)


@dataclass(frozen=True)
class ExternalLinks:
    """All foreign addresses of a site. ``certificates`` maps own hosts to the last day their certificate is good."""

    addresses: Mapping[str, ExternalAddress] = field(default_factory=dict)
    certificates: Mapping[str, date] = field(default_factory=dict)

    def with_verdict(self, verdict: Verdict) -> Iterator[ExternalAddress]:
        """The addresses with this verdict."""
        return (item for item in self.addresses.values() if item.verdict is verdict)

    @property
    def checked(self) -> tuple[ExternalAddress, ...]:
        """Those with a verdict of their own."""
        return tuple(item for item in self.addresses.values() if item.verdict is not Verdict.UNCHECKED)

    @property
    def untested(self) -> int:
        """How many have none."""
        return len(self.addresses) - len(self.checked)


def place_named(fragment: str) -> str:
    """The element a fragment names; "" for text fragments and what programs make of it (``#/…``, ``#!…``)."""
    place = fragment.partition(":~:")[0]
    return "" if place.startswith(("/", "!")) or place.lower() == "top" else place


def uses_of(site: Site) -> dict[str, tuple[Use, ...]]:
    """Every foreign web address that pages link to, with its uses; sorted by address."""
    found: dict[str, list[Use]] = {}
    for page in sorted(site.goals.users(site.goals.foreign), key=lambda page: page.url):
        for link in page.links:
            if link.address and not link.is_internal:
                use = Use(page.url, link.index, link.text, link.href, link.fragment)
                found.setdefault(link.address, []).append(use)
    return {address: tuple(found[address]) for address in sorted(found)}


def places(uses: Iterable[Use], most: int = 10) -> str:
    """The uses in words: link text, page, file and line; those that share a line as one.

    >>> places([Use("/a/", 0, "Amt", "", "", location=Location("a.md", 3)), Use("/b/", 0, "", "", "")])
    '„Amt“ (a.md, Zeile 3); Verweis ohne Text auf /b/'
    """
    groups: dict[tuple[str, str], list[Use]] = {}
    for use in uses:
        groups.setdefault((use.text, str(use.location) if use.location else use.page), []).append(use)
    parts = [_place(text, found) for (text, _), found in groups.items()]
    more = f"; und {len(parts) - most} weitere Stellen" if len(parts) > most else ""
    return "; ".join(parts[:most]) + more


def _place(text: str, uses: list[Use]) -> str:
    name = f"„{text}“" if text else "Verweis ohne Text"
    pages = len({use.page for use in uses})
    location = uses[0].location
    if location is None:
        return f"{name} auf {uses[0].page}"
    return f"{name} ({location}, auf {pages} Seiten)" if pages > 1 else f"{name} ({location})"


Locator = Callable[[str, Where], Location | None]


def locate(links: ExternalLinks, site: Site, locator: Locator) -> ExternalLinks:
    """The same with the places of those addresses that somebody has to know of; other pages need no parsing."""
    wanted = (use for item in links.addresses.values() if item.is_listed for use in item.uses)
    by_page = sorted(wanted, key=lambda use: use.page)  # so that each page is parsed once
    located = {(use.page, use.index): _located(use, site, locator) for use in by_page}
    addresses = {
        url: replace(item, uses=tuple(located.get((use.page, use.index), use) for use in item.uses))
        for url, item in links.addresses.items()
    }
    return replace(links, addresses=addresses)


def _located(use: Use, site: Site, locator: Locator) -> Use:
    page = site.pages[use.page]
    place = page.place_of_link(page.links[use.index])
    where = Where(literal=use.href, text=place.text, component=place.component)
    return replace(use, target=place.target, where=where, location=locator(use.page, where))


def as_data(links: ExternalLinks, archive: str = "") -> dict[str, Any] | None:
    """The figures and every address that is not fine, as plain data for reports; None without foreign addresses.

    ``archive`` is the start of an archive's addresses, for a copy of what is broken; "" for none.
    """
    if not links.addresses:
        return None
    counts = Counter(item.verdict for item in links.addresses.values())
    days = sorted(item.remembered.checked_on for item in links.checked if item.remembered)
    return {
        "addresses": len(links.addresses),
        "untested": links.untested,
        "verdicts": {verdict.value: counts[verdict] for verdict in Verdict},
        "oldest": days[0].isoformat() if days else None,
        "newest": days[-1].isoformat() if days else None,
        "listed": [_as_data(item, archive) for item in links.addresses.values() if item.is_listed],
        "certificates": {host: day.isoformat() for host, day in sorted(links.certificates.items())},
    }


def _as_data(item: ExternalAddress, archive: str) -> dict[str, Any]:
    judged = item.judged
    gone = item.verdict is Verdict.BROKEN
    return {
        "url": item.url,
        "verdict": item.verdict.value,
        "reason": judged.reason,
        "checked_on": item.remembered.checked_on.isoformat() if item.remembered else None,
        "looked_on": item.looked_on.isoformat() if item.looked_on else None,
        "moved_to": judged.moved_to,
        "missing_fragments": list(item.missing_fragments),
        "archive": f"{archive}{item.url}" if archive and gone else "",
        "uses": [
            {"page": use.page, "text": use.text, "location": str(use.location) if use.location else ""}
            for use in item.uses
        ],
    }
