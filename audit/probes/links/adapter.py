"""What LinkChecker's sessions send through: every hop is admitted, robots.txt asked, the host given time, all recorded.

LinkChecker follows redirects by sending each hop through its session, so each comes by here. One adapter a thread,
all sharing one ``Shared``; a thread works on one address at a time, whose ``Trail`` it writes.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter

from audit.probes.links import page_facts, robots
from audit.probes.links.exchange import Answer, Wire
from audit.probes.links.guard import Guard, Place, Refused
from audit.probes.links.network import Network
from audit.probes.links.trail import Hop, PageFacts, Problem, Trail
from audit.probes.links.turns import Turns

_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)
_SILENT = (Problem.CONNECTION, Problem.TIMEOUT, Problem.GARBAGE)
_WALL_HEADERS = ("cf-mitigated", "x-datadome", "x-sucuri-block")
_ROBOTS_HOPS = 5


class NotHad(requests.RequestException):
    """Tells LinkChecker that this address ends here; why stands in the trail."""


@dataclass
class Shared:
    """What the threads of a child share: the way out, whose turn it is, what is known of hosts."""

    network: Network
    guard: Guard
    wire: Wire
    turns: Turns
    robots: dict[str, robots.Robots | Refused] = field(default_factory=dict)
    error_pages: dict[str, tuple[str, PageFacts] | None] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    origin_locks: dict[str, threading.Lock] = field(default_factory=dict)

    def lock_of(self, origin: str) -> threading.Lock:
        """One thread at a time learns about a host; the others wait and use what it learned."""
        with self.lock:
            return self.origin_locks.setdefault(origin, threading.Lock())


class Adapter(HTTPAdapter):
    """A transport adapter of requests that asks as ``Shared`` says. ``begin`` comes before each address."""

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        self._shared = shared
        self.trail = Trail("")
        self._fragments: tuple[str, ...] = ()
        self._spent = 0.0

    def begin(self, address: str, fragments: tuple[str, ...]) -> None:
        """Start a new trail."""
        self.trail = Trail(address)
        self._fragments = fragments
        self._spent = 0.0

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """One hop; NotHad where there is no answer."""
        url = str(request.url)
        try:
            answer = self._hop(url)
        except Refused as refused:
            self.trail.problem, self.trail.detail = refused.problem, str(refused)
            raise NotHad(refused.problem.value, request=request) from refused
        response = self.build_response(request, answer.raw)
        response._content, response._content_consumed = answer.body, True  # read already, with limits
        return response

    def _hop(self, url: str) -> Answer:
        place = self._shared.guard.admit(url)
        if self._shared.turns.is_down(place.host):
            raise Refused(Problem.HOST_DOWN)
        self._ask_robots(url, place)
        answer = self._ask(url, place)
        hop = Hop(url, answer.status, answer.headers.get("Location", ""))
        self.trail.hops.append(hop)
        location = _location(url, answer)
        hop.location = location or ""
        if location is None:
            self._look(url, place, answer)
        return answer

    def _ask(self, url: str, place: Place) -> Answer:
        """The answer, after at most two more tries where the server was busy or the line broke."""
        for tries_left in (2, 1, 0):
            try:
                answer = self._once(url, place)
            except Refused as refused:
                if refused.problem not in _SILENT or not tries_left or not self._has_time():
                    self._shared.turns.told(place.host, answered=refused.problem not in _SILENT)
                    raise
                self._shared.turns.hold(place.host, self._shared.network.backoff)
                continue
            self._shared.turns.told(place.host, answered=True)
            wait = self._wait(answer) if tries_left else None
            if wait is None:
                return answer
            self._shared.turns.hold(place.host, wait)
        raise AssertionError("the last try returns or raises")

    def _once(self, url: str, place: Place, most_bytes: int = 0) -> Answer:
        network = self._shared.network
        with self._shared.turns.turn(place.host):
            left = network.seconds - self._spent
            if left <= 0:
                raise Refused(Problem.TIMEOUT)
            started = time.monotonic()
            try:
                return self._shared.wire.get(
                    url, place, left, network.connect, most_bytes or network.most_bytes
                )
            finally:
                self._spent += time.monotonic() - started

    def _has_time(self) -> bool:
        return self._spent < self._shared.network.seconds / 2

    def _wait(self, answer: Answer) -> float | None:
        """How long a busy server wants to be left alone, if it is worth waiting; None for an answer to keep.

        Retry-After is seconds or a date (RFC 9110, 10.2.3); what is neither counts as not given.
        """
        if answer.status not in _BUSY or _is_wall(answer):
            return None
        wanted = retry_after(answer.headers.get("Retry-After", ""), time.time())
        wait = self._shared.network.backoff if wanted is None else wanted
        return wait if wait <= self._shared.network.retry_after else None

    def _ask_robots(self, url: str, place: Place) -> None:
        """Refused unless the host's robots.txt lets us; a server error there means: stay away (RFC 9309, 2.3.1.4)."""
        origin = f"{place.scheme}://{urlsplit(url).netloc}"
        with self._shared.lock_of(origin):
            if origin not in self._shared.robots:
                try:
                    self._shared.robots[origin] = self._robots_of(origin)
                except Refused as refused:
                    self._shared.robots[origin] = refused
        known = self._shared.robots[origin]
        if isinstance(known, Refused):
            raise Refused(known.problem, str(known))
        if not known.allows(url):
            raise Refused(Problem.ROBOTS)

    def _robots_of(self, origin: str) -> robots.Robots:
        url = f"{origin}/robots.txt"
        for _ in range(_ROBOTS_HOPS):
            place = self._shared.guard.admit(url)
            answer = self._robots_answer(url, place)
            location = _location(url, answer)
            if location is None:
                break
            url = location
        if answer.status >= 500 or answer.status == 429:
            raise Refused(Problem.ROBOTS_FAILED, f"robots.txt antwortet mit {answer.status}")
        if answer.status != 200:
            return robots.Robots()  # there is none: everything is allowed
        return robots.parse(answer.body[: self._shared.network.robots_bytes].decode("utf-8", "replace"))

    def _robots_answer(self, url: str, place: Place) -> Answer:
        """Two tries. A server whose robots.txt breaks off tells nothing about its pages: they count as unreachable."""
        try:
            return self._once(url, place, self._shared.network.robots_bytes)
        except Refused as refused:
            if refused.problem not in _SILENT or not self._has_time():
                raise
        self._shared.turns.hold(place.host, self._shared.network.backoff)
        return self._once(url, place, self._shared.network.robots_bytes)

    def _look(self, url: str, place: Place, answer: Answer) -> None:
        """Keep what the answer at the end says; ask once a host what its pages that do not exist look like."""
        trail = self.trail
        trail.content_type = answer.content_type
        trail.wall = _is_wall(answer)
        if not answer.is_html or trail.wall:
            return
        trail.page = page_facts.read(answer.body, answer.headers.get("Content-Type", ""), self._fragments)
        if answer.status == 200 and urlsplit(url).path not in ("", "/"):
            error_page = self._error_page(url, place)
            trail.soft_404 = error_page is not None and (
                error_page[0] == url or page_facts.are_alike(error_page[1], trail.page)
            )

    def _error_page(self, url: str, place: Place) -> tuple[str, PageFacts] | None:
        """Final address and page that an invented address of this host leads to; None where it is refused properly."""
        origin = f"{place.scheme}://{urlsplit(url).netloc}"
        with self._shared.lock_of(origin):
            if origin not in self._shared.error_pages:
                name = _invented(place.host)
                try:
                    self._shared.error_pages[origin] = self._page_at(f"{origin}/{name}")
                except Refused:
                    self._shared.error_pages[origin] = None
            return self._shared.error_pages[origin]

    def _page_at(self, url: str) -> tuple[str, PageFacts] | None:
        for _ in range(_ROBOTS_HOPS):
            answer = self._once(url, self._shared.guard.admit(url))
            location = _location(url, answer)
            if location is None:
                break
            url = location
        if answer.status != 200 or not answer.is_html:
            return None
        return url, page_facts.read(answer.body, answer.headers.get("Content-Type", ""), ())


