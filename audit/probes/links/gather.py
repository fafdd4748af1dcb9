"""External links as facts: what pages link to, what is remembered of it, and, when asked for, what is there now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from audit import __version__, looked
from audit.errors import ProbeError
from audit.external_links import ExternalAddress, ExternalLinks, Use, Verdict, place_named, uses_of
from audit.link_memory import FILE, LinkMemory
from audit.probes.links.check import Limits, check
from audit.probes.links.network import Network
from audit.probes.links.trail import Problem, Trail
from audit.probes.links.verdicts import judge
from audit.site import Site

#: Problems that a machine without internet has with every address …
_NO_NETWORK = (Problem.OFFLINE, Problem.NAMES, Problem.CONNECTION, Problem.TIMEOUT, Problem.HOST_DOWN)
#: … of so many hosts; fewer may all be down by chance.
_HOSTS = 3

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """The facts, German sentences to pass on, and how many addresses were asked and not reached in time."""

    links: ExternalLinks
    notes: tuple[str, ...] = ()
    asked: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """``network`` None: nothing is asked, only remembered. ``fresh`` False: good results are asked again too."""

    network: Network | None = None
    fresh: bool = True
    limits: Limits = field(default_factory=Limits)
    progress: Progress = lambda done, total: None


def network(contact: str) -> Network:
    """The polite network; servers' keepers find ``contact`` in their logs, unless it is a stand-in.

    The user agent avoids the word that stock rules of mod_security refuse.
    """
    whom = "" if contact.endswith(".invalid") else f"; +{contact}"
    return Network(user_agent=f"Mozilla/5.0 (compatible; Dreiklick/{__version__}{whom})")


def external_links(site: Site, project_dir: Path, today: date, order: Order) -> Found:
    """What is known of all foreign addresses of a site. ProbeError if asking was asked for and there is no network."""
    uses = uses_of(site)
    if not uses and not order.network:
        return Found(ExternalLinks())
    last_days: Mapping[str, date] = {}
    asked = left = 0
    with LinkMemory(project_dir / FILE) as memory:
        if order.network:
            from audit.probes.links import certificates  # a third of a second that other audits need not wait

            asked, left = _ask(uses, memory, today, order, order.network)
            last_days = certificates.last_days([f"{site.base}/"] if site.base else [], order.network)
        known = memory.known(uses)
        notes = (memory.notice,) if memory.notice else ()
    seen = looked.read(project_dir)
    addresses = {url: ExternalAddress(url, uses[url], known.get(url), seen.get(url)) for url in uses}
    return Found(ExternalLinks(addresses, last_days), notes, asked, left)


def _ask(
    uses: Mapping[str, tuple[Use, ...]], memory: LinkMemory, today: date, order: Order, network: Network
) -> tuple[int, int]:
    """Ask what is due and keep each verdict at once; (asked, of these not reached in time)."""
    fragments = {url: _fragments(found) for url, found in uses.items()}
    due = {
        url: wanted
        for url, wanted in fragments.items()
        if not (order.fresh and memory.is_fresh(url, wanted, today))
    }
    held: list[Trail] = []  # until one address answers, all may be the fault of this machine's network
    online = False
    done = 0
    for trail in check(due, network, order.limits):
        done += 1
        order.progress(done, len(due))
        is_silent = trail.problem in _NO_NETWORK or judge(trail).verdict is Verdict.UNCHECKED
        online = online or not is_silent
        held.append(trail)
        if online:
            _keep(held, memory, fragments, today)
            held = []
    if _is_offline(held):
        raise ProbeError(
            "Fremde Adressen sind nicht zu erreichen: Dieser Rechner hat keine Verbindung ins Internet."
        )
    _keep(held, memory, fragments, today)
    return len(due), len(due) - done


def _is_offline(silent: list[Trail]) -> bool:
    hosts = {urlsplit(trail.address).hostname for trail in silent if trail.problem in _NO_NETWORK}
    return len(hosts) >= _HOSTS or any(trail.problem is Problem.OFFLINE for trail in silent)


def _keep(trails: list[Trail], memory: LinkMemory, fragments: Mapping[str, list[str]], today: date) -> None:
    for trail in trails:
        memory.keep(trail.address, judge(trail), fragments[trail.address], today)


def _fragments(uses: tuple[Use, ...]) -> list[str]:
    return sorted({place for use in uses if (place := place_named(use.fragment))})
