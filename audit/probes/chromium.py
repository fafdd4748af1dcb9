"""Find and start Chromium with its driver, and stop both for certain."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from contextlib import suppress
from dataclasses import dataclass

from selenium import webdriver  # its classes load on first use: an audit that needs no browser starts faster
from selenium.common.exceptions import WebDriverException
from urllib3.exceptions import HTTPError

from audit.errors import ProbeError

#: The same browser without a window: Debian's name, and that of Google's downloads.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: V8 optimises functions 25 times later than by default: on a usual page axe is done before compiling pays off.
_LATE_OPTIMISATION = (
    "--js-flags=--invocation-count-for-maglev=10000 --invocation-count-for-maglev-osr=2500"
    " --invocation-count-for-turbofan=75000 --invocation-count-for-osr=12500"
)
_UNUSED = (
    "BackForwardCache",  # the page before, kept for a way back nobody takes
    "RenderDocument",  # a frame and a compositor of its own for each page
    "WebUIOmniboxAimPopup",  # suggestions of an address bar nobody types into
    "WebUIOmniboxPopup",
)
_FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    f"--disable-features={','.join(_UNUSED)}",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
    "--lang=de-DE",
    "--window-size=100,200",  # what pages see is emulated, only this is painted; with less a whole browser shows nothing
    _LATE_OPTIMISATION,
)
#: Added to ``nice``: a tenth of the processor where others want it as well (sched(7)).
_BACKGROUND = 10
INSTALL_HINT = (
    "Bitte Chromium mit Treiber installieren (Debian, Ubuntu: sudo apt install chromium chromium-driver) "
    "oder CHROMIUM und CHROMEDRIVER auf die Programme setzen. Ohne Browser prüfen: --no-browser."
)


@dataclass(frozen=True, slots=True)
class Programs:
    """Paths of browser and driver; None leaves the search to Selenium Manager."""

    browser: str | None
    driver: str | None


def find_programs() -> Programs:
    """Environment (``CHROMIUM``, ``CHROMEDRIVER``) before PATH; ProbeError if the environment names no program.

    The headless shell before a whole browser: it finds the same in four fifths of the processor time.
    """
    browser, driver = os.environ.get("CHROMIUM"), os.environ.get("CHROMEDRIVER")
    for name, path in (("CHROMIUM", browser), ("CHROMEDRIVER", driver)):
        if path and not shutil.which(path):
            raise ProbeError(f"{name} ist auf „{path}“ gesetzt, dort ist kein Programm. {INSTALL_HINT}")
    browser = browser or next(filter(None, map(shutil.which, (*SHELLS, *WHOLE))), None)
    return Programs(browser, driver or shutil.which("chromedriver"))


class Chromium:
    """A running browser of its own process group and profile; ``stop`` ends it whatever state it is in."""

    def __init__(self, programs: Programs, *, offline: bool, background: bool = False) -> None:
        """``offline`` lets it reach 127.0.0.1 only, ``background`` leaves the processor to others. ProbeError if it does
        not start.
        """
        self._temporary = tempfile.TemporaryDirectory(
            prefix="dreiklick-chromium-", ignore_cleanup_errors=True
        )
        options = webdriver.ChromeOptions()
        options.binary_location = programs.browser or ""
        options.unhandled_prompt_behavior = "dismiss and notify"
        for flag in _FLAGS:
            options.add_argument(flag)
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.add_argument("--no-sandbox")
        if offline:  # attempts to reach other hosts still show in the list of requests
            options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
        options.add_experimental_option("prefs", {"download_restrictions": 3})
        # The driver makes the profile in the folder for temporary files; so nothing is left, also when it is killed.
        environment = {**os.environ, "TMPDIR": self._temporary.name}
        self._service = webdriver.ChromeService(
            programs.driver, popen_kw={"start_new_session": True}, env=environment
        )
        try:
            self.driver = webdriver.Chrome(options=options, service=self._service)
        except (WebDriverException, HTTPError, OSError) as error:
            self.stop()
            first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise ProbeError(f"Der Browser startet nicht ({first}). {INSTALL_HINT}") from error
        if background and hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PGRP, self.process_id, min(os.nice(0) + _BACKGROUND, 19))

    def limit(self, seconds: float) -> None:
        """From now on no command may take longer."""
        self.driver.command_executor.client_config.timeout = seconds
        self.driver.set_page_load_timeout(seconds)
        self.driver.set_script_timeout(seconds)

    @property
    def version(self) -> str:
        """The browser's version."""
        return str(self.driver.capabilities.get("browserVersion", ""))

    @property
    def process_id(self) -> int | None:
        """Process id of the driver, whose process group holds the browser."""
        process = getattr(self._service, "process", None)
        return process.pid if process else None

    def hold(self, is_held: bool) -> None:
        """Have driver and browser stand still, or go on (SIGSTOP, SIGCONT)."""
        pid = self.process_id
        if pid is not None:
            with suppress(ProcessLookupError):  # it died, which the next command tells
                os.killpg(pid, signal.SIGSTOP if is_held else signal.SIGCONT)

    def stop(self) -> None:
        """End driver and browser by their process group, so that a hanging one goes too; remove the profile."""
        pid = self.process_id
        if pid is not None:
            with suppress(ProcessLookupError):  # already gone, which is what we want
                os.killpg(pid, signal.SIGKILL)
            self._service.process.wait()
        self._temporary.cleanup()
