"""What a log of the keyboard recorder means: has the focus left, what holds it, what did the page do by itself.

An entry is ``{"kind": "key", "at": position after the key, "key": name, "moved": positions it went through}``, or
something the page did: ``moved`` (focus without a key), ``navigation``, ``window``, ``dialog`` with the position then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

LEFT = -1
NOWHERE = -2

Entry = Mapping[str, Any]


def positions(log: Iterable[Entry]) -> list[int]:
    """Where the focus was after each key, once the page had moved it on or back by itself.

    >>> positions([{"kind": "key", "at": LEFT}, {"kind": "moved", "at": 0}, {"kind": "key", "at": 1}])
    [0, 1]
    >>> positions([{"kind": "key", "at": NOWHERE, "moved": []}, {"kind": "key", "at": NOWHERE, "moved": [3]}])
    [-1, -2]
    """
    settled: list[int] = []
    for entry in log:
        if entry["kind"] == "key":
            # The browser may take the focus a little after the key: nothing in the page got it then.
            settled.append(LEFT if entry["at"] == NOWHERE and not entry["moved"] else entry["at"])
        elif entry["kind"] == "moved" and settled:
            settled[-1] = entry["at"]
    return settled


def has_left(log: Iterable[Entry]) -> bool:
    """Whether the focus ever went from the page to the browser, for good."""
    return LEFT in positions(log)


def own_moves(log: Iterable[Entry]) -> bool:
    """Whether the page moved the focus while no key was down."""
    return any(entry["kind"] == "moved" for entry in log)


def cycle(log: Iterable[Entry]) -> list[int]:
    """The elements the focus goes round and round at the end of the log; empty where it still meets new ones.

    >>> cycle([{"kind": "key", "at": at} for at in (0, 1, 3, 2, 3, 2, 3, 2)])
    [2, 3]
    >>> cycle([{"kind": "key", "at": at} for at in (0, 1, 2, 3)])
    []
    """
    walked = positions(log)
    late = Counter(walked[len(walked) // 2 :])
    return sorted(late) if min(late, default=LEFT) >= 0 and min(late.values()) > 1 else []


def self_made_changes(log: Iterable[Entry]) -> list[dict[str, Any]]:
    """What happened when an element got the focus by Tab: ``navigation``, ``window``, ``dialog`` or ``dropped`` (it lost
    the focus again at once), each once an element. Unconfirmed: it may only have happened at the same time.
    """
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for entry in log:
        kind, stop = entry["kind"], entry["at"]
        if kind == "key":
            if stop != NOWHERE or not entry["moved"]:
                continue
            kind, stop = "dropped", entry["moved"][-1]
        if kind != "moved" and stop >= 0:
            found.setdefault((kind, stop), {"kind": kind, "stop": stop, "confirmed": False})
    return list(found.values())
