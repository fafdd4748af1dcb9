"""One request to one checked IP address: bounded in time as a whole and in decoded bytes, whatever the server does."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urlsplit

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
)
from urllib3.response import BaseHTTPResponse

from audit.probes.links.guard import Place, Refused
from audit.probes.links.trail import Problem

_HTML = ("text/html", "application/xhtml+xml")
_EXPIRED = 10  # OpenSSL: X509_V_ERR_CERT_HAS_EXPIRED
_SMALL = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and as much of the body as is worth reading; ``raw`` is urllib3's response, already closed."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    raw: BaseHTTPResponse

    @property
    def content_type(self) -> str:
        """The type without its parameters, in lower case."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def is_html(self) -> bool:
        """Whether a browser would show it as a page."""
        return self.content_type in _HTML


class Wire:
    """Sends GET requests. Connections are not kept: the next request to the host comes half a second later."""

    def __init__(self, user_agent: str, authorities: str = "") -> None:
        self._headers = {
            "User-Agent": user_agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "de,en;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        self._tls = ssl.create_default_context(cafile=certifi.where())
        if authorities:
            self._tls.load_verify_locations(authorities)

    def get(self, url: str, place: Place, seconds: float, connect: float, most_bytes: int) -> Answer:
        """The answer at one of the place's IP addresses; Refused with the problem where there is none."""
        deadline = time.monotonic() + seconds
        refused = Refused(Problem.CONNECTION)
        for ip in place.ips[:3]:
            left = deadline - time.monotonic()
            if left <= 0:
                raise Refused(Problem.TIMEOUT)
            try:
                return self._get(url, place, ip, deadline, min(connect, left), most_bytes)
            except (NewConnectionError, ConnectTimeoutError) as error:  # the next one may be reachable
                late = isinstance(error, ConnectTimeoutError)
                refused = Refused(Problem.TIMEOUT if late else Problem.CONNECTION)
            except (HTTPError, HTTPException, OSError, ValueError) as error:
                raise Refused(_problem(error, deadline)) from error
        raise refused

    def _get(
        self, url: str, place: Place, ip: str, deadline: float, connect: float, most_bytes: int
    ) -> Answer:
        connection = self._connection(place, ip, connect)
        with _cut_off(connection, deadline):
            connection.connect()
            if connection.sock is not None:
                connection.sock.settimeout(max(0.1, deadline - time.monotonic()))
            parts = urlsplit(url)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(
                "GET",
                path,
                headers={**self._headers, "Host": _host_header(place)},
                preload_content=False,
                enforce_content_length=False,
            )
            response = connection.getresponse()
            if time.monotonic() >= deadline:  # cut off among the headers, which looks like their end
                raise TimeoutError
            answer = Answer(response.status, response.headers, b"", response)
            return Answer(response.status, response.headers, _body(answer, deadline, most_bytes), response)

    def _connection(self, place: Place, ip: str, connect: float) -> HTTPConnection:
        if place.scheme == "http":
            return HTTPConnection(ip, place.port, timeout=connect)
        # Documented way to connect to an address of one's own choice: the certificate is still that of the name.
        return HTTPSConnection(
            ip,
            place.port,
            timeout=connect,
            ssl_context=self._tls,
            server_hostname=place.host,
        )


@contextmanager
def _cut_off(connection: HTTPConnection, deadline: float) -> Iterator[None]:
    """End the exchange at the deadline: a server that sends a byte now and then never runs into a timeout."""

    def cut() -> None:
        sock = connection.sock
        if sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def _body(answer: Answer, deadline: float, most_bytes: int) -> bytes:
    """The body of a page, at most so many decoded bytes; nothing of files, a little of error pages."""
    is_page = answer.is_html and answer.status < 300
    limit = most_bytes if is_page or answer.content_type == "text/plain" else _SMALL
    if not (answer.is_html or answer.content_type == "text/plain"):
        return b""
    parts, size = [], 0
    while size < limit:
        part = answer.raw.read1(min(65_536, limit - size), decode_content=True)
        if not part:
            break
        parts.append(part)
        size += len(part)
        if time.monotonic() > deadline:
            raise TimeoutError
    if time.monotonic() > deadline:  # cut off: what looks like the end is none
        raise TimeoutError
    return b"".join(parts)


def _host_header(place: Place) -> str:
    host = f"[{place.host}]" if ":" in place.host else place.host
    usual = place.port == (443 if place.scheme == "https" else 80)
    return host if usual else f"{host}:{place.port}"


def _problem(error: BaseException, deadline: float) -> Problem:
    """Why an exchange failed, from exceptions' types and codes; their texts differ by version and language."""
    chain = list(_chain(error))
    for inner in chain:
        if isinstance(inner, ssl.SSLCertVerificationError):
            return Problem.EXPIRED if inner.verify_code == _EXPIRED else Problem.CERTIFICATE
    if time.monotonic() >= deadline or any(isinstance(e, (TimeoutError, ReadTimeoutError)) for e in chain):
        return Problem.TIMEOUT
    if any(isinstance(e, NameResolutionError) for e in chain):
        return Problem.NAMES
    if any(isinstance(e, OSError) and not isinstance(e, ssl.SSLError) for e in chain):
        return Problem.CONNECTION
    return Problem.GARBAGE


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    todo = [error]
    while todo:
        inner = todo.pop()
        if any(inner is known for known in seen):
            continue
        seen.append(inner)
        yield inner
        todo += [e for e in (inner.__cause__, inner.__context__, *inner.args) if isinstance(e, BaseException)]
