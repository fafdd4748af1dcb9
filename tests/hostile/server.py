"""A web server on loopback that does wrong whatever a web server can do wrong: one path a fault.

The letters are those of the fault catalogue (A3 redirects … A16 addresses). Names are answered by ``tests.hostile.names``.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from email.utils import formatdate

Handler = Callable[["Exchange"], Awaitable[None]]
_PAGE = "<!doctype html><title>{title}</title><main><h1 id=oben>{title}</h1><p>{text}</p></main>"
_BOMB = gzip.compress(b"<title>Bombe</title>" + b"0" * 50_000_000, 1)
_REAL = "Hier steht wirklich etwas, nämlich über Pflege, Wohnen, Beratung und Anträge in der Stadt."


class Exchange:
    """One request and what may be written back."""

    def __init__(self, path: str, host: str, count: int, writer: asyncio.StreamWriter) -> None:
        self.path, self.host, self.count, self.writer = path, host, count, writer

    async def raw(self, data: bytes) -> None:
        """Bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self, status: int = 200, body: bytes | str = b"", **headers: str) -> None:
        """A whole answer; underscores in names of headers stand for hyphens."""
        body = body.encode() if isinstance(body, str) else body
        fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
        await self.raw(f"HTTP/1.1 {status} X\r\n{head}Connection: close\r\n\r\n".encode("latin-1") + body)

    async def page(self, title: str = "Pflege", text: str = _REAL) -> None:
        """A real page; its words differ by title."""
        await self.answer(body=_PAGE.format(title=title, text=f"{text} {title}"))

    async def drip(self, data: bytes, seconds: float = 0.2) -> None:
        """Byte by byte, for as long as anybody listens."""
        while True:
            for byte in data:
                await self.raw(bytes([byte]))
                await asyncio.sleep(seconds)

    def reset(self) -> None:
        """End the connection with RST instead of FIN."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


class HostileServer:
    """Serves ``handler`` on all the loopback addresses given, at one port; with ``tls`` over TLS.

    ``asked`` lists (seconds, host, path) of every request; ``most_at_once`` is how many a host had at the same time.
    """

    def __init__(
        self, handler: Handler, ips: tuple[str, ...] = ("127.0.0.1",), tls: ssl.SSLContext | None = None
    ) -> None:
        self._handler, self._ips, self._tls = handler, ips, tls
        self.port = _free_port()
        self.asked: list[tuple[float, str, str]] = []
        self.most_at_once: Counter[str] = Counter()
        self._now: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def open_to(self) -> tuple[str, ...]:
        """What the guard must be told to let through."""
        return tuple(f"{ip}:{self.port}" for ip in self._ips)

    def __enter__(self) -> HostileServer:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *ended: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(lambda loop, context: None)  # clients that hang up are the point
        server = self._loop.run_until_complete(
            asyncio.start_server(self._serve, list(self._ips), self.port, ssl=self._tls)
        )
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.01))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = ""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            host = next(line[6:] for line in head.split("\r\n") if line.lower().startswith("host: "))
            self.asked.append((self._loop.time(), host, path))
            self._now[host] += 1
            self.most_at_once[host] = max(self.most_at_once[host], self._now[host])
            self._counts[host + path] += 1
            await self._handler(Exchange(path, host, self._counts[host + path], writer))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._now[host] -= 1
            writer.close()


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


async def faults(exchange: Exchange) -> None:
    """The faults by path; what is none of them is not found."""
    name = exchange.path.split("?")[0].strip("/").split("/")[0]
    handler = _FAULTS.get(name)
    if handler is None:
        await exchange.answer(404, "<title>Fehler</title>")
        return
    await handler(exchange)


_FAULTS: dict[str, Handler] = {}


def _fault(name: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        _FAULTS[name] = handler
        return handler

    return register


def _status(name: str, status: int, body: str = "<title>Fehler</title>", **headers: str) -> None:
    async def handler(exchange: Exchange) -> None:
        await exchange.answer(status, body, **headers)

    _FAULTS[name] = handler


for _code in (401, 403, 410, 418, 451, 500, 502, 999):
    _status(str(_code), _code)
_status("wall", 403, cf_mitigated="challenge")
_status("wall-503", 503, cf_mitigated="challenge")
_status("204", 204, "")
_status("304", 304, "")
_status("301-without", 301, "")
_status("loop", 302, "", Location="/loop")
_status("loop-a", 301, "", Location="/loop-b")
_status("loop-b", 301, "", Location="/loop-a")
_status("moved", 301, "", Location="/fine")
_status("moved-308", 308, "", Location="/fine?neu=1")
_status("moved-then-found", 301, "", Location="/found")
_status("found", 302, "", Location="/fine")
_status("moved-gone", 301, "", Location="/gibt-es-nicht")
_status("moved-home", 301, "", Location="/")
_status("to-private", 302, "", Location="http://10.0.0.1/")
_status("to-metadata", 302, "", Location="http://169.254.169.254/latest/meta-data/")
_status("to-file", 302, "", Location="file:///etc/passwd")
_status("to-mail-port", 302, "", Location="http://public.example:25/")
_status("bad-location", 302, "", Location="http://[")
_status("429-seconds-much", 429, Retry_After="86400")
_status("429-negative", 429, Retry_After="-5")
_status("parked", 200, "<title>musterpflege.de</title><body>Diese Domain steht zum Verkauf.")
_status("soft", 200, "<title>Seite nicht gefunden</title><body>Leider.")
_status("nothing.pdf", 200, _PAGE.format(title="Download", text="Bitte anmelden, dann kommt die Datei."))
_status("real.pdf", 200, "%PDF-1.7", Content_Type="application/pdf")
_status("latin", 200, b"<title>B\xfcrger\xe4mter nicht gefunden</title>".decode("latin-1"))
_status("javascript", 302, "", Location="javascript:alert(1)")


@_fault("")
async def home(exchange: Exchange) -> None:
    await exchange.page("Start")


@_fault("fine")
async def fine(exchange: Exchange) -> None:
    await exchange.page(exchange.path)


@_fault("intern")
async def intern(exchange: Exchange) -> None:
    await exchange.page("Intern")


@_fault("robots.txt")
async def robots_txt(exchange: Exchange) -> None:
    await exchange.answer(body="User-agent: *\nDisallow: /intern/\n", Content_Type="text/plain")


@_fault("chain")
async def chain(exchange: Exchange) -> None:
    number = int(exchange.path.rsplit("/", 1)[-1])
    await exchange.answer(302, Location=f"/chain/{number - 1}" if number else "/fine")


@_fault("huge")
async def huge(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000000000\r\n\r\n")
    await exchange.raw(_PAGE.format(title="Groß", text=_REAL).encode())
    while True:
        await exchange.raw(b"x" * 65_536)


@_fault("lying")
async def lying(exchange: Exchange) -> None:
    await exchange.answer(body=_PAGE.format(title="Kurz", text=_REAL), Content_Length="99999")


@_fault("drip")
async def drip(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    await exchange.drip(b"<p>x</p>")


@_fault("drip-head")
async def drip_head(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 200 OK\r\n")
    await exchange.drip(b"X-A: b\r\n")


@_fault("events")
async def events(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
    await exchange.drip(b"data: x\n\n")


@_fault("silent")
async def silent(exchange: Exchange) -> None:
    await asyncio.sleep(60)


@_fault("gzip-bomb")
async def gzip_bomb(exchange: Exchange) -> None:
    await exchange.answer(body=_BOMB, Content_Encoding="gzip")


@_fault("gzip-often")
async def gzip_often(exchange: Exchange) -> None:
    body = _PAGE.format(title="Oft", text=_REAL).encode()
    for _ in range(12):
        body = gzip.compress(body)
    await exchange.answer(body=body, Content_Encoding=", ".join(["gzip"] * 12))


@_fault("br")
async def brotli(exchange: Exchange) -> None:
    await exchange.answer(body=b"\x1b\xff\xff\xff" * 1000, Content_Encoding="br")


@_fault("utf-16")
async def utf_16(exchange: Exchange) -> None:
    body = "<title>Seite nicht gefunden</title>".encode("utf-16")
    await exchange.answer(body=body, Content_Type="text/html; charset=iso-8859-1")


@_fault("no-charset")
async def no_charset(exchange: Exchange) -> None:
    body = "<title>Nicht verfügbar: Seite nicht gefunden</title>".encode("cp1252")
    await exchange.answer(body=body, Content_Type="text/html; charset=unsinn\x00")


@_fault("busy-once")
async def busy_once(exchange: Exchange) -> None:
    if exchange.count == 1:
        await exchange.answer(429, Retry_After="0")
    else:
        await exchange.page("Frei")


@_fault("busy-date")
async def busy_date(exchange: Exchange) -> None:
    if exchange.count == 1:
        await exchange.answer(503, Retry_After=formatdate(usegmt=True))
    else:
        await exchange.page("Wieder frei")


@_fault("busy")
async def busy(exchange: Exchange) -> None:
    await exchange.answer(503)


@_fault("reset")
async def reset(exchange: Exchange) -> None:
    exchange.reset()


@_fault("reset-once")
async def reset_once(exchange: Exchange) -> None:
    if exchange.count == 1:
        exchange.reset()
    else:
        await exchange.page("Beim zweiten Mal")


@_fault("reset-body")
async def reset_body(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<title>")
    await asyncio.sleep(0.05)
    exchange.reset()


@_fault("empty")
async def empty(exchange: Exchange) -> None:
    """Ends without a word."""


@_fault("garbage")
async def garbage(exchange: Exchange) -> None:
    await exchange.raw(b"\x16\x03\x01 SSH-2.0 what is this\r\n\r\n")


@_fault("head-bomb")
async def head_bomb(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n")
