"""Colours and their contrast as WCAG 2.2 defines it (relative luminance, success criteria 1.4.3 and 1.4.11). Pure functions."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator

#: Red, green and blue in sRGB, each from 0 to 1.
Colour = tuple[float, float, float]


def from_hex(text: str) -> Colour:
    """
    >>> from_hex("#ff0000"), from_hex("#000")
    ((1.0, 0.0, 0.0), (0.0, 0.0, 0.0))
    """
    digits = text.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    red, green, blue = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return red, green, blue


def to_hex(colour: Colour) -> str:
    """
    >>> to_hex((1.0, 0.5, 0.0))
    '#ff8000'
    """
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """``share`` of the first colour and the rest of the second, as ``color-mix(in srgb, …)`` does it."""
    red, green, blue = (share * a + (1 - share) * b for a, b in zip(first, second, strict=True))
    return red, green, blue


def contrast(first: Colour, second: Colour) -> float:
    """The contrast ratio, from 1 to 21.

    >>> contrast(from_hex("#000000"), from_hex("#ffffff")), round(contrast(from_hex("#767676"), from_hex("#fff")), 2)
    (21.0, 4.54)
    """
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def shades(colour: Colour) -> Iterator[Colour]:
    """The same hue darker and lighter, nearest first, down to black and up to white."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour)
    for step in sorted(range(256), key=lambda step: abs(step / 255 - lightness)):
        yield from_hex(to_hex(colorsys.hls_to_rgb(hue, step / 255, saturation)))
