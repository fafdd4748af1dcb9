"""What the pages of a site use: it decides which files of the theme and which vCards the site needs beside them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.memo import Memo

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


def uses_of_pages(output: Path, memo: Memo) -> Mapping[str, frozenset[str]]:
    """What each page below ``output`` uses. A page that is still the same file is not read again."""
    found: dict[str, frozenset[str]] = {}
    shared: dict[frozenset[str], frozenset[str]] = {}
    for folder, _, names in os.walk(output):
        for name in names:
            if name.endswith(".html"):
                file = os.path.join(folder, name)  # noqa: PTH118 - Path takes a tenth of a build of a large site
                state = os.stat(file)  # noqa: PTH116
                mark = state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns
                path = file.removeprefix(f"{output}/")
                uses = memo.of("uses", path, mark, lambda: _read(file))  # noqa: B023 - called at once
                found[path] = shared.setdefault(uses, uses)
    return found


def _read(file: str) -> frozenset[str]:
    return uses_of(Path(file).read_text(encoding="utf-8"))
