"""The contrast of text that lies on pictures and gradients, from two pictures of the page: with its text, and without.

axe-core cannot tell such a background. Asked only for the elements it left undecided. Per character: does it show at
all, and what is the lowest and the highest contrast of its colour to any pixel behind it (WCAG 2.2 SC 1.4.3; ACT rule
afw4f7 judges the highest possible contrast of every character).
"""

from __future__ import annotations

import io
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from PIL import Image, ImageChops
from selenium import webdriver

from audit.probes import isolated_world
from audit.probes.states import instrument

Colour = tuple[int, int, int]
#: Elements looked at in one state; each costs two pictures.
MOST_ELEMENTS = 20
_RULES = ("color-contrast", "color-contrast-enhanced")


def undecided(result: Mapping[str, Any]) -> list[str]:
    """Paths of the elements whose contrast axe could not tell, each once."""
    nodes = (node for rule in result["incomplete"] if rule["id"] in _RULES for node in rule["nodes"])
    return list(dict.fromkeys(node["path"] for node in nodes))[:MOST_ELEMENTS]


def measure(
    driver: webdriver.Chrome, context: int, paths: Iterable[str], seconds: float
) -> dict[str, dict[str, Any]]:
    """By path: ``large`` (text size as WCAG means it), ``hidden`` (characters that do not show), and of the characters that
    do ``lowest`` and ``highest``: the contrast to the worst pixel behind any of them, and the best contrast of the
    character that has it worst. Elements nothing certain can be told of are left out.
    """

    def call(name: str, argument: Any) -> Any:
        return isolated_world.call(driver, context, instrument(name), argument, seconds)

    found = {path: _of_element(path, call, lambda: window(driver)) for path in paths}
    return {path: facts for path, facts in found.items() if facts is not None}


def _of_element(
    path: str, call: Callable[[str, Any], Any], picture: Callable[[], Image.Image]
) -> dict[str, Any] | None:
    text = call("text_pixels", path)
    if text is None or not text["characters"]:
        return None
    with_text = picture()
    call("text_hidden", True)
    try:
        without = picture()
    finally:
        call("text_hidden", False)
    *colour, alpha = text["colour"]
    contrasts = list(_contrasts(with_text, without, text["characters"], tuple(colour), alpha))
    shown = [contrast for contrast in contrasts if contrast is not None]
    if not shown:
        return None
    return {
        "large": text["large"],
        "hidden": len(contrasts) - len(shown),
        "lowest": min(lowest for lowest, _ in shown),
        "highest": min(highest for _, highest in shown),
    }


def _contrasts(
    with_text: Image.Image,
    without: Image.Image,
    boxes: Iterable[tuple[float, float, float, float]],
    colour: Colour,
    alpha: float,
) -> Iterator[tuple[float, float] | None]:
    """Lowest and highest contrast of each character to what is behind it; None where it does not show."""
    for left, top, right, bottom in boxes:
        box = (max(0, int(left)), max(0, int(top)), int(right + 0.999), int(bottom + 0.999))
        if box[2] <= box[0] or box[3] <= box[1] or box[2] > without.width or box[3] > without.height:
            yield None
            continue
        behind = without.crop(box)
        if ImageChops.difference(with_text.crop(box), behind).getbbox() is None:
            yield None
            continue
        colours = behind.getcolors(behind.width * behind.height) or []
        values = [contrast(_blended(colour, alpha, pixel), pixel) for _, pixel in colours]
        yield min(values), max(values)


def _blended(colour: Colour, alpha: float, behind: Colour) -> Colour:
    red, green, blue = (
        round(value * alpha + other * (1 - alpha)) for value, other in zip(colour, behind, strict=True)
    )
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21.

    >>> round(contrast((0, 0, 0), (255, 255, 255)), 1), round(contrast((119, 119, 119), (255, 255, 255)), 2)
    (21.0, 4.48)
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(value / 255) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def window(driver: webdriver.Chrome) -> Image.Image:
    """What the window shows now."""
    options = {"format": "png", "optimizeForSpeed": True}
    data = isolated_world.command(driver, "Page.captureScreenshot", options)["data"]
    return Image.open(io.BytesIO(b64decode(data))).convert("RGB")
