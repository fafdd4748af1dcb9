"""Show the microsites while they are written: serve what is built, rebuild on save.

    python -m plugins.preview [--port 8000]

Every site has an address of its own, ``http://<site>.localhost:8000/``, as on the town's server; the plain
``http://localhost:8000/`` lists them. A build that fails is told in the terminal, and the last good pages stay.
Building happens in a process of its own, so that changed plugins and templates count too.
Exit codes: 0 ended with Ctrl-C · 2 the port cannot be used.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import click
from watchfiles import watch

from plugins.build import CODE_DIR, sites

#: Builds the named sites of a project and tells what is wrong; returns the exit code of ``plugins.build``.
Build = Callable[[Sequence[str]], int]

START_PAGE = """\
<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Vorschau der Microsites</title>
<style>:root {{ color-scheme: light dark }} body {{ font: 1.125rem/1.6 system-ui, sans-serif; margin: 2rem }}</style>
</head>
<body>
<main>
<h1>Vorschau der Microsites</h1>
<ul>
{links}
</ul>
</main>
</body>
</html>
"""


class PreviewHandler(SimpleHTTPRequestHandler):
    """Answers from ``output/<site>``, where the Host header names the site; keeps no browser from asking again."""

    def __init__(self, *arguments: Any, project_dir: Path) -> None:
        self.project_dir = project_dir
        super().__init__(*arguments, directory=str(project_dir / "output"))

    def send_head(self) -> Any:
        """Choose the site's folder; the standard handler keeps every path inside it."""
        host = self.headers.get("Host", "").lower().partition(":")[0]
        site = host.removesuffix(".localhost")
        if site in sites(self.project_dir):
            self.directory = str(self.project_dir / "output" / site)
            return super().send_head()
        if self.path == "/":
            self._send_page(HTTPStatus.OK, self._start_page())
        else:
            self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own 404.html for what it does not have."""
        own = Path(self.directory, "404.html")
        if code == HTTPStatus.NOT_FOUND and own.is_file():
            self._send_page(HTTPStatus.NOT_FOUND, own.read_bytes())
        else:
            super().send_error(code, message, explain)

    def list_directory(self, path: Any) -> None:
        """A folder without a page is not found, as on the town's server."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def guess_type(self, path: Any) -> str:
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """The terminal belongs to the build's messages."""

    def _send_page(self, status: HTTPStatus, page: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def _start_page(self) -> bytes:
        port = self.server.server_address[1]
        links = (
            f'<li><a href="{escape(_address(site, port))}">{escape(site)}</a></li>'
            for site in sites(self.project_dir)
        )
        return START_PAGE.format(links="\n".join(links)).encode()


def sites_to_build(changed: Iterable[Path], project_dir: Path) -> list[str]:
    """The sites that show what changed: one for its own content, all for shared content, theme or plugins."""
    everything = sites(project_dir)
    touched = set()
    for path in changed:
        parts = path.relative_to(project_dir).parts
        own = parts[1] if parts[0] == "content" and len(parts) > 2 else ""
        touched |= {own} & set(everything) if own and own != "gemeinsam" else set(everything)
    return sorted(touched)


def open_server(project_dir: Path, port: int) -> ThreadingHTTPServer:
    """A server for this machine only; OSError if the port is taken."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(PreviewHandler, project_dir=project_dir))


def rebuild_on_save(project_dir: Path, build: Build) -> None:
    """Build what each change touches, until Ctrl-C raises KeyboardInterrupt."""
    watched = [project_dir / name for name in ("content", "theme", "plugins", "pelicanconf.py")]
    for changes in watch(*filter(Path.exists, watched)):
        changed = sorted({Path(path) for _, path in changes})
        names = ", ".join(path.relative_to(project_dir).as_posix() for path in changed[:3])
        more = f" und {len(changed) - 3} weitere" if len(changed) > 3 else ""
        print(f"{datetime.now():%H:%M:%S} geändert: {names}{more}", flush=True)
        _build(sites_to_build(changed, project_dir), build)


def _build(names: Sequence[str], build: Build) -> None:
    """A broken build is news, not the end; a child that ends otherwise than ``plugins.build`` does is explained."""
    if names and build(names) not in (0, 2, 4):
        print(
            "✗ Der Bau ist abgebrochen (Meldung oben). Zu sehen ist der letzte gute Stand.", file=sys.stderr
        )


def _build_in_child(names: Sequence[str]) -> int:
    return subprocess.run(
        [sys.executable, "-m", "plugins.build", "--preview", *names], cwd=CODE_DIR, check=False
    ).returncode


def _address(site: str, port: int) -> str:
    return f"http://{site}.localhost:{port}/"


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port auf diesem Rechner."
)
def main(port: int) -> None:
    """Zeigt alle Microsites im Browser und baut sie bei jedem Speichern neu. Ende mit Strg+C."""
    try:
        server = open_server(CODE_DIR, port)
    except OSError as error:
        hint = f"Bitte einen anderen wählen: make preview PORT={port + 1}"
        print(f"Port {port} ist nicht frei ({error.strerror}). {hint}", file=sys.stderr)
        sys.exit(2)
    with server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            _build(sites(CODE_DIR), _build_in_child)
            for address in (f"http://localhost:{port}/", *(_address(site, port) for site in sites(CODE_DIR))):
                print(f"  {address}")
            print("Bereit. Jedes Speichern baut neu, Strg+C beendet.", flush=True)
            rebuild_on_save(CODE_DIR, _build_in_child)
        except KeyboardInterrupt:
            server.shutdown()
    print("\nVorschau beendet.")


if __name__ == "__main__":
    main()
