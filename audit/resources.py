"""What the markup of a page makes a browser load without being asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from audit.addresses import css_addresses, join

_SOURCES = (("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("audio", "src"),
            ("embed", "src"), ("object", "data"), ("video", "poster"), ("track", "src"), ("input[type=image]", "src"))  # fmt: skip
_RELS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
    "apple-touch-icon",
}


@dataclass(frozen=True, slots=True)
class Resource:
    """One thing that is loaded: ``url`` absolute, ``written`` as in the markup, ``kind`` the element that names it."""

    url: str
    written: str
    kind: str


def resources_of(tree: LexborHTMLParser, base: str) -> tuple[Resource, ...]:
    """Scripts, styles, pictures, films, frames, fonts and pictures in inline CSS; ``base`` is what their addresses start from."""
    return tuple(Resource(join(base, url), url, kind) for url, kind in _written(tree) if url)


def _written(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Addresses as written, and the elements that name them."""
    for tag, attribute in _SOURCES:
        for node in tree.css(f"{tag}[{attribute}]"):
            yield node.attributes.get(attribute) or "", tag
    for node in tree.css("img[srcset], source[srcset]"):
        for part in (node.attributes.get("srcset") or "").split(","):
            if part.split():
                yield part.split()[0], "img"
    for node in tree.css("link[href]"):
        if set((node.attributes.get("rel") or "").lower().split()) & _RELS:
            yield node.attributes.get("href") or "", "link"
    for node in tree.css("style"):
        for url in css_addresses(node.text()):
            yield url, "style"
    for node in tree.css("[style]"):
        for url in css_addresses(node.attributes.get("style") or ""):
            yield url, "style"
