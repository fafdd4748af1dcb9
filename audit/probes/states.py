"""The states a page is looked at in, and what is measured in each: the table to add an instrument to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.engines import axe
from audit.model import Level

if TYPE_CHECKING:
    from audit.probes.devtools import Command

_INSTRUMENTS = Path(__file__).resolve().parent / "instruments"
#: Pages see a window of their state's size, on this screen; painted is only what the browser's own small window shows.
_SCREEN = {
    "screenWidth": 1280,
    "screenHeight": 1024,
    "deviceScaleFactor": 1,
    "mobile": False,
    "dontSetVisibleSize": True,
}


@dataclass(frozen=True, slots=True)
class State:
    """A way to look at a page: width and height in CSS pixels, emulated media features, and what is measured there.

    ``instruments`` are names of ``instruments/<name>.js``; ``axe_options`` None leaves axe out. ``keyboard`` has the
    page walked through with real keys in this state, after everything else (see ``probes/keyboard.py``).
    """

    name: str
    width: int
    media: Mapping[str, str] = field(default_factory=dict)
    height: int = 1024
    axe_options: Mapping[str, Any] | None = None
    accesslint: bool = False
    instruments: tuple[str, ...] = ()
    keyboard: bool = False


def states_for(level: Level) -> tuple[State, ...]:
    """All states of a visit that holds pages to this conformance level; those of one width follow one another."""
    light = {"prefers-color-scheme": "light"}
    dark = {
        "prefers-color-scheme": "dark",
        "prefers-reduced-motion": "reduce",
    }  # two wishes, one look at the page
    full, colours = axe.full(level), axe.colours(level)
    return (
        State(
            "1280 light",
            1280,
            light,
            axe_options=full,
            accesslint=True,
            instruments=(
                "hidden_links",
                "loaded",
                "direction",
                "text",
                "motion",
                "media",
                "animated_images",
                "text_changes",
                "visual_order",
                "css_content",
                "hidden_text",
                "plain_links",
                "forced_colours",
                "pictures",
            ),
            keyboard=True,
        ),
        State("1280 forced", 1280, dark | {"forced-colors": "active"}, instruments=("forced_colours",)),
        State("1280 dark", 1280, dark, axe_options=colours, instruments=("motion",)),
        State("320 dark", 320, dark, axe_options=colours),
        State(
            "320 light",
            320,
            light,
            axe_options=full,
            instruments=("hidden_links", "loaded", "reflow", "storage", "hidden_text"),
        ),
        # 1280 x 1024 at 200 % zoom
        State("640 light", 640, light, height=512, instruments=("clipped_text",)),
    )


def changes(seen: State | None, state: State) -> list[Command]:
    """What a browser that shows pages as ``seen`` (None: one just started) must be told to show them as ``state`` wants."""
    told: list[Command] = []
    if seen is None or (seen.width, seen.height) != (state.width, state.height):
        metrics = _SCREEN | {"width": state.width, "height": state.height}
        told.append(("Emulation.setDeviceMetricsOverride", metrics))
    if seen is None or seen.media != state.media:
        media = {"features": [{"name": name, "value": value} for name, value in state.media.items()]}
        told.append(("Emulation.setEmulatedMedia", media))
    return told


@cache
def instrument(name: str) -> str:
    """The function expression of an instrument: no arguments, returns JSON data, may be async."""
    return (_INSTRUMENTS / f"{name}.js").read_text(encoding="utf-8")


def all_instruments() -> tuple[str, ...]:
    """Every instrument there is, for the cache key: a changed one makes what was measured worthless."""
    return tuple(instrument(file.stem) for file in sorted(_INSTRUMENTS.glob("*.js")))
