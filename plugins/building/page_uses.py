"""What the pages of a site use: it decides which files of the theme and which vCards the site needs beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CLASS_ATTRIBUTE = re.compile(r'class="([^"]*)"')
_LOADED = re.compile(r'src="/js/([\w-]+\.js)"')
#: How pages link to what ``contacts.card_address`` gives.
_CARD = re.compile(r'href="/kontakte/([a-z0-9-]+)\.vcf"')


def blocks_of(classes: Iterable[str]) -> set[str]:
    """``dk-menu__link`` and ``dk-menu--open`` belong to ``dk-menu``."""
    return {name.partition("__")[0].partition("--")[0] for name in classes}


def uses_of(html: str) -> frozenset[str]:
    """Everything a page uses, by kind: ``.block`` of classes, ``script.js``, ``/id`` of a contact whose card it links to."""
    values = set(_CLASS_ATTRIBUTE.findall(html))
    blocks = blocks_of(word for value in values for word in value.split())
    cards = (f"/{contact_id}" for contact_id in _CARD.findall(html))
    return frozenset([*(f".{block}" for block in blocks), *_LOADED.findall(html), *cards])
