"""A visit in two parts: two browsers share the states of a page, and what they measured is put together again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from audit.probes.states import State

#: Measured after all states, so it comes last in a whole visit too.
_AFTERWARDS = ("keyboard", "layers")


def shared(states: tuple[State, ...]) -> tuple[tuple[State, ...], ...]:
    """The parts: the states with the keyboard, which take about half of the time, and the others."""
    parts = (
        tuple(state for state in states if state.keyboard),
        tuple(state for state in states if not state.keyboard),
    )
    return parts if all(parts) else (states,)


def merged(parts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The visit that one browser would have made, from its parts in the order of ``shared``."""
    if len(parts) == 1:
        return parts[0]
    measured: dict[str, dict[str, Any]] = {}
    for part in parts:
        for name, by_state in part["measured"].items():
            measured.setdefault(name, {}).update(by_state)
    for name in _AFTERWARDS:
        if name in measured:
            measured[name] = measured.pop(name)
    cookies = {(cookie["name"], cookie["host"]): cookie for part in parts for cookie in part["cookies"]}
    return {
        "axe": {state: result for part in parts for state, result in part["axe"].items()},
        "accesslint": next((part["accesslint"] for part in parts if part["accesslint"] is not None), None),
        "measured": measured,
        "cookies": list(cookies.values()),
    }
