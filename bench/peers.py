"""The peers: axe CLI and pa11y-ci from npm, installed for the benchmark alone, in a browser of this machine (``browsers``).

They are locked in bench/package-lock.json and live in .cache/bench; neither they nor their dependencies are part of
the product.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from audit.engines.axe import AXE_DIR
from audit.errors import ProbeError
from audit.probes.chromium import find_programs
from bench import browsers

_BENCH = Path(__file__).resolve().parent
_LOCKED = ("package.json", "package-lock.json", ".npmrc")
_PAGE_SECONDS = 120  # pa11y gives a page up after 30, which a busy machine can take
#: (page, axe rule, selector)
Violation = tuple[str, str, str]


class Peers:
    """Both peers, ready to be run on addresses; ``folder`` is where they are, write and have to be run."""

    def __init__(self, folder: Path) -> None:
        """Install what is locked, unless it is there. ProbeError without npm or its packages."""
        self.folder = folder = folder.resolve()
        self._driver = find_programs().driver
        folder.mkdir(parents=True, exist_ok=True)
        lock = (_BENCH / "package-lock.json").read_bytes()
        installed = folder / "package-lock.json"
        if not (
            (folder / "node_modules").is_dir() and installed.is_file() and installed.read_bytes() == lock
        ):
            for name in _LOCKED:
                shutil.copy2(_BENCH / name, folder / name)
            _install(folder)

    def version(self, package: str) -> str:
        """The installed version."""
        return str(_json(self.folder / "node_modules" / package / "package.json")["version"])

    def axe_cli(self, urls: Iterable[str], browser: str) -> list[str]:
        """The command of axe CLI with our axe-core; its result is read by ``axe_cli_violations``. It ends with 0."""
        command = [
            *(self._program("axe"), *urls, "--no-reporter"),
            *("--save", "axe.json", "--dir", str(self.folder), "--axe-source", str(AXE_DIR / "axe.min.js")),
            *("--chrome-path", str(browsers.program(browser, self.folder))),
        ]
        return [*command, "--chromedriver-path", self._driver] if self._driver else command

    def axe_cli_violations(self, base: str) -> dict[str, set[Violation]]:
        """What the last run of axe CLI found, by page address below ``base``."""
        return {
            page: {
                (page, rule["id"], selector(node["target"]))
                for rule in result["violations"]
                for node in rule["nodes"]
            }
            for result in _json(self.folder / "axe.json")
            for page in [result["url"].removeprefix(base)]
        }

    def pa11y_ci(self, urls: Iterable[str], browser: str, concurrency: int) -> list[str]:
        """The command of pa11y-ci with its axe runner. It ends with 0, or with 2 where a page has issues."""
        config = self.folder / f"pa11yci-{Path(browser).name}-{concurrency}.json"
        defaults = {
            "runners": ["axe"],
            "reporters": [["json", {"fileName": "./pa11y.json"}]],
            "concurrency": concurrency,
            # Its default; with two at once, closing them fails ("No target with given id") and loses pages.
            "useIncognitoBrowserContext": concurrency == 1,
            "timeout": _PAGE_SECONDS * 1000,
            "viewport": {"width": 1280, "height": 1024},
            "chromeLaunchConfig": {"executablePath": str(browsers.program(browser, self.folder))},
        }
        config.write_text(json.dumps({"defaults": defaults, "urls": list(urls)}), encoding="utf-8")
        return [self._program("pa11y-ci"), "--config", str(config)]

    def require_pa11y_ci(self, urls: Iterable[str]) -> None:
        """ProbeError unless the last run of pa11y-ci measured every page."""
        results = _json(self.folder / "pa11y.json")["results"]
        for url in urls:
            failed = [issue for issue in results.get(url, [{}]) if "code" not in issue]
            if failed:
                raise ProbeError(
                    f"pa11y-ci hat {url} nicht gemessen: {failed[0].get('message', 'ohne Grund')}"
                )

    def forget(self) -> None:
        """Take away what the last runs wrote, so that no result of an earlier one is taken for the next one's."""
        for name in ("axe.json", "pa11y.json"):
            (self.folder / name).unlink(missing_ok=True)

    def _program(self, name: str) -> str:
        return str(self.folder / "node_modules" / ".bin" / name)


def selector(target: Iterable[str | list[str]]) -> str:
    """axe's target (frames, and shadow trees within) as instruments/axe.js writes it.

    >>> selector(["iframe", ["#host", "img"]])
    'iframe >>> #host >>> img'
    """
    return " >>> ".join(piece for part in target for piece in ([part] if isinstance(part, str) else part))


def _json(file: Path) -> Any:
    if not file.is_file():
        raise ProbeError(f"{file} fehlt: Das verglichene Programm hat kein Ergebnis geschrieben.")
    return json.loads(file.read_text(encoding="utf-8"))


def _install(folder: Path) -> None:
    """Their install scripts would download browsers and drivers of their own, so these do not run."""
    command = ["npm", "ci", "--ignore-scripts", "--silent"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=1200, check=False)
    except FileNotFoundError as error:
        raise ProbeError("npm fehlt. Bitte Node.js mit npm installieren.") from error
    except subprocess.TimeoutExpired as error:
        raise ProbeError(
            "npm war nach 20 Minuten nicht fertig. Bitte später noch einmal versuchen."
        ) from error
    if done.returncode:
        last = ((done.stderr or done.stdout).strip().splitlines() or ["ohne Meldung"])[-1]
        raise ProbeError(f"axe CLI und pa11y-ci lassen sich nicht installieren (npm ci): {last}")
