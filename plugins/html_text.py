"""HTML back to text after BeautifulSoup reshaped it."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.formatter import HTMLFormatter

#: ``<br>`` and not ``<br/>``, umlauts as they are.
_FORMATTER = HTMLFormatter(
    HTMLFormatter.REGISTRY["minimal"].entity_substitution, void_element_close_prefix=""
)


def html_of(soup: BeautifulSoup) -> str:
    """The document as HTML, attributes in alphabetical order."""
    return soup.decode(formatter=_FORMATTER)
