"""A loopback server with one path per fault, for tests that need a hostile or broken site."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_PAGE = '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{0}</title></head><body><main><h1>{0}</h1>{1}</main></body></html>'


def page(title: str, body: str) -> bytes:
    """A minimal valid page."""
    return _PAGE.format(title, body).encode()


PAGES = {
    "/good": page("Gut", "<p>Alles in Ordnung</p>"),
    "/also-good": page("Auch gut", '<p>Ein Bild ohne Text: <img src="/x.png"></p>'),
    "/alert": page("Dialog", "<script>alert('hallo')</script><p>Danach geht es weiter</p>"),
    "/endless-alerts": page("Dialoge", "<script>setInterval(() => alert('immer'), 1)</script>"),
    "/endless-script": page("Schleife", "<script>for(;;);</script>"),
    "/late-loop": page("Späte Schleife", "<script>setTimeout(() => { for(;;); }, 50)</script>"),
    "/tampered": page(
        "Verstellt",
        "<script>window.axe = {run: () => 'sauber'}; window.Promise = null; JSON.stringify = () => '{}';"
        "Object.freeze(Array.prototype); Object.freeze(Object.prototype);</script><img src='/x.png'>",
    ),
    "/focus-away": page("Fort bei Fokus", "<input onfocus=\"location = '/good'\"><a href='/good'>Weiter</a>"),
    "/focus-alerts": page(
        "Dialog bei Fokus", "<input onfocus=alert(1) onblur=alert(2)><a href='/good'>Weiter</a>"
    ),
    "/focus-opens": page(
        "Fenster bei Fokus",
        "<script>Object.defineProperty(window, 'open', {value: window.open}); Object.freeze(document)</script>"
        "<input onfocus=\"open('/good')\"><a href='/good'>Weiter</a>",
    ),
    "/focus-loop": page("Schleife bei Fokus", "<input onfocus='for(;;);'>"),
    "/focus-rewrites": page(
        "Schreibt sich neu", "<input onfocus=\"document.open(); document.write('<a href=x>x</a>')\">"
    ),
    "/away": page("Fort", "<script>location.replace('/good')</script>"),
    "/script-in-title": page(
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        '<p><a href="/weg"><b>&lt;img src=x onerror=alert(1)&gt;</b></a><img src="javascript:alert(1)"></p>',
    ),
    "/frames": page("Rahmen", '<iframe title="Innen" srcdoc="&lt;img src=/x.png&gt;"></iframe>'),
    "/many": page("Viele", "<p>Absatz</p>" * 3_000),
    "/shadow": page(
        "Schatten",
        "<div id=h></div><script>h.attachShadow({mode:'open'}).innerHTML='<img src=/x.png>'</script>",
    ),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments: object) -> None:
        pass

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in PAGES:
            self._answer(200, PAGES[path])
        elif path == "/download":
            self._answer(200, b"<p>no page</p>", {"Content-Disposition": "attachment; filename=x.html"})
        elif path == "/empty":
            self.send_response(204)
            self.end_headers()
        elif path == "/pdf":
            self._answer(200, b"%PDF-1.7", {"Content-Type": "application/pdf"})
        elif path == "/redirect":
            self._answer(302, b"", {"Location": "/good"})
        elif path == "/loop":
            self._answer(302, b"", {"Location": "/loop"})
        elif path == "/drip":
            self._drip()
        elif path == "/huge":
            self._huge()
        elif path == "/reset":
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        else:
            self._answer(404, page("Nicht gefunden", "<p>404</p>"))

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        """One byte at a time for twenty seconds: no single read ever times out."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.2)

    def _huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(10**9))
        self.end_headers()
        for _ in range(1000):
            self.wfile.write(b" " * 100_000)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are what these tests are about."""


@contextmanager
def hostile_server() -> Iterator[str]:
    """The server's address, without slash at the end."""
    server = _Server(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
