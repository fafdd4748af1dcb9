"""What takes turns in ``bench audit``: our audit, axe alone and with all rules, and the peers in both browsers."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.errors import ProbeError
from bench import browsers
from bench.corpus import Corpus
from bench.memory import peak_mib
from bench.peers import Peers, Violation
from bench.programs import PROJECT_DIR
from bench.spent import Spent, spent

#: By contender, as docs/benchmarks.md says it.
NAMES = {
    "ours": "Dreiklick, axe only",
    "ours_warm": "Dreiklick, axe only, nothing changed",
    "axe_cli": "axe CLI",
    "axe_cli_shell": "axe CLI, headless shell",
    "pa11y_ci": "pa11y-ci",
    "pa11y_ci_shell": "pa11y-ci, headless shell",
    "pa11y_ci_two_at_once": "pa11y-ci, two pages at once",
    "command_full_audit": "Dreiklick, all rules",
    "command_full_audit_warm": "Dreiklick, all rules, nothing changed",
}


@dataclass(frozen=True, slots=True)
class Contender:
    """A command, run from start to end. ``before`` makes it a first run; ``after`` proves that it did all of its work."""

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    allowed: Collection[int] = (0,)
    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None

    def turn(self) -> Spent:
        """One measured run. ProbeError if it fails or leaves pages out."""
        self.before()
        taken = spent(self.command, self.folder, self.environment, self.allowed)
        self.after()
        return taken

    def peak_mb(self) -> float:
        """Its memory at the peak, with all that it starts, in a run of its own: looking takes time."""
        self.before()
        return round(peak_mib(self.command, self.folder, self.environment) * 2**20 / 1e6, 1)


class Arena:
    """All contenders on the same pages, and what each of them found."""

    def __init__(self, work: Path, site: Corpus, peers: Peers, base: str) -> None:
        """``base`` is where the peers find the pages."""
        self._work, self._site, self._peers, self._base = work, site, peers, base
        self._cache = work / "cache.sqlite"
        self._temporary = os.environ | {"TMPDIR": str(work)}  # a browser that is killed leaves its profile
        self._urls = [base + page for page in site.pages]
        #: Violations by page, by contender, of those whose violations must be the same.
        self.found: dict[str, Mapping[str, set[Violation]]] = {}
        #: The version of the audit's browser, once it ran.
        self.chromium = ""

    def contenders(self) -> dict[str, Contender]:
        """By name, in the order of turns: warm ones use what the cold ones before them left."""
        whole, shell, cache = browsers.whole(), browsers.shell(), self._cache
        found = {
            "ours": self._ours("ours", before=lambda: cache.unlink(missing_ok=True)),
            "ours_warm": self._ours("ours_warm"),
            "axe_cli": self._axe_cli("axe_cli", whole),
        }
        if shell:
            found["axe_cli_shell"] = self._axe_cli("axe_cli_shell", shell)
        found["pa11y_ci"] = self._pa11y_ci(whole, 1)
        if shell:
            found["pa11y_ci_shell"] = self._pa11y_ci(shell, 1)
        found["pa11y_ci_two_at_once"] = self._pa11y_ci(whole, 2)
        project = self._work / "project"
        project.mkdir()
        full_cache = project / ".cache" / "audit.sqlite"
        found["command_full_audit"] = self._command(project, lambda: full_cache.unlink(missing_ok=True))
        found["command_full_audit_warm"] = self._command(project)
        return found

    def _ours(self, name: str, before: Callable[[], None] = lambda: None) -> Contender:
        result = self._work / f"{name}.json"
        arguments = [str(self._site.folder), str(self._cache), str(result)]

        def read() -> None:
            data = json.loads(result.read_text(encoding="utf-8"))
            if data["failures"]:
                raise ProbeError(f"Nicht alle Seiten ließen sich prüfen: {data['failures']}")
            self.chromium = data["chromium"]
            self.found[name] = {
                page: {(page, rule, target) for rule, target in found}
                for page, found in data["violations"].items()
            }

        return Contender(
            [sys.executable, "-m", "bench.ours", *arguments],
            self._work,
            _environment(),
            before=before,
            after=read,
        )

    def _axe_cli(self, name: str, browser: str) -> Contender:
        def read() -> None:
            self.found[name] = self._peers.axe_cli_violations(self._base)

        command = self._peers.axe_cli(self._urls, browser)
        return Contender(
            command,
            self._peers.folder,
            self._temporary,
            before=self._peers.forget,
            after=read,
        )

    def _pa11y_ci(self, browser: str, concurrency: int) -> Contender:
        return Contender(
            self._peers.pa11y_ci(self._urls, browser, concurrency),
            self._peers.folder,
            self._temporary,
            (0, 2),
            before=self._peers.forget,
            after=lambda: self._peers.require_pa11y_ci(self._urls),
        )

    def _command(self, project: Path, before: Callable[[], None] = lambda: None) -> Contender:
        command = [sys.executable, "-m", "audit", str(self._site.folder), "--format", "json"]
        return Contender(command, project, _environment(), (0, 1), before)  # 1: ten pages have a barrier


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(PROJECT_DIR), "CI": "1"}
