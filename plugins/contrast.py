"""Proof, before a site is built, that its colours can be read wherever the theme puts them.

The theme derives its colours from the four of site.yaml (``theme/static/css/tokens.css``, read here and computed as a browser
does). Each pair below is checked on light and dark screens, and in browsers that know ``color-mix`` and those that do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from plugins.colour import Colour, contrast, from_hex, mixed, shades, to_hex
from plugins.problems import Problem

if TYPE_CHECKING:
    from plugins.content_model import SiteContent
    from plugins.content_schema import Colours

TOKENS = Path(__file__).parents[1] / "theme" / "static" / "css" / "tokens.css"
#: What WCAG 2.2 AA asks for: text (1.4.3), and shapes that carry meaning (1.4.11).
TEXT, SHAPE = 4.5, 3.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tokens of which one stands on the other, and which of the site's colours decides it."""

    what: str
    front: str
    back: str
    decided_by: Literal["brand", "accent"]
    needed: float = TEXT


_SURFACES = {
    "der Seite": "--kern-color-layout-background-default",
    "abgesetzten Flächen": "--kern-color-layout-background-hued",
    "Karten": "--kern-color-layout-background-level-1",
    "Hinweisen": "--kern-color-feedback-info-background",
    "wichtigen Hinweisen": "--kern-color-feedback-warning-background",
    "Notfall-Hinweisen": "--kern-color-feedback-danger-background",
}
PAIRS = (
    Pair("Schrift im Kopf", "--dk-color-header-text", "--dk-color-header-background", "brand"),
    *(
        Pair(f"Links auf {place}", "--kern-color-action-default", token, "brand")
        for place, token in _SURFACES.items()
    ),
    Pair(
        "Schrift auf Schaltflächen", "--kern-color-action-on-default", "--kern-color-action-default", "brand"
    ),
    Pair(
        "Strich am gewählten Menüpunkt",
        "--kern-color-decorative-brand-default",
        "--kern-color-layout-background-level-1",
        "brand",
        SHAPE,
    ),
    Pair(
        "Überschrift von Notfall-Hinweisen",
        "--kern-color-feedback-danger",
        "--kern-color-feedback-danger-background",
        "accent",
    ),
    Pair(
        "Schrift auf Notfall-Zeichen",
        "--kern-color-action-on-default",
        "--kern-color-feedback-danger",
        "accent",
    ),
)


@dataclass(frozen=True, slots=True)
class Weak:
    """A pair that is hard to see: the colours as painted, and their contrast."""

    pair: Pair
    front: Colour
    back: Colour
    ratio: float


def weak_pairs(brand: str, accent: str, dark: bool) -> list[Weak]:
    """Every pair below what it needs, on light or on dark screens, the weakest first."""
    found = []
    for mixes, pair in product((True, False), PAIRS):
        known = {**tokens(dark, mixes), "--dk-site-brand": brand, "--dk-site-accent": accent}
        front, back = (painted(known[token], known) for token in (pair.front, pair.back))
        ratio = contrast(front, back)
        if ratio < pair.needed:
            found.append(Weak(pair, front, back, ratio))
    return sorted(found, key=lambda weak: weak.ratio / weak.pair.needed)


def check_contrast(content: SiteContent) -> Iterator[Problem]:
    """One problem for each of the four colours that is too weak somewhere: the worst pair, and a colour that would do."""
    colours = content.meta.colours
    for name, dark in product(("brand", "accent"), (False, True)):
        field = f"{name}_dark" if dark else name
        weak = _weak(colours, name, dark)
        if weak:
            line = content.lines.get(f"colours.{field}", content.lines["colours"])
            message = _message(weak[0], nearest(colours, name, dark))
            yield Problem(content.file, line, message, f"colours.{field}")


def nearest(colours: Colours, name: str, dark: bool) -> str:
    """The colour of the same hue nearest to the site's own that is strong enough everywhere."""
    field = f"{name}_dark" if dark else name
    return next(
        shade
        for shade in map(to_hex, shades(from_hex(getattr(colours, field))))
        if not _weak(colours.model_copy(update={field: shade}), name, dark)
    )


def _weak(colours: Colours, name: str, dark: bool) -> list[Weak]:
    brand, accent = (colours.brand_dark, colours.accent_dark) if dark else (colours.brand, colours.accent)
    return [weak for weak in weak_pairs(brand, accent, dark) if weak.pair.decided_by == name]


def _message(weak: Weak, better: str) -> str:
    front, back = to_hex(weak.front), to_hex(weak.back)
    measured = (
        f"{front} auf {back} hat den Kontrast {_spoken(weak.ratio)}, nötig ist {_spoken(weak.pair.needed)}"
    )
    return f"„{weak.pair.what}“ wäre schlecht zu lesen: {measured}. Die nächste Farbe, die überall reicht: „{better}“."


def _spoken(ratio: float) -> str:
    """Rounded down, so that nothing looks sufficient that is not: ``4,4 : 1``."""
    return f"{int(ratio * 10) / 10:.1f} : 1".replace(".", ",")


@cache
def tokens(dark: bool, mixes: bool) -> Mapping[str, str]:
    """The theme's tokens with their values as they apply on a screen; later ones win, as in CSS.

    ``mixes`` says whether the browser knows ``color-mix``. Tokens of paper and of wide screens only are left out.
    """
    found: dict[str, str] = {}
    open_blocks: list[str] = []
    css = re.sub(r"/\*.*?\*/", "", TOKENS.read_text(encoding="utf-8"), flags=re.S)
    for text, brace in re.findall(r"([^{}]*)([{}])", css):
        if brace == "{":
            open_blocks.append(text.rpartition(";")[2].strip())
            continue
        *conditions, selector = open_blocks
        open_blocks.pop()
        if selector == ":root" and all(_holds(condition, dark, mixes) for condition in conditions):
            found.update(re.findall(r"(--[\w-]+):\s*([^;]+);", text))
    return found


def _holds(condition: str, dark: bool, mixes: bool) -> bool:
    return (dark and "prefers-color-scheme: dark" in condition) or (mixes and "color-mix" in condition)


def painted(value: str, known: Mapping[str, str]) -> Colour:
    """The colour of a token's value: #hex, ``var()``, or a mix of two; ValueError for any other notation."""
    if match := re.fullmatch(r"var\((--[\w-]+)\)", value):
        return painted(known[match[1]], known)
    if match := re.fullmatch(r"color-mix\(in srgb, (.+) (\d+)%, (.+)\)", value):
        return mixed(painted(match[1], known), painted(match[3], known), int(match[2]) / 100)
    if re.fullmatch("#(?:[0-9a-fA-F]{3}){1,2}", value):
        return from_hex(value)
    raise ValueError(f"cannot compute the colour {value!r} of {TOKENS.name}")
