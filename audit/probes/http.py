"""Fetch one address politely: bounded in time and size, redirects followed and reported, no exception for a bad answer."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import certifi
import urllib3
from urllib3.exceptions import HTTPError, LocationParseError

from audit import __version__

_MAX_BYTES = 10_000_000
_MAX_REDIRECTS = 10
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered. ``problem`` is a German half sentence if there is nothing to audit, else empty."""

    asked: str
    final: str
    status: int
    content_type: str
    body: bytes
    problem: str = ""

    @property
    def is_html(self) -> bool:
        """Whether the browser would show it as a page."""
        return self.content_type in _HTML


class Fetcher:
    """GET with a deadline for the whole exchange. ``pause`` are the seconds between two requests to foreign hosts."""

    def __init__(self, seconds: float = 30, pause: float = 0.5) -> None:
        self._pool = urllib3.PoolManager(
            maxsize=8,
            timeout=urllib3.Timeout(connect=10, read=10),
            retries=False,
            cert_reqs="CERT_REQUIRED",
            ca_certs=certifi.where(),
        )
        self._headers = {"User-Agent": f"dreiklick/{__version__}"}
        self._seconds = seconds
        self._pause = pause
        self._turn = threading.Lock()

    def get(self, url: str) -> Answer:
        """The answer of ``url`` after at most ten redirects."""
        address = url
        deadline = time.monotonic() + self._seconds
        for _ in range(_MAX_REDIRECTS):
            try:
                answer, location = self._get_once(url, address, deadline)
            except LocationParseError:
                return Answer(url, address, 0, "", b"", "ist keine gültige Adresse")
            except HTTPError as error:
                return Answer(url, address, 0, "", b"", _explain(error))
            if not location:
                return answer
            address = urljoin(address, location)
            if urlsplit(address).scheme not in ("http", "https"):
                return Answer(url, address, answer.status, "", b"", f"leitet weiter zu {address[:100]}")
        return Answer(url, address, 0, "", b"", f"leitet mehr als {_MAX_REDIRECTS}-mal weiter")

    def _get_once(self, asked: str, address: str, deadline: float) -> tuple[Answer, str]:
        parts = urlsplit(address)
        host, headers = parts.hostname or "", self._headers
        if host.endswith(".localhost"):
            # Always this machine (RFC 6761, 6.3), though most systems cannot resolve these names.
            headers = headers | {"Host": parts.netloc}
            parts = parts._replace(netloc=parts.netloc.lower().replace(host, "127.0.0.1", 1))
        elif host not in ("127.0.0.1", "localhost", "::1"):
            with self._turn:
                time.sleep(self._pause)
        response = self._pool.request(
            "GET", parts.geturl(), headers=headers, preload_content=False, redirect=False
        )
        try:
            location = (
                response.headers.get("Location", "") if response.status in (301, 302, 303, 307, 308) else ""
            )
            content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            body, problem = (b"", "") if location else _body(response, deadline)
            if response.status >= 400:
                problem = f"der Server antwortete mit {response.status}"
            return Answer(asked, address, response.status, content_type, body, problem), location
        finally:
            response.drain_conn() if response.length_remaining == 0 else response.close()


def _body(response: urllib3.BaseHTTPResponse, deadline: float) -> tuple[bytes, str]:
    parts, size = [], 0
    while part := response.read1(65536, decode_content=True):  # what is there now: a drip must not hold us
        parts.append(part)
        size += len(part)
        if size > _MAX_BYTES:
            return b"", f"ist größer als {_MAX_BYTES // 1_000_000} MB"
        if time.monotonic() > deadline:
            return b"", "wurde nicht rechtzeitig fertig übertragen"
    return b"".join(parts), ""


def _explain(error: HTTPError) -> str:
    text = str(error)
    if "NameResolution" in type(error).__name__ or "resolve" in text:
        return "der Name des Servers ist nicht bekannt"
    if "CERTIFICATE" in text or "certificate" in text:
        return "das Zertifikat des Servers ist ungültig"
    if "timed out" in text or "Timeout" in type(error).__name__:
        return "der Server antwortete nicht rechtzeitig"
    return f"der Server ist nicht zu erreichen ({type(error).__name__})"
