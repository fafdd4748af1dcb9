"""Vector drawings that editors hand over: what may be in one that is published. Pure functions.

A browser runs scripts of an SVG that is opened by its own address, in the name of the site. So only drawing is allowed, and
nothing that loads, links, moves or runs.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

_SPACE = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset(
    {"svg", "g", "defs", "symbol", "use", "title", "desc", "style", "text", "tspan"}
    | {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"linearGradient", "radialGradient", "stop", "clipPath", "mask"}
)
#: What reaches beyond the drawing: addresses other than "#…", code, imported styles.
_REACHES_OUT = re.compile(r"url\((?!\s*['\"]?\s*#)|@import|javascript:|expression\(|\\", re.I)
#: Entities, and instructions to the browser such as a style sheet that transforms the file.
_INSTRUCTS = re.compile(r"<!(?:DOCTYPE|ENTITY)|<\?(?!xml\s)", re.I)
_PLAIN = "Bitte im Zeichenprogramm als „einfaches SVG“ oder „optimiertes SVG“ speichern."


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of the drawing ``data``; ValueError with a German sentence if it is none or must not be published."""
    try:
        text = data.decode("utf-8-sig")
        if _INSTRUCTS.search(text):  # before the parser could follow one
            raise ValueError(f"In der Zeichnung steht eine Anweisung („<!DOCTYPE“ oder „<?“). {_PLAIN}")
        root = ElementTree.fromstring(text)
    except (UnicodeDecodeError, ElementTree.ParseError) as error:
        raise ValueError(f"Die Datei ist keine lesbare SVG-Zeichnung. {_PLAIN}") from error
    if root.tag != f"{_SPACE}svg":
        raise ValueError(f"Die Datei ist keine SVG-Zeichnung. {_PLAIN}")
    for element in root.iter():
        _check(element)
    return _size(root)


def _check(element: ElementTree.Element) -> None:
    """``element`` draws and does nothing else."""
    space, _, name = element.tag.rpartition("}")
    if f"{space}}}" != _SPACE or name not in _ELEMENTS:
        raise ValueError(f"In der Zeichnung ist „{name}“ nicht erlaubt. {_PLAIN}")
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2].lower()
        is_foreign_link = attribute == "href" and not value.startswith("#")
        if attribute.startswith("on") or is_foreign_link or _REACHES_OUT.search(value):
            raise ValueError(f"In der Zeichnung ist das Attribut „{attribute}“ so nicht erlaubt. {_PLAIN}")
    if name == "style" and _REACHES_OUT.search(element.text or ""):
        raise ValueError(f"In der Zeichnung holt „style“ etwas von außen. {_PLAIN}")


def _size(root: ElementTree.Element) -> tuple[int, int]:
    numbers = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        _, _, width, height = (float(number) for number in numbers)
    except ValueError:
        width = height = 0.0
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise ValueError(
            f"Der Zeichnung fehlt die Angabe viewBox, ohne sie lässt sie sich nicht verkleinern. {_PLAIN}"
        )
    scale = 100 / height  # whole numbers, whatever unit the drawing is made in
    return max(1, round(width * scale)), 100
