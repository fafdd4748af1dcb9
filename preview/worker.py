"""The process that builds and audits, with everything in memory. Started, spoken to and replaced by ``supervisor``.

One JSON object a line in both directions. In: ``{"do": "build", "site", "build", "files" | null, "first", "more"}``,
``{"do": "look", "site", "page"}``, ``{"do": "forget", "site"}``; end of input ends it. Out, by ``event``: ``ready``, ``built``,
``problem``, ``verdict``, ``checked`` with ``site`` and ``build``, and ``broken`` with the problems when the program cannot start.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

#: A thread that serves or drives a browser waits no longer than that while rules are asked; Python's own 5 ms, a dozen times a
#: visit, take a tenth of the time until its findings.
_SWITCH_SECONDS = 0.0005
#: Nothing happened for so long: time for what readers of the pages do not wait for.
IDLE_SECONDS = 1.0
#: What pages show or run. The search index is no such thing: it follows in ``settle``.
_ASSETS = {
    ".css",
    ".js",
    ".svg",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".avif",
    ".gif",
    ".woff2",
    ".mp4",
    ".webm",
    ".vtt",
}
_SEARCH = "pagefind"
#: No more verdicts.
_END = object()

Say = Callable[[str, Mapping[str, Any]], None]
Command = Mapping[str, Any]


@dataclass(slots=True)
class Round:
    """The verdicts of one build that are still to come."""

    build: int
    verdicts: Iterator[Any]


class Worker:
    """Builds what it is told to; between commands it gathers verdicts, one at a time, so that no save waits for long."""

    def __init__(
        self, project_dir: Path, say: Say, new_site: Callable[..., Any], new_audit: Callable[..., Any]
    ) -> None:
        """``new_site`` is ``ResidentSite``, ``new_audit`` ``ResidentAudit``: imported where a fault in them can be told."""
        self._project_dir, self._say = project_dir, say
        self._new_site, self._new_audit = new_site, new_audit
        self._sites: dict[str, Any] = {}
        self._audits: dict[str, Any] = {}
        self._manifests: dict[str, Mapping[str, Any]] = {}
        self._untold: dict[str, set[str] | None] = {}
        self._rounds: dict[str, Round] = {}
        self._builds: dict[str, int] = {}
        self._unsettled: set[str] = set()

    def run(self, inbox: SimpleQueue[Command | None]) -> None:
        """Work until None comes."""
        waits = True  # for the first command, and while more builds are announced
        try:
            while True:
                if not waits and inbox.empty() and self._rounds:
                    self._next_verdict()
                    continue
                try:
                    command = inbox.get(timeout=IDLE_SECONDS if self._unsettled and not waits else None)
                except Empty:
                    self._settle()
                    continue
                if command is None:
                    return
                waits = command.get("more", False)
                getattr(self, f"_{command['do']}")(
                    **{k: v for k, v in command.items() if k not in ("do", "more")}
                )
        finally:
            for audit in self._audits.values():
                audit.close()

    def _build(self, site: str, build: int, files: list[str] | None, first: list[str]) -> None:
        changed = None if files is None else {Path(file) for file in files}
        try:
            if site not in self._sites:
                self._sites[site], changed = self._new_site(site, self._project_dir), None
            built = self._sites[site].build(changed)
        except Exception as error:  # noqa: BLE001  a bug in a plugin is shown where its author looks
            self._sites.pop(site, None)
            self._say_problem(site, build, [_bug(error)])
            return
        if built.problems or built.fault:
            problems = [{"file": p.file, "line": p.line, "message": _message(p)} for p in built.problems]
            self._say_problem(site, build, problems or [{"file": "", "line": 0, "message": built.fault}])
            return
        self._builds[site] = build
        self._manifests[site] = built.manifest
        self._unsettled.add(site)
        self._say_built(site, build, built, all_new=changed is None)
        before = self._untold.get(site, set())
        self._untold[site] = None if changed is None or before is None else before | set(built.touched)
        self._begin_round(site, first)

    def _say_built(self, site: str, build: int, built: Any, *, all_new: bool) -> None:
        output = self._project_dir / "output" / site
        pages = [name for name in built.touched if name.endswith("index.html")]
        there = [name for name in pages if (output / name).is_file()]
        told = {
            "site": site,
            "build": build,
            "title": built.manifest["title"],
            "pages": [_address(name) for name in there],
            "gone": [_address(name) for name in set(pages) - set(there)],
            "assets": any(_is_asset(name) for name in built.touched),
            "all_new": all_new,
        }
        self._say("built", told)

    def _say_problem(self, site: str, build: int, problems: list[Mapping[str, Any]]) -> None:
        self._say("problem", {"site": site, "build": build, "problems": problems})
        if site in self._builds and site not in self._rounds:  # the last good state was checked already
            self._say("checked", {"site": site, "build": self._builds[site]})

    def _begin_round(self, site: str, first: Collection[str]) -> None:
        """Ask for verdicts anew, before those of all other sites."""
        self._end_round(site)
        if site not in self._audits:
            self._untold[site] = None
            cache = self._project_dir / ".cache" / "audit.sqlite"
            self._audits[site] = self._new_audit(site, self._project_dir, cache_file=cache)
        verdicts = self._audits[site].verdicts(self._manifests[site], self._untold[site], first)
        self._rounds = {site: Round(self._builds[site], iter(verdicts)), **self._rounds}
        if first:  # somebody waits: have the browsers begin before other sites are built
            self._next_verdict()

    def _end_round(self, site: str) -> None:
        if old := self._rounds.pop(site, None):
            old.verdicts.close()

    def _next_verdict(self) -> None:
        site, current = next(iter(self._rounds.items()))
        told = {"site": site, "build": current.build}
        try:
            verdict = next(current.verdicts, _END)
        except Exception as error:  # noqa: BLE001  a bug in the audit must not end the preview
            del self._rounds[site]
            with suppress(Exception):
                self._audits.pop(site).close()
            self._say("problem", {**told, "problems": [self._told(error)]})
            return
        self._untold[site] = set()
        if verdict is _END:
            del self._rounds[site]
            self._say("checked", told)
        elif verdict is not None:  # else the browsers are at work
            self._say("verdict", {**told, "verdict": verdict.as_data()})

    def _told(self, error: Exception) -> dict[str, Any]:
        """What ended an audit: a file somebody wrote, such as accepted.yaml, or a bug."""
        from audit.errors import AuditError

        if isinstance(error, AuditError):
            return {"file": "", "line": 0, "message": str(error).replace(f"{self._project_dir}/", "")}
        return _bug(error)

    def _look(self, site: str, page: str) -> None:
        """Somebody waits for this page."""
        if site in self._rounds:
            self._begin_round(site, [page])

    def _forget(self, site: str) -> None:
        """There is no such site any more."""
        self._end_round(site)
        for kept in (self._sites, self._manifests, self._untold, self._builds):
            kept.pop(site, None)
        self._unsettled.discard(site)
        if audit := self._audits.pop(site, None):
            audit.close()

    def _settle(self) -> None:
        """What nobody waits for, one site at a time."""
        site = self._unsettled.pop()
        try:
            self._sites[site].settle()
        except Exception as error:  # noqa: BLE001  as in _build
            self._say_problem(site, self._builds[site], [_bug(error)])


def _message(problem: Any) -> str:
    return f"Feld „{problem.field}“: {problem.message}" if problem.field else problem.message


def _address(name: str) -> str:
    return "/" + name.removesuffix("index.html")


def _is_asset(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix in _ASSETS and path.parts[0] != _SEARCH


def _bug(error: Exception) -> dict[str, Any]:
    """A bug in the program as a problem: where in our files it showed."""
    traceback.print_exception(error)
    root = Path(__file__).resolve().parents[1]
    if isinstance(error, SyntaxError):
        places = [(error.filename or "", error.lineno or 0)]
    else:
        places = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    own = [
        (Path(file), line) for file, line in places if Path(file).is_relative_to(root) and ".venv" not in file
    ]
    file, line = own[-1] if own else (root, 0)
    hint = "Das betrifft das Programm, nicht die Inhalte. Bitte das Web-Team fragen."
    name = file.relative_to(root).as_posix() if own else ""
    return {"file": name, "line": line, "message": f"{type(error).__name__}: {error}. {hint}"}


def main(project_dir: Path) -> None:
    """Speak JSON lines over standard input and output; whatever else is printed goes to the terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the supervisor's business
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(event: str, data: Mapping[str, Any]) -> None:
        out.write(json.dumps({"event": event, **data}) + "\n")
        out.flush()

    inbox: SimpleQueue[Command | None] = SimpleQueue()

    def listen() -> None:
        for line in sys.stdin:
            inbox.put(json.loads(line))
        inbox.put(None)

    Thread(target=listen, daemon=True).start()
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.set_threshold(100_000)  # pages stay; looking for cycles among them seldom pays
    with ExitStack() as stack:
        try:
            new_site, new_audit = _program(project_dir, stack)
        except Exception as error:  # noqa: BLE001  whatever keeps the program from being imported
            say("broken", {"problems": [_bug(error)]})
            return
        say("ready", {})
        Worker(project_dir, say, new_site, new_audit).run(inbox)


def _program(project_dir: Path, stack: ExitStack) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """``ResidentSite`` and ``ResidentAudit``, whose browsers start while the rest is imported and end with ``stack``."""
    from audit import config
    from audit.live.browsers import LiveBrowsers

    browsers = LiveBrowsers(config.load(project_dir), os.cpu_count() or 1)
    stack.callback(browsers.close)
    browsers.start()
    from audit.live.resident import ResidentAudit
    from plugins.building.resident import ResidentSite

    return ResidentSite, partial(ResidentAudit, browsers=browsers)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
