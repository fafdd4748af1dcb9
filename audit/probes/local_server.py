"""Serve a folder to the browser on the loopback interface, as the town's web server would."""

from __future__ import annotations

import functools
import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import BinaryIO
from urllib.parse import quote


class _Handler(SimpleHTTPRequestHandler):
    """Files as they are now: a browser that stays open asks again for what it knows (RFC 9111, 5.2.2.4), since it would
    take a file that is old for good without asking; and a date says nothing of two changes within a second.
    """

    protocol_version = "HTTP/1.1"  # keep connections: a page loads in fewer round trips
    disable_nagle_algorithm = True  # head and body of an answer do not wait for one another
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".html": "text/html; charset=utf-8"}

    _tag = ""

    def send_head(self) -> BinaryIO | None:
        """The answer's head, and the file to follow; only the head where the browser has the file already."""
        self._tag = _tag_of(Path(self.translate_path(self.path)))
        if self._tag and self.headers["If-None-Match"] == self._tag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.end_headers()
            return None
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def end_headers(self) -> None:
        """Say with every answer how long it holds: not at all."""
        self.send_header("Cache-Control", "no-cache")
        if self._tag:
            self.send_header("ETag", self._tag)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Nothing: requests of the audit's own browser are of no interest."""


def _tag_of(path: Path) -> str:
    """What changes with a file's content; "" where there is no file."""
    try:
        found = (path / "index.html" if path.is_dir() else path).stat()
    except (OSError, ValueError):  # whoever reads it says why
        return ""
    return f'"{found.st_ino:x}-{found.st_ctime_ns:x}-{found.st_size:x}"'


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
