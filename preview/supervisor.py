"""Starts the process that builds and audits, gives it work, tells what it says, and replaces it when it is gone.

While a build runs, changes collect; the next build takes them all, so that ten saves are not ten builds behind.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from plugins.build import sites
from preview.changes import Files
from preview.child import Child
from preview.state import State
from preview.terminal import Terminal

#: A process that ends by itself so soon after its start will not do better next time: wait for a save.
_SHORT_LIFE_SECONDS = 2.0


class Supervisor:
    """``run`` works until ``stop`` is called; everything else may be called from any thread."""

    def __init__(self, project_dir: Path, state: State, terminal: Terminal) -> None:
        self._project_dir, self._state, self._terminal = project_dir, state, terminal
        self._files = Files(project_dir)
        self._inbox: SimpleQueue[tuple[str, Any]] = SimpleQueue()
        self._child: Child | None = None
        self._ready = False
        self._numbers = count(int(time.time()))  # of builds: they grow from one preview to the next, too
        self._waiting: dict[str, set[Path] | None] = {}
        self._current = ""  # the site that is built now
        self._tell = {
            "ready": self._is_ready,
            "broken": self._broken,
            "built": self._built,
            "problem": self._problem,
            "verdict": self._verdict,
            "checked": self._checked,
        }

    def watched(self) -> list[Path]:
        """The folders whose changes to tell."""
        return self._files.watched()

    def changed(self, paths: Iterable[Path]) -> None:
        """Something was saved."""
        self._inbox.put(("changed", list(paths)))

    def look(self, site: str, page: str) -> None:
        """Somebody opened a page."""
        self._inbox.put(("look", (site, page)))

    def stop(self) -> None:
        """End the process, and ``run``."""
        self._inbox.put(("stop", None))

    def run(self) -> None:
        """Build all sites, then what changes."""
        self._start()
        try:
            while True:
                what, data = self._inbox.get()
                if what == "stop":
                    return
                getattr(self, f"_on_{what}")(data)
                self._build_next()
        finally:
            if self._child:
                self._child.end()

    def _start(self) -> None:
        if self._child:
            self._child.end()
        self._ready, self._current = False, ""
        names = sites(self._project_dir)
        self._state.set_sites(names)
        self._waiting = dict.fromkeys(names)
        self._child = Child(self._project_dir, self._inbox)

    def _on_changed(self, paths: list[Path]) -> None:
        work = self._files.work(paths)
        if work.code:
            self._terminal.code_changed()
            self._start()
            return
        self._notice_sites()
        if not self._child:
            self._start()
        for site, files in work.files.items():
            self._waiting[site] = _both(self._waiting.pop(site, set()), set(files))

    def _notice_sites(self) -> None:
        """New and vanished microsites."""
        names = sites(self._project_dir)
        known = set(self._state.names())
        self._state.set_sites(names)
        self._waiting |= dict.fromkeys(set(names) - known)
        for gone in known - set(names):
            self._waiting.pop(gone, None)
            if self._child:
                self._child.tell({"do": "forget", "site": gone})

    def _on_look(self, data: tuple[str, str]) -> None:
        site, page = data
        if self._child and not self._state.is_complete(site, page):
            self._child.tell({"do": "look", "site": site, "page": page})

    def _on_died(self, child: Child) -> None:
        if child is not self._child:
            return
        lasted = time.monotonic() - child.started
        child.end()
        self._child = None
        if lasted > _SHORT_LIFE_SECONDS:
            self._terminal.worker_died()
            self._start()
            return
        message = "Das Programm endet gleich nach dem Start. Die Meldung steht im Terminal. Bitte das Web-Team fragen."
        self._broken([{"file": "", "line": 0, "message": message}])

    def _on_said(self, data: tuple[Child, Mapping[str, Any]]) -> None:
        child, said = data
        if child is not self._child:
            return
        told = {key: value for key, value in said.items() if key != "event"}
        if said["event"] in ("built", "problem") and self._current == told["site"]:
            self._current = ""
        if "site" not in told or told["site"] in self._state.names():
            self._tell[said["event"]](**told)

    def _build_next(self) -> None:
        """Hand over everything that waits for one site, if no build runs: first a site that somebody looks at."""
        if not (self._child and self._ready and self._waiting) or self._current:
            return
        site = min(self._waiting, key=lambda name: not self._state.looked_at(name))
        files = self._waiting.pop(site)
        self._current = site
        names = sorted(self._name(file) for file in files or ())
        build = next(self._numbers)
        self._state.building(site, build, names)
        self._terminal.building(site, names)
        command = {
            "do": "build",
            "site": site,
            "build": build,
            "files": None if files is None else [str(file) for file in sorted(files)],
            "first": self._state.looked_at(site),
            "more": bool(self._waiting),
        }
        self._child.tell(command)

    def _name(self, file: Path) -> str:
        return (
            file.relative_to(self._project_dir).as_posix()
            if file.is_relative_to(self._project_dir)
            else file.name
        )

    # ---- what the process says, by event ----

    def _is_ready(self) -> None:
        self._ready = True

    def _broken(self, problems: list[Mapping[str, Any]]) -> None:
        """The program cannot start: nothing to do until somebody saves."""
        if self._child:
            self._child.end()
        self._child, self._current, self._waiting = None, "", {}
        for site in self._state.names():
            self._state.problem(site, next(self._numbers), problems)
        self._terminal.problems("Dreiklick", problems)

    def _built(self, site: str, build: int, **told: Any) -> None:
        self._state.built(site, build, **told)
        self._terminal.built(site, len(told["pages"]))

    def _problem(self, site: str, build: int, problems: list[Mapping[str, Any]]) -> None:
        self._state.problem(site, build, problems)
        self._terminal.problems(site, problems)

    def _verdict(self, site: str, build: int, verdict: Mapping[str, Any]) -> None:
        if shown := self._state.verdict(site, build, verdict):
            self._terminal.verdict(site, shown)

    def _checked(self, site: str, build: int) -> None:
        if lights := self._state.checked(site, build):
            self._terminal.checked(site, lights)


def _both(one: set[Path] | None, other: set[Path] | None) -> set[Path] | None:
    """The files of both; None, which is all, if either is."""
    return None if one is None or other is None else one | other
