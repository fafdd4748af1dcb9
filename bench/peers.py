"""The peers: axe CLI and pa11y-ci from npm, installed for the benchmark alone, on the browser the audit uses.

They are locked in bench/package-lock.json and live in .cache/bench; neither they nor their dependencies are part of
the product.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from audit.engines.axe import AXE_DIR
from audit.errors import ProbeError
from audit.probes.chromium import find_programs

_BENCH = Path(__file__).resolve().parent
_LOCKED = ("package.json", "package-lock.json", ".npmrc")
_SECONDS = 1200  # a peer that needs longer than this is stuck
_PAGE_SECONDS = 120  # pa11y gives a page up after 30, which a busy machine can take
#: (page, axe rule, selector)
Violation = tuple[str, str, str]


class Peers:
    """Both peers, ready to be run on addresses; ``folder`` is where they are and where they write."""

    def __init__(self, folder: Path) -> None:
        """Install what is locked, unless it is there. ProbeError without npm or its packages."""
        self._folder = folder = folder.resolve()
        self._programs = find_programs()
        folder.mkdir(parents=True, exist_ok=True)
        lock = (_BENCH / "package-lock.json").read_bytes()
        installed = folder / "package-lock.json"
        if not (
            (folder / "node_modules").is_dir() and installed.is_file() and installed.read_bytes() == lock
        ):
            for name in _LOCKED:
                shutil.copy2(_BENCH / name, folder / name)
            # Their install scripts would download browsers and drivers of their own.
            _run(["npm", "ci", "--ignore-scripts", "--silent"], folder, (0,))

    def version(self, package: str) -> str:
        """The installed version."""
        return str(self._json(self._folder / "node_modules" / package / "package.json")["version"])

    def axe_cli(self, urls: Iterable[str]) -> None:
        """Run axe CLI with our axe-core; its result is read by ``axe_cli_violations``."""
        command = [
            *(self._program("axe"), *urls, "--no-reporter"),
            *("--save", "axe.json", "--dir", str(self._folder), "--axe-source", str(AXE_DIR / "axe.min.js")),
            *("--chrome-options", ",".join(flag.removeprefix("--") for flag in _flags())),
        ]
        if self._programs.browser:
            command += ["--chrome-path", self._programs.browser]
        if self._programs.driver:
            command += ["--chromedriver-path", self._programs.driver]
        (self._folder / "axe.json").unlink(missing_ok=True)
        _run(command, self._folder, (0,))

    def axe_cli_violations(self, base: str) -> dict[str, set[Violation]]:
        """What the last run of axe CLI found, by page address below ``base``."""
        results = self._json(self._folder / "axe.json")
        return {
            page: {
                (page, rule["id"], selector(node["target"]))
                for rule in result["violations"]
                for node in rule["nodes"]
            }
            for result in results
            for page in [result["url"].removeprefix(base)]
        }

    def pa11y_ci(self, urls: Iterable[str], concurrency: int) -> None:
        """Run pa11y-ci with its axe runner; ProbeError unless it measured every page."""
        launch = {"executablePath": self._programs.browser, "args": _flags()}
        defaults = {
            "runners": ["axe"],
            "concurrency": concurrency,
            # Its default; with two at once, closing them fails ("No target with given id") and loses pages.
            "useIncognitoBrowserContext": concurrency == 1,
            "timeout": _PAGE_SECONDS * 1000,
            "viewport": {"width": 1280, "height": 1024},
            "chromeLaunchConfig": {name: value for name, value in launch.items() if value},
        }
        urls = list(urls)
        config = self._folder / "pa11yci.json"
        config.write_text(json.dumps({"defaults": defaults, "urls": urls}), encoding="utf-8")
        # It exits with 2 where a page has issues, and so do we: ten pages have barriers.
        output = _run([self._program("pa11y-ci"), "--json", "--config", str(config)], self._folder, (0, 2))
        results = json.loads(output)["results"]
        for url in urls:
            failed = [issue for issue in results.get(url, [{}]) if "code" not in issue]
            if failed:
                raise ProbeError(
                    f"pa11y-ci hat {url} nicht gemessen: {failed[0].get('message', 'ohne Grund')}"
                )

    def _program(self, name: str) -> str:
        return str(self._folder / "node_modules" / ".bin" / name)

    @staticmethod
    def _json(file: Path) -> Any:
        return json.loads(file.read_text(encoding="utf-8"))


def selector(target: Iterable[str | list[str]]) -> str:
    """axe's target (frames, and shadow trees within) as instruments/axe.js writes it.

    >>> selector(["iframe", ["#host", "img"]])
    'iframe >>> #host >>> img'
    """
    return " >>> ".join(piece for part in target for piece in ([part] if isinstance(part, str) else part))


def _flags() -> list[str]:
    """What the audit's own browser is started with, as far as it changes results or is needed to start."""
    flags = ["--window-size=1280,1024", "--force-device-scale-factor=1", "--hide-scrollbars"]
    return [*flags, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else flags


def _run(command: list[str], folder: Path, allowed: tuple[int, ...]) -> str:
    """Standard output of a command; ProbeError if it cannot run, ends otherwise than ``allowed`` or hangs."""
    name = Path(command[0]).name
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except FileNotFoundError as error:
        raise ProbeError(f"{name} fehlt. Bitte Node.js mit npm installieren.") from error
    except subprocess.TimeoutExpired as error:
        raise ProbeError(f"{name} war nach {_SECONDS} Sekunden nicht fertig.") from error
    if done.returncode not in allowed:
        last = ((done.stderr or done.stdout).strip().splitlines() or ["ohne Meldung"])[-1]
        raise ProbeError(f"{name} endete mit {done.returncode}: {last}")
    return done.stdout
