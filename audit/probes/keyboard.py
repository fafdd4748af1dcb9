"""Walk through a page with real keys, as somebody without a mouse does, and measure what comes of it.

The last thing done on a page, since pages act on it: navigation is stopped, windows and dialogs are told instead of
opened, and no control is activated. Real keys go to the page all at once (``keys.py``); a recorder in the isolated world
(``instruments/keyboard_recorder.js``) notes after every key where the focus is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from selenium.common.exceptions import UnexpectedAlertPresentException, WebDriverException

from audit.probes import isolated_world
from audit.probes.devtools import Devtools
from audit.probes.keyboard_log import LEFT, NOWHERE, cycle, has_left, own_moves, positions, self_made_changes
from audit.probes.keys import press
from audit.probes.states import instrument

_MOST_KEYS = 300
_MOST_SLOW_KEYS = 40
#: On a page of very many elements each key takes ten times as long.
_MANY_ELEMENTS = 5_000
_MOST_KEYS_AMONG_MANY = 60
_SLOW_MS = 40
#: Between keys where scripts may answer them: what they put off must show at the stop it belongs to or the next.
_GAP_MS = 8
#: A busy machine may be later with what the page does than the next key: who slipped through tries again, slower.
_PACES = (_SLOW_MS, 5 * _SLOW_MS)
_MOST_PICTURES = 8
_MOST_CHANGES = 5
_SETTLE_MS = 25
_TAB, _ESCAPE = "Tab", "Escape"
_ARROWS = ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp")
#: What the driver and the browser say where the document is gone that the walk began in.
_GONE = ("context", "navigated", "no such window", "Internal error")


def walk(line: Devtools, context: int, seconds: float) -> dict[str, Any]:
    """What the keyboard finds on the page that is shown; see ``Walk.facts``. Leaves the page changed.

    Where the page gets away meanwhile, ``ended`` says how and ``complete`` is false: rules then stay silent.
    """
    facts, ended = attempt(line, Walk(line, context, seconds).facts)
    return _cut_off(ended) if facts is None else facts


def attempt(line: Devtools, act: Callable[[], dict[str, Any]]) -> tuple[dict[str, Any] | None, str]:
    """What acting on the page measured; None and how it ended (``dialog``, ``script``, ``navigation``) where it got away."""
    facts, ended = None, ""
    try:
        facts = act()
    except UnexpectedAlertPresentException:
        ended = "dialog"
    except isolated_world.ScriptError:
        ended = "script"
    except WebDriverException as error:
        if not any(sign in (error.msg or "") for sign in _GONE):
            raise
        ended = "navigation"
    _close_others(line)
    return facts, ended


def set_online(line: Devtools, is_online: bool) -> None:
    """Offline, what a click comes to does not reach a server."""
    conditions = {
        "offline": not is_online,
        "latency": 0,
        "downloadThroughput": -1,
        "uploadThroughput": -1,
    }
    line.execute_cdp_cmd("Network.emulateNetworkConditions", conditions)


def _cut_off(how: str) -> dict[str, Any]:
    return {
        "complete": False,
        "ended": how,
        "tabbable": 0,
        "stops": [],
        "walk": [],
        "trap": None,
        "changes": [],
        "pointer": [],
        "hover": [],
    }


def _close_others(line: Devtools) -> None:
    """Windows that a page opened in spite of all take the front, and with it pictures and focus."""
    for target in line.execute_cdp_cmd("Target.getTargets", {})["targetInfos"]:
        if target["type"] == "page" and target["targetId"] != line.window:
            line.execute_cdp_cmd("Target.closeTarget", {"targetId": target["targetId"]})


class Walk:
    """One walk on one page. Positions are numbers of stops, ``LEFT`` for the browser, ``NOWHERE`` for no element."""

    def __init__(self, line: Devtools, context: int, seconds: float) -> None:
        self._line, self._context, self._seconds = line, context, seconds
        self._log: list[dict[str, Any]] = []
        self._pressed = 0
        self._pace = _SLOW_MS
        self._gap = _GAP_MS

    def facts(self) -> dict[str, Any]:
        """All of it as JSON data: the ``stops`` in the order they were first met, the ``walk`` as positions after each
        Tab, what came to light of ``trap``, ``changes`` on focus, ``pointer`` and ``hover`` (what is for the mouse only).
        """
        listening = self._enter_sandbox()
        self._gap = _GAP_MS if listening["keys"] else 0
        start = self._install("keyboard_recorder")
        complete = self._tab_through(start)
        trap = None if complete or not self._keys_arrive() else self._try_to_leave(start["tabbable"])
        walked = positions(self._log)
        changes = self_made_changes(self._log)
        stops = self._call(instrument("keyboard_stops"))
        changes = self._confirm(changes, walked)
        self._picture([number for number, stop in enumerate(stops) if _needs_picture(stop)], stops)
        mouse = self._ask_for_pointer(listening["pointer"])
        return {
            "complete": complete,
            "ended": "" if complete or trap else "limit",
            "tabbable": start["tabbable"],
            "stops": stops,
            "walk": walked,
            "trap": trap,
            "changes": changes,
            **mouse,
        }

    def _enter_sandbox(self) -> dict[str, Any]:
        """Keep windows and dialogs shut; returns what listens for the pointer, and whether anything does for keys."""
        expression = f"({instrument('keyboard_sandbox')})(({instrument('keyboard_elements')})())"
        answer = self._line.execute_cdp_cmd(
            "Runtime.evaluate",
            {"expression": expression, "includeCommandLineAPI": True, "returnByValue": True},
        )
        return answer["result"].get("value") or {"pointer": [], "keys": True}  # where the page forbids

    def _install(self, name: str) -> dict[str, Any]:
        return self._call(f"() => ({instrument(name)})(({instrument('keyboard_elements')})())")

    def _call(self, function: str, argument: Any = None) -> Any:
        return isolated_world.call(self._line, self._context, function, argument, self._seconds)

    def _tab_through(self, start: dict[str, Any]) -> bool:
        """Tab from the start of the page until the focus leaves it. False if it never does within the budget.

        Where the page moves the focus by itself, a person is too slow to slip through: once more at their pace.
        """
        if not start["tabbable"]:
            return True
        most = _MOST_KEYS if start["elements"] <= _MANY_ELEMENTS else _MOST_KEYS_AMONG_MANY
        budget = min(2 * start["tabbable"] + 10, most)
        settle = _SETTLE_MS if start["hasScripts"] else 0
        first = min(start["tabbable"] + 3, budget)
        for keys in (first, budget - first):
            if keys and not has_left(self._log):
                self._press([_TAB] * keys, pause=self._gap, settle=settle)
        if not own_moves(self._log):
            return has_left(self._log)
        for self._pace in _PACES:
            if not has_left(self._press_slowly([_TAB] * min(budget, _MOST_SLOW_KEYS))):
                return False
        return True

    def _keys_arrive(self) -> bool:
        """Whether every key was seen: those that go to a frame of another origin are not, and prove nothing."""
        return sum(entry["kind"] == "key" for entry in self._log) >= self._pressed

    def _try_to_leave(self, tabbable: int) -> dict[str, Any] | None:
        """The elements that hold the focus for good and what was tried to get away; None if Tab leaves at leisure."""
        if not cycle(self._log):
            return None
        keys = min(2 * tabbable + 10, _MOST_SLOW_KEYS)
        slow = self._press_slowly([_TAB] * keys)
        held = cycle(slow)
        if has_left(slow) or not held:
            return None
        ways = {"Umschalt+Tab": self._leaves([_TAB] * keys, held, shift=True)}
        ways["Esc"] = self._leaves([_ESCAPE, *[_TAB] * (len(held) + 2)], held)
        for arrow in _ARROWS:
            ways["Pfeiltasten"] = ways.get("Pfeiltasten", False) or self._leaves([arrow, _TAB, _TAB], held)
        return {"stops": held, "ways": [name for name, out in ways.items() if out]}

    def _leaves(self, keys: Sequence[str], held: Sequence[int], *, shift: bool = False) -> bool:
        log = self._press_slowly(keys, shift=shift)
        return any(at != NOWHERE and at not in held for at in positions(log))

    def _press_slowly(self, keys: Sequence[str], *, shift: bool = False) -> list[dict[str, Any]]:
        """Press at the pace of a person, so that the page can do after each key what it wants to."""
        return self._press(keys, shift=shift, pause=self._pace, settle=self._pace)

    def _press(
        self, keys: Sequence[str], *, shift: bool = False, pause: int = 0, settle: int = 0
    ) -> list[dict[str, Any]]:
        """Press and release keys one after the other; returns what the recorder noted meanwhile."""
        # In the page, so that on a busy machine what it put off for less comes before the next key.
        after = partial(self._call, "(ms) => new Promise((done) => setTimeout(done, ms))", pause)
        press(self._line, keys, shift=shift, after=after if pause else None)
        self._pressed += len(keys)
        log = self._call(
            "async (ms) => { if (ms) await new Promise((done) => setTimeout(done, ms));"
            " return globalThis.dreiklick.keyboard.takeLog(); }",
            settle,
        )
        self._log += log
        return log

    def _return(self) -> None:
        """Bring the focus back from the browser to the page, without which no element shows that it has it."""
        if not self._call("() => document.hasFocus()"):
            self._press([_TAB])

    def _confirm(self, changes: list[dict[str, Any]], walked: Sequence[int]) -> list[dict[str, Any]]:
        """Tell what follows from the focus from what only happened at the same time: twice with it, never without.

        What a script puts off shows when Tab is one stop further; then the stop before is the one.
        """
        if changes:
            self._return()
        for change in changes[:_MOST_CHANGES]:
            before = next((here for here, there in pairwise(walked) if there == change["stop"] != here), LEFT)
            for stop in (change["stop"], before):
                if stop >= 0 and all(self._happens(change["kind"], stop) for _ in range(2)):
                    change.update(stop=stop, confirmed=True)
                    break
        return list({(change["kind"], change["stop"]): change for change in changes}.values())

    def _happens(self, kind: str, stop: int) -> bool:
        """Whether it happens when this stop gets the focus, and does not when it is taken away."""
        without = self._show(stop, focused=False, ms=_SLOW_MS)
        focused = self._show(stop, focused=True, ms=_SLOW_MS)
        if kind == "dropped":
            return not focused["has"]
        return kind in focused["done"] and kind not in without["done"]

    def _picture(self, numbers: Sequence[int], stops: list[dict[str, Any]]) -> None:
        """Compare pictures of the window without and with focus, where no style told them apart.

        Sets ``changed`` to what the pictures say; None stays where the page is never still or pictures ran out.
        """
        if numbers:
            self._return()
        for number in numbers[:_MOST_PICTURES]:
            self._show(number, focused=False)
            without = self._shot()
            seen = self._show(number, focused=True)
            if not seen["has"]:
                stops[number]["changed"] = None
                continue
            focused = self._shot()
            stops[number]["pictured"] = True
            if focused != without:  # by the focus, unless the page changes all the time
                self._show(number, focused=False)
                stops[number]["changed"] = True if self._shot() == without else None
        for number in numbers[_MOST_PICTURES:]:
            stops[number]["changed"] = None

    def _ask_for_pointer(self, listening: list[Any]) -> dict[str, Any]:
        """What only the pointer reaches. Offline meanwhile: a click that comes to something must not reach a server."""
        if not listening:
            return self._call(instrument("keyboard_pointer"), [])
        set_online(self._line, False)
        try:
            return self._call(instrument("keyboard_pointer"), listening)
        finally:
            set_online(self._line, True)

    def _show(self, stop: int, *, focused: bool, ms: int = 0) -> dict[str, Any]:
        return self._call(instrument("keyboard_probe"), {"stop": stop, "focused": focused, "ms": ms})

    def _shot(self) -> str:
        picture = {"format": "png", "optimizeForSpeed": True}
        return str(self._line.execute_cdp_cmd("Page.captureScreenshot", picture)["data"])


def _needs_picture(stop: dict[str, Any]) -> bool:
    return stop["changed"] is False and not stop["caret"] and stop["tag"] != "iframe"


__all__ = ["LEFT", "NOWHERE", "attempt", "set_online", "walk"]