def _invented(host: str) -> str:
    """A name that no page has; always the same for a host, and one word for those who compare texts."""
    return "".join(chr(ord("a") + byte % 26) for byte in hashlib.sha256(host.encode()).digest()[:16])


def _location(url: str, answer: Answer) -> str | None:
    """Where an answer points on to, None if nowhere; Refused for what is no address."""
    written = answer.headers.get("Location", "") if answer.status in _REDIRECTS else ""
    try:
        return urljoin(url, written) if written else None
    except ValueError as error:
        raise Refused(Problem.MALFORMED, "die Weiterleitung nennt keine gültige Adresse") from error


def _is_wall(answer: Answer) -> bool:
    """Whether something that keeps programs out answered instead of the site."""
    return any(name in answer.headers for name in _WALL_HEADERS)


def retry_after(value: str, now: float) -> float | None:
    """Seconds to wait, never below 0; None for a value that is neither seconds nor a date.

    >>> retry_after("5", 0.0), retry_after("-1", 0.0), retry_after("Thu, 01 Jan 1970 00:00:09 GMT", 4.0)
    (5.0, None, 5.0)
    """
    if value.strip().isascii() and value.strip().isdigit():
        return float(value) if len(value) < 12 else float("inf")
    try:
        moment: datetime = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return max(0.0, moment.timestamp() - now)
