"""HTML back to text after BeautifulSoup reshaped it."""

from __future__ import annotations

from collections.abc import Iterable

from bs4 import PageElement, Tag
from bs4.formatter import HTMLFormatter

#: What the parser writes in small letters and SVG wants otherwise.
_SVG_NAMES = {"viewbox": "viewBox"}


class _Formatter(HTMLFormatter):
    """``<br>`` and not ``<br/>``, umlauts as they are, attributes in alphabetical order."""

    def attributes(self, tag: Tag) -> Iterable[tuple[str, str | None]]:
        return ((_SVG_NAMES.get(name, name), value) for name, value in super().attributes(tag))


_FORMATTER = _Formatter(HTMLFormatter.REGISTRY["minimal"].entity_substitution, void_element_close_prefix="")


def html_of(element: PageElement) -> str:
    """The document, or a part of it, as HTML."""
    return (
        element.decode(formatter=_FORMATTER) if isinstance(element, Tag) else element.output_ready(_FORMATTER)
    )
