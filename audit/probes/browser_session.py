"""One Chromium with our instruments in it: measure what rules judge on one page, in four states.

Per page: one navigation, one look at what was loaded, then per state one command that runs axe and all instruments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from inspect import getsource
from typing import Any
from urllib.parse import urlsplit

from selenium.common.exceptions import (
    NoSuchWindowException,
    TimeoutException,
    UnexpectedAlertPresentException,
    WebDriverException,
)
from urllib3.exceptions import HTTPError

from audit.cache import hash_of
from audit.engines import accesslint, axe
from audit.engines.axe_driver import IsolatedAxe
from audit.errors import ProbeError
from audit.probes import (
    isolated_world,
    keyboard,
    keyboard_log,
    keys,
    layers,
    pictures,
    tesseract,
    text_pixels,
)
from audit.probes.chromium import Chromium, find_programs
from audit.probes.devtools import Devtools
from audit.probes.states import State, all_instruments, changes, instrument

_HTML = ("text/html", "application/xhtml+xml")
_DIALOGS_PER_COMMAND = 3
_START_SECONDS = 60.0
#: All that a page can keep beside cookies; "all" has the browser clean caches of its own as well, which takes long.
_STORAGE = "cache_storage,file_systems,indexeddb,local_storage,service_workers"


class PageFailed(Exception):
    """The page could not be measured; ``fresh`` says that another try in a fresh browser makes sense."""

    def __init__(self, reason: str, *, fresh: bool) -> None:
        super().__init__(reason)
        self.fresh = fresh


class Session:
    """One browser with our instruments in it."""

    def __init__(
        self, *, offline: bool, seconds: float, states: tuple[State, ...], background: bool = False
    ) -> None:
        """Start it; ``seconds`` is what any one command on a page may take. ProbeError if it does not start."""
        self._chromium = Chromium(find_programs(), offline=offline, background=background)
        self._seconds = seconds
        self._states = states
        self._prepare()
        self._seen: State | None = None
        self._reader = ThreadPoolExecutor(1)
        self.pages = 0

    def _prepare(self) -> None:
        """Put the instruments in; only then the limit for pages counts, since a browser may start slower than that."""
        try:
            self._line = Devtools(self._chromium.driver, max(self._seconds, _START_SECONDS))
            self._axe = IsolatedAxe(self._line, self._seconds)
            self._axe.inject()
            isolated_world.preload(self._line, instrument("text_boxes"))
            isolated_world.preload(self._line, accesslint.script())
            isolated_world.preload(self._line, isolated_world.library(_functions(self._states)))
            self._line.limit(self._seconds)
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

    def measure(
        self,
        url: str,
        states: tuple[State, ...] | None = None,
        tell: Callable[[dict[str, Any]], None] = lambda early: None,
    ) -> dict[str, Any]:
        """All facts of one page in these of its states (None: in all) as JSON data; PageFailed if they cannot be had.

        ``tell`` is given the engines' results of the state that both look at as soon as they are known.
        """
        self.pages += 1
        return self._reliably(self._measure, url, self._states if states is None else states, tell)

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
        except NoSuchWindowException as error:  # the line broke
            raise PageFailed("der Browser ist abgestürzt", fresh=True) from error
        except WebDriverException as error:
            raise PageFailed(
                f"der Browser meldet: {(error.msg or '').splitlines()[0][:200]}", fresh=True
            ) from error

    def _engine_rules(self) -> dict[str, list[dict[str, Any]]]:
        self._line.open("about:blank")
        context = isolated_world.enter(self._line, self._line.window)
        second = isolated_world.call(self._line, context, accesslint.RULES, None, self._seconds)
        return {"axe": self._axe.rules(context), "accesslint": second}

    def _measure(
        self, url: str, states: tuple[State, ...], tell: Callable[[dict[str, Any]], None]
    ) -> dict[str, Any]:
        self._show(self._states[0])  # a page may decide by what it sees while it loads
        self._line.open(url)
        context = self._patiently(isolated_world.enter, self._line, self._line.window)
        loaded = self._patiently(
            isolated_world.call, self._line, context, instrument("loaded"), None, self._seconds
        )
        _require_page(loaded, url)
        results, measured, second = {}, {}, None
        reading: dict[str, Future[dict[str, Any]]] = {}
        for state in states:
            self._show(state)
            found = self._in_state(context, state, tell)
            if state.axe_options is not None:
                result = results[state.name] = found.pop("axe")
                pixels = self._text_pixels(context, result) if result else {}
                if pixels:
                    found["text_pixels"] = pixels
            if "pictures" in found:
                reading[state.name] = self._reader.submit(self._pictures(context, found["pictures"]))
            second = found.pop("accesslint", second)
            for name, data in found.items():
                measured.setdefault(name, {})[state.name] = data
        cookies = self._cookies()
        for state in (state for state in states if state.keyboard):  # last: pages act on keys
            self._show(state)
            walk = keyboard.walk(self._line, context, self._seconds)
            measured["keyboard"] = {state.name: walk}
            if walk["ended"] in ("", "limit"):  # else the page is gone
                measured["layers"] = {state.name: layers.bring_up(self._line, context, self._seconds)}
        self._forget(url)
        for name, read in reading.items():
            measured["pictures"][name] = read.result()
        return {"axe": results, "accesslint": second, "measured": measured, "cookies": cookies}

    def _in_state(self, context: int, state: State, tell: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
        """Everything that is measured in one state: the engines' results and the instruments' by name.

        In one command, but for the state that both engines look at: somebody waits for what they find.
        """
        if not state.accesslint:
            return self._patiently(self._run, context, state, state.instruments, state.axe_options)
        found = self._patiently(self._run, context, state, ("accesslint",), state.axe_options)
        if "axe" in found:
            tell({"axe": {state.name: found["axe"]}, "accesslint": found["accesslint"]})
        return found | self._patiently(self._run, context, state, state.instruments, None)

    def _run(
        self, context: int, state: State, names: Iterable[str], axe_options: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        """What these instruments measure in one state, by name, and ``axe``'s result if it has options; in one command."""
        beside = {name: isolated_world.function_in_library(name) for name in names}
        shown = f"await ({isolated_world.function_in_library('shown')})({state.width}, {state.height})"
        if axe_options is not None:
            return self._axe.run(context, axe_options, beside, shown)
        calls = ", ".join(f"{name}: await ({function})()" for name, function in beside.items())
        function = f"async () => {{{shown}; return {{{calls}}}; }}"
        return isolated_world.call(self._line, context, function, None, self._seconds)

    def _text_pixels(self, context: int, result: Mapping[str, Any]) -> dict[str, Any]:
        """The contrast of the elements that axe could not tell, see ``text_pixels``; the page stays where it was."""
        paths = text_pixels.undecided(result)
        if not paths:
            return {}
        pixels = self._patiently(text_pixels.measure, self._line, context, paths, self._seconds)
        self._patiently(isolated_world.call, self._line, context, "() => scrollTo(0, 0)", None, self._seconds)
        return pixels

    def _pictures(self, context: int, found: list[dict[str, Any]]) -> Callable[[], dict[str, Any]]:
        """Look at the pictures, to be read while the browser goes on, see ``pictures``; the page stays where it was."""
        if not found:
            return lambda: pictures.NOTHING
        read = self._patiently(pictures.measure, self._line, context, found, self._seconds)
        self._patiently(isolated_world.call, self._line, context, "() => scrollTo(0, 0)", None, self._seconds)
        return read

    def _cookies(self) -> list[dict[str, str]]:
        """Name and host of every cookie the page or what it loaded has set."""
        cookies = self._patiently(isolated_world.command, self._line, "Storage.getCookies", {})["cookies"]
        found = {(cookie["name"], cookie["domain"].lstrip(".")) for cookie in cookies}
        return [{"name": name, "host": host} for name, host in sorted(found)]

    def _forget(self, url: str) -> None:
        """Take away what the page keeps, so that nothing is the next page's."""
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        storage = {"origin": origin, "storageTypes": _STORAGE}
        self._patiently(
            self._line.run, [("Storage.clearDataForOrigin", storage), ("Storage.clearCookies", {})]
        )

    def _show(self, state: State) -> None:
        """Have the next command show pages as ``state`` wants; the browser keeps it from page to page."""
        self._line.send_with_next(changes(self._seen, state))
        self._seen = state

    def _patiently(self, command: Callable[..., Any], *arguments: Any) -> Any:
        """Do a command; a dialog that opened meanwhile is dismissed by the driver and costs one more try."""
        for _ in range(_DIALOGS_PER_COMMAND):
            try:
                return command(*arguments)
            except UnexpectedAlertPresentException:
                continue
        return command(*arguments)

    def hold(self, is_held: bool) -> None:
        """Have the browser stand still, or go on; the limit for pages counts on."""
        self._chromium.hold(is_held)

    def stop(self) -> None:
        """End the browser."""
        self._reader.shutdown(wait=False)
        self._line.close()
        self._chromium.stop()


def _functions(states: Iterable[State]) -> dict[str, str]:
    """What runs in the states, by name: sent once a browser, not with every command."""
    names = {name for state in states for name in state.instruments}
    return {name: instrument(name) for name in ("shown", *sorted(names))} | {
        "accesslint": accesslint.instrument()
    }


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
    walk = (
        getsource(module)
        for module in (keyboard, keyboard_log, keys, layers, pictures, tesseract, text_pixels)
    )
    return hash_of(
        axe.fingerprint(),
        accesslint.script(),
        accesslint.instrument(),
        *all_instruments(),
        *walk,
        tesseract.name(),
    )
