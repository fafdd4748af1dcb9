"""Open what lies over a page, as people do with keys and pointer: dialogs by Enter, tooltips by pointing at them.

Done after the keyboard walk, in whose sandbox it runs: navigation is stopped, windows and dialogs of the browser are told
instead of opened, and no form is sent. Offline meanwhile, since what a button does must not reach a server.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from audit.probes import isolated_world
from audit.probes.devtools import Devtools
from audit.probes.keyboard import attempt, set_online
from audit.probes.keyboard_log import positions
from audit.probes.keys import press
from audit.probes.states import instrument

_ENTER, _TAB, _ESCAPE = "Enter", "Tab", "Escape"
_MOST_TABS = 15
_KEY_MS = 20


def bring_up(line: Devtools, context: int, seconds: float) -> dict[str, Any]:
    """What comes up on the page that is shown, see ``Layers.facts``; nothing where the page gets away meanwhile."""
    facts, _ = attempt(line, Layers(line, context, seconds).facts)
    return facts or {"dialogs": [], "tooltips": []}


class Layers:
    """What comes up on one page that the keyboard has walked through."""

    def __init__(self, line: Devtools, context: int, seconds: float) -> None:
        self._line, self._context, self._seconds = line, context, seconds

    def facts(self) -> dict[str, Any]:
        """``dialogs`` and ``tooltips`` as JSON data, in the order of the page."""
        worth = self._call(instrument("layers"))
        if not any(worth.values()):
            return {"dialogs": [], "tooltips": []}
        set_online(self._line, False)
        try:
            tooltips = [self._point_at(number) for number in range(worth["targets"])]
            return {"dialogs": self._dialogs(worth["controls"]), "tooltips": [tip for tip in tooltips if tip]}
        finally:
            set_online(self._line, True)

    def _dialogs(self, controls: int) -> list[dict[str, Any]]:
        found = []
        for number in range(controls):
            dialog = self._open(number)
            if dialog:
                found.append(dialog)
                if dialog["left_open"]:
                    break  # it lies over all that would come next
        return found

    def _open(self, number: int) -> dict[str, Any] | None:
        """What comes up when a control gets Enter: where the focus goes, whether it stays, whether Esc closes it and
        where the focus is then.
        """
        if not self._ready(number):
            return None
        self._press(_ENTER)
        dialog = self._dialog("opened")
        if dialog is None:
            return None
        dialog["next"] = dialog["focus"]
        if dialog["focus"] != "inside" and dialog["tabbable"]:
            self._press(_TAB)
            dialog["next"] = self._dialog("place")
        dialog["kept"] = self._stays(dialog["tabbable"]) if dialog["next"] == "inside" else None
        self._press(_ESCAPE)
        after = self._dialog("closed")
        dialog["escape"] = not after["open"]
        if after["open"]:
            after = self._dialog("close")
        dialog["left_open"] = after["open"]
        dialog["returned"] = None if after["open"] else after["focus"]
        return dialog

    def _ready(self, number: int) -> bool:
        """Whether the control has the focus and keys arrive; the browser may have kept the focus to itself."""
        if self._dialog("prepare", number):
            return True
        self._press(_TAB)
        return bool(self._dialog("prepare", number))

    def _stays(self, tabbable: int) -> bool:
        self._call("() => globalThis.dreiklick.keyboard.takeLog()")
        self._press(*[_TAB] * min(tabbable + 1, _MOST_TABS))
        log = self._call("() => globalThis.dreiklick.keyboard.takeLog()")
        return all(self._dialog("inside", positions(log)))

    def _point_at(self, number: int) -> dict[str, Any] | None:
        """What comes up under the pointer: whether the pointer can go there, whether Esc takes it away."""
        self._move(0, 0)
        start = self._tooltip("prepare", number)
        if start is None:
            return None
        self._move(*start)
        tip = self._tooltip("shown")
        if tip is None:
            return None
        tip["hoverable"] = self._reach(start, tip["at"]) or self._reach(start, tip["at"])
        self._move(0, 0)
        self._move(*start)
        if self._tooltip("isThere"):
            self._press(_ESCAPE)
            tip["escape"] = not self._tooltip("isThere")
        else:
            tip["escape"] = None
        self._move(0, 0)
        tip["gone"] = not self._tooltip("isThere")
        tip["focus"] = self._tooltip("focus") if tip["gone"] else None
        return tip

    def _reach(self, start: list[int], end: list[int]) -> bool:
        """Go from the trigger to the content in a straight line, as a hand does."""
        self._move(*start)
        if not self._tooltip("isThere"):
            return False
        for part in (0.25, 0.5, 0.75, 1):
            self._move(*(round(a + (b - a) * part) for a, b in zip(start, end, strict=True)))
        return bool(self._tooltip("isThere"))

    def _move(self, x: int, y: int) -> None:
        move = {"type": "mouseMoved", "x": x, "y": y}
        isolated_world.command(self._line, "Input.dispatchMouseEvent", move)

    def _press(self, *keys: str) -> None:
        pause = partial(self._call, "(ms) => new Promise((done) => setTimeout(done, ms))", _KEY_MS)
        press(self._line, keys, after=pause)

    def _dialog(self, step: str, argument: Any = None) -> Any:
        return self._call(f"(argument) => globalThis.dreiklick.layers.dialogs.{step}(argument)", argument)

    def _tooltip(self, step: str, argument: Any = None) -> Any:
        return self._call(f"(argument) => globalThis.dreiklick.layers.tooltips.{step}(argument)", argument)

    def _call(self, function: str, argument: Any = None) -> Any:
        return isolated_world.call(self._line, self._context, function, argument, self._seconds)
