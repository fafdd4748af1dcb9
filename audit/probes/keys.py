"""Real keys, as they come from a keyboard: the browser does with them what it does for a person (WCAG 2.1.1).

Chrome DevTools Protocol: Input.dispatchKeyEvent. Codes: UI Events KeyboardEvent key and code values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from audit.probes.devtools import Command, Devtools

#: The Windows key code of each key pressed here.
_CODES = {
    "Tab": 9,
    "Enter": 13,
    "Shift": 16,
    "Escape": 27,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
}
_TEXTS = {"Enter": "\r"}
_SHIFT_HELD = 8


def press(
    line: Devtools, keys: Sequence[str], *, shift: bool = False, after: Callable[[], object] | None = None
) -> None:
    """Press and release keys one after the other, and do ``after`` each what is given; all at once without.

    They reach the page in their order, each after all that the one before set off at once.
    """
    held = _SHIFT_HELD if shift else 0
    strokes = [[_event("Down", key, held), _event("Up", key, held)] for key in keys]
    if shift:
        strokes = [[_event("Down", "Shift", held)], *strokes, [_event("Up", "Shift", 0)]]
    if after is None:
        line.run([event for stroke in strokes for event in stroke])
        return
    for stroke in strokes:
        line.run(stroke)
        after()


def _event(way: str, key: str, modifiers: int) -> Command:
    parameters: dict[str, Any] = {"type": f"key{way}", "key": key, "code": key, "modifiers": modifiers}
    parameters |= {"windowsVirtualKeyCode": _CODES[key], "nativeVirtualKeyCode": _CODES[key]}
    if way == "Down" and key in _TEXTS:
        parameters["text"] = _TEXTS[key]
    elif way == "Down":
        parameters["type"] = "rawKeyDown"
    return "Input.dispatchKeyEvent", parameters
