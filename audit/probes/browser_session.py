"""One Chromium with our instruments in it: measure what rules judge on one page, in four states.

Per page: one navigation, one look at what was loaded, then per state one command that runs axe and all instruments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from selenium.common.exceptions import (
    InvalidSessionIdException,
    TimeoutException,
    UnexpectedAlertPresentException,
    WebDriverException,
)
from urllib3.exceptions import HTTPError

from audit.cache import hash_of
from audit.engines import accesslint, axe
from audit.errors import ProbeError
from audit.model import Level
from audit.probes import isolated_world
from audit.probes.chromium import Chromium, find_programs

_INSTRUMENTS = Path(__file__).resolve().parent / "instruments"
_HTML = ("text/html", "application/xhtml+xml")
_DIALOGS_PER_COMMAND = 3


@dataclass(frozen=True, slots=True)
class State:
    """A way to look at a page: viewport width in CSS pixels, colour scheme, and which engines run there how."""

    width: int
    scheme: str
    axe_options: Mapping[str, Any]
    accesslint: bool = False

    @property
    def name(self) -> str:
        """``"1280 light"``."""
        return f"{self.width} {self.scheme}"


def states_for(level: Level) -> tuple[State, ...]:
    """The four states of a visit that holds pages to this conformance level."""
    return (
        State(1280, "light", axe.full(level), accesslint=True),
        State(1280, "dark", axe.colours(level)),
        State(320, "dark", axe.colours(level)),
        State(320, "light", axe.full(level)),
    )


class PageFailed(Exception):
    """The page could not be measured; ``fresh`` says that another try in a fresh browser makes sense."""

    def __init__(self, reason: str, *, fresh: bool) -> None:
        super().__init__(reason)
        self.fresh = fresh


class Session:
    """One browser with our instruments in it."""

    def __init__(self, *, offline: bool, seconds: float, states: tuple[State, ...]) -> None:
        """Start it; ``seconds`` is what any one command on a page may take. ProbeError if it does not start."""
        self._chromium = Chromium(find_programs(), offline=offline)
        self._driver = self._chromium.driver
        self._seconds = seconds
        self._states = states
        self._axe = axe.IsolatedAxe(self._driver, seconds)
        self._frame = self._prepare()
        self._seen_width, self._seen_scheme = 0, ""
        self.pages = 0

    def _prepare(self) -> str:
        """Put the instruments in; only then the limit for pages counts, since a browser may start slower than that.

        Returns the id of the main frame, which is the window's and stays from page to page.
        """
        try:
            self._axe.inject()
            isolated_world.preload(self._driver, accesslint.script())
            self._chromium.limit(self._seconds)
            return self._driver.current_window_handle
        except (WebDriverException, HTTPError) as error:
            self._chromium.stop()
            raise ProbeError(
                "Der Browser antwortete nach dem Start nicht. Bitte noch einmal prüfen, mit weniger --jobs."
            ) from error

    @property
    def version(self) -> str:
        """Version of the browser."""
        return self._chromium.version

    def engine_rules(self) -> dict[str, list[dict[str, Any]]]:
        """The engines' own lists of rules, by engine; PageFailed if they cannot be had."""
        return self._reliably(self._engine_rules)

    def measure(self, url: str) -> dict[str, Any]:
        """All facts of one page as JSON data; PageFailed if they cannot be had."""
        self.pages += 1
        return self._reliably(self._measure, url)

    def _reliably(self, command: Callable[..., Any], *arguments: Any) -> Any:
        """Do a command; everything a browser is known to do wrong becomes PageFailed."""
        try:
            return command(*arguments)
        except TimeoutException as error:
            raise PageFailed(f"nicht fertig geladen in {self._seconds:.0f} Sekunden", fresh=True) from error
        except UnexpectedAlertPresentException as error:
            raise PageFailed("öffnet immer wieder Dialogfenster", fresh=False) from error
        except isolated_world.ScriptError as error:
            raise PageFailed(
                f"die Prüfung brach auf der Seite ab ({str(error).splitlines()[0][:200]})", fresh=True
            ) from error
        except HTTPError as error:  # the driver does not answer (any more)
            raise PageFailed(
                f"der Browser antwortete nicht in {self._seconds:.0f} Sekunden", fresh=True
            ) from error
        except InvalidSessionIdException as error:
            raise PageFailed("der Browser ist abgestürzt", fresh=True) from error
        except WebDriverException as error:
            raise PageFailed(
                f"der Browser meldet: {(error.msg or '').splitlines()[0][:200]}", fresh=True
            ) from error

    def _engine_rules(self) -> dict[str, list[dict[str, Any]]]:
        self._driver.get("about:blank")
        context = isolated_world.enter(self._driver, self._frame)
        second = isolated_world.call(self._driver, context, accesslint.RULES, None, self._seconds)
        return {"axe": self._axe.rules(context), "accesslint": second}

    def _measure(self, url: str) -> dict[str, Any]:
        self._look(self._states[0])
        self._patiently(self._driver.get, url)
        context = self._patiently(isolated_world.enter, self._driver, self._frame)
        loaded = self._patiently(
            isolated_world.call, self._driver, context, _instrument("loaded"), None, self._seconds
        )
        _require_page(loaded, url)
        always = {name: _instrument(name) for name in ("hidden_links", "loaded")}
        second = {"accesslint": accesslint.instrument()}
        results, hidden, requests, found = {}, {}, [], None
        for state in self._states:
            self._look(state)
            beside = always | second if state.accesslint else always
            measured = self._patiently(self._axe.run, context, state.axe_options, beside)
            results[state.name] = measured["axe"]
            found = measured.get("accesslint", found)
            hidden.setdefault(str(state.width), measured["hidden_links"])
            requests = measured["loaded"]["requests"]
        return {"axe": results, "accesslint": found, "hidden_links": hidden, "requests": requests}

    def _look(self, state: State) -> None:
        """Show pages as ``state`` wants; the browser keeps both from page to page, so only changes are sent."""
        if state.width != self._seen_width:
            metrics = {"width": state.width, "height": 1024, "deviceScaleFactor": 1, "mobile": False}
            self._patiently(self._driver.execute_cdp_cmd, "Emulation.setDeviceMetricsOverride", metrics)
            self._seen_width = state.width
        if state.scheme != self._seen_scheme:
            media = {"features": [{"name": "prefers-color-scheme", "value": state.scheme}]}
            self._patiently(self._driver.execute_cdp_cmd, "Emulation.setEmulatedMedia", media)
            self._seen_scheme = state.scheme

    def _patiently(self, command: Callable[..., Any], *arguments: Any) -> Any:
        """Do a command; a dialog that opened meanwhile is dismissed by the driver and costs one more try."""
        for _ in range(_DIALOGS_PER_COMMAND):
            try:
                return command(*arguments)
            except UnexpectedAlertPresentException:
                continue
        return command(*arguments)

    def stop(self) -> None:
        """End the browser."""
        self._chromium.stop()


def _require_page(loaded: Mapping[str, Any], url: str) -> None:
    """Prove that the page loaded is the page asked for: downloads and 204 leave the old one without any error."""
    if loaded["url"].startswith("chrome-error:"):
        raise PageFailed("der Browser konnte sie nicht laden", fresh=False)
    if loaded["url"].partition("#")[0] != url.partition("#")[0]:
        raise PageFailed(
            "statt der Seite war eine andere geladen (Weiterleitung, Download oder leere Antwort)",
            fresh=False,
        )
    if loaded["type"] not in _HTML:
        raise PageFailed(f"ist keine HTML-Seite ({loaded['type']})", fresh=False)
    if loaded["status"] >= 400:
        raise PageFailed(f"der Server antwortete mit {loaded['status']}", fresh=False)


@cache
def fingerprint() -> str:
    """One hash over everything of ours that shapes what a visit measures: the engines, their texts, the instruments."""
    instruments = (_instrument(name) for name in ("element", "loaded", "hidden_links"))
    return hash_of(axe.fingerprint(), accesslint.script(), accesslint.instrument(), *instruments)


@cache
def _instrument(name: str) -> str:
    return (_INSTRUMENTS / f"{name}.js").read_text(encoding="utf-8")
