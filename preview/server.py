"""Serve what is built to browsers on this machine: each microsite under its own host, the start page, the stream of news.

Into pages goes, while they are served, one script: the bar with the verdict. The files stay as they were built.
"""

from __future__ import annotations

import io
import json
import mimetypes
import sys
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from plugins.build import sites
from preview import start_page
from preview.state import State

#: What the README recommends for the town's server, so that pages do here what they will do there.
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_OWN = "/_dreiklick/"
_STATIC = Path(__file__).parent / "static"
#: A comment this often shows whether the browser at the other end still listens.
_HEARTBEAT_SECONDS = 15.0

#: Told which page of which site somebody opened.
Look = Callable[[str, str], None]


class PreviewServer(ThreadingHTTPServer):
    """For this machine only; OSError if the port is taken."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, project_dir: Path, port: int, state: State, look: Look) -> None:
        handler = partial(PreviewHandler, project_dir=project_dir, state=state, look=look)
        super().__init__(("127.0.0.1", port), handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing for browsers that hang up; all else is a bug and told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class PreviewHandler(SimpleHTTPRequestHandler):
    """Answers from ``output/<site>``, where the Host header names the site; keeps no browser from asking again."""

    def __init__(self, *arguments: Any, project_dir: Path, state: State, look: Look) -> None:
        self._project_dir, self._state, self._look = project_dir, state, look
        self._site = ""
        super().__init__(*arguments, directory=str(project_dir / "output"))

    def send_head(self) -> Any:
        """Choose the site's folder; the standard handler keeps every path inside it."""
        host = self.headers.get("Host", "").lower().partition(":")[0].removesuffix(".localhost")
        self._site = host if host in sites(self._project_dir) else ""
        address = urlsplit(self.path)
        if address.path.startswith(_OWN):
            return self._send_own(address.path.removeprefix(_OWN), parse_qs(address.query))
        if not self._site:
            return self._send_start(address.path)
        self.directory = str(self._project_dir / "output" / self._site)
        file = Path(self.translate_path(self.path))
        if address.path.endswith("/"):
            file /= "index.html"
        if file.suffix == ".html" and file.is_file():
            page = unquote(address.path).removesuffix("index.html")
            build = self._state.build_of(
                self._site
            )  # before reading: rather once too often reloaded than old
            return self._send(HTTPStatus.OK, with_bar(file.read_bytes(), page, build))
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own 404.html for what it does not have."""
        own = Path(self.directory, "404.html")
        if code == HTTPStatus.NOT_FOUND and own.is_file():
            page = with_bar(own.read_bytes(), "", self._state.build_of(self._site))
            self.copyfile(self._send(HTTPStatus.NOT_FOUND, page), self.wfile)
        else:
            super().send_error(code, message, explain)

    def list_directory(self, path: Any) -> None:
        """A folder without a page is not found, as on the town's server."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def guess_type(self, path: Any) -> str:
        return _with_charset(super().guess_type(path))

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """The terminal belongs to what was saved and found."""

    def _send_own(self, name: str, query: Mapping[str, list[str]]) -> Any:
        """What belongs to the preview itself: the stream of news, scripts and styles."""
        if name == "events":
            self._send_events(query.get("page", [""])[0], query.get("build", ["0"])[0])
            return None
        file = _STATIC / name
        if name in {file.name for file in _STATIC.iterdir()}:
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return self._send(HTTPStatus.OK, file.read_bytes(), _with_charset(kind))
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def _send_start(self, path: str) -> Any:
        """The start page, and one for each site with all its pages; any other name than a site's gets the start page."""
        only = path.strip("/")
        if only and only not in sites(self._project_dir):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        page = start_page.render(self._state.sites(), self.server.server_address[1], only)
        return self._send(HTTPStatus.OK, page.encode())

    def _send(self, status: HTTPStatus, body: bytes, kind: str = "text/html; charset=utf-8") -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(b"" if self.command == "HEAD" else body)

    def _send_events(self, page: str, build: str) -> None:
        """The stream of news (server-sent events, HTML Standard 9.2) until the browser hangs up or the preview ends."""
        seen = int(build) if build.isascii() and build.isdigit() else 0
        with self._state.subscribed(self._site, page, seen) as subscription:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream; charset=utf-8")
            self.end_headers()
            if self.command == "HEAD":
                return
            self.wfile.write(b"retry: 500\n\n")
            if page:
                self._look(self._site, page)
            while (event := subscription.next(_HEARTBEAT_SECONDS)) is not None:
                name, data = event
                text = f"event: {name}\ndata: {json.dumps(data)}\n\n" if name else ":\n\n"
                self.wfile.write(text.encode())


def with_bar(html: bytes, page: str, build: int) -> bytes:
    """The page with the script of the bar at its end. ``page`` is its address in verdicts, "" for pages without one."""
    script = (
        f'<script defer src="{_OWN}bar.js" data-page="{escape(quote(page))}" data-build="{build}"></script>'
    )
    before, body, after = html.rpartition(b"</body>")
    return before + script.encode() + body + after if body else html + script.encode()


def _with_charset(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
