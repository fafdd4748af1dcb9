"""Show the microsites while they are written: every save is built, served and judged at once.

    python -m preview [--port 8000] [--project FOLDER]

Every site has an address of its own, ``http://<site>.localhost:8000/``, as on the town's server; the plain
``http://localhost:8000/`` shows all sites with their pages and lights.
Exit codes: 0 ended with Ctrl-C · 2 the port cannot be used.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from threading import Event, Thread

import click
from watchfiles import watch

from plugins.build import CODE_DIR, sites
from preview.changes import CONFIGURATION, OwnFiles
from preview.server import PreviewServer
from preview.state import State
from preview.supervisor import Supervisor
from preview.terminal import Terminal

#: A save is told after so many milliseconds without another one, at the latest after the second number.
_STEP, _DEBOUNCE = 5, 50


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port auf diesem Rechner."
)
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CODE_DIR,
    help="Ordner mit content/ (Voreinstellung: dieser).",
)
def main(port: int, project: Path) -> None:
    """Zeigt alle Microsites im Browser, baut und prüft sie bei jedem Speichern. Ende mit Strg+C."""
    project = project.resolve()
    state, stop = State(), Event()
    supervisor = Supervisor(project, state, Terminal())
    try:
        server = PreviewServer(project, port, state, supervisor.look)
    except OSError as error:
        hint = f"Bitte einen anderen wählen: make preview PORT={port + 1}"
        print(f"Port {port} ist nicht frei ({error.strerror}). {hint}", file=sys.stderr)
        sys.exit(2)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    worker = Thread(target=supervisor.run)
    threads = [
        Thread(target=server.serve_forever),
        worker,
        Thread(target=_watch_root, args=(supervisor, stop)),
    ]
    try:
        for thread in threads:
            thread.start()
        _greet(project, port)
        for changes in watch(*supervisor.watched(), watch_filter=OwnFiles(), step=_STEP, debounce=_DEBOUNCE):
            supervisor.changed(Path(path) for _, path in changes)
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        supervisor.stop()
        state.end()
        server.shutdown()
        for thread in threads:
            thread.join()
        server.server_close()
    print("\nVorschau beendet.")


def _watch_root(supervisor: Supervisor, stop: Event) -> None:
    """Tell when the configuration is saved. A watched file alone is lost when an editor replaces it, so watch its folder."""
    file = CODE_DIR / CONFIGURATION
    only = lambda change, path: Path(path) == file  # noqa: E731
    for _ in watch(
        CODE_DIR,
        watch_filter=only,
        recursive=False,
        stop_event=stop,
        step=_STEP,
        debounce=_DEBOUNCE,
        raise_interrupt=False,
        rust_timeout=500,
    ):
        supervisor.changed([file])


def _greet(project: Path, port: int) -> None:
    print(f"Alle Microsites: http://localhost:{port}/")
    for site in sites(project):
        print(f"  http://{site}.localhost:{port}/")
    print("Jedes Speichern baut und prüft neu, Strg+C beendet.", flush=True)


if __name__ == "__main__":
    main()
