"""Serve a folder to the browser on the loopback interface, as the town's web server would."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import quote


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keep connections: a page loads in fewer round trips
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".html": "text/html; charset=utf-8"}

    def log_message(self, *arguments: object) -> None:
        """Nothing: requests of the audit's own browser are of no interest."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: a browser that is stopped drops its connections, which is no error here."""


class LocalServer:
    """``with LocalServer(folder) as server: server.url_of("/kontakt/")``"""

    def __init__(self, folder: Path) -> None:
        self._server = _Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
        # By default it looks every half second whether it shall stop, and an audit would wait for that at its end.
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def url_of(self, path: str) -> str:
        """Address of a site path at this server."""
        return f"http://127.0.0.1:{self._server.server_port}{quote(path)}"

    def __enter__(self) -> LocalServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
