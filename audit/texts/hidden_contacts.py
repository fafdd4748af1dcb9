"""Contacts on a page that are not in its text: in text alternatives, in JSON-LD, in scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborNode

from audit.markup import attribute
from audit.page import Page
from audit.texts.mail_addresses import mails_in
from audit.texts.phone_numbers import Mention, number_of, numbers_in

_ALTERNATIVES = ("alt", "aria-label", "title")
_PHONE_KEYS = ("telephone", "faxNumber")
_MOST_NODES = 5_000
#: A script that writes an address: the scheme, a sign @ as a string of its own, the known ways to hide one.
_BUILDS_MAIL = re.compile(
    r"mailto:|['\"]mail['\"]\s*\+\s*['\"]?to:|\+\s*['\"]@['\"]|['\"]@['\"]\s*\+|['\"]\(at\)['\"]|fromCharCode\([^)]*\b64\b|data-cfemail|email-decode",
    re.I,
)
_TYPES = ("", "module", "text/javascript", "application/javascript")


def in_alternatives(page: Page) -> Iterator[tuple[Mention, LexborNode]]:
    """Numbers and addresses in ``alt``, ``aria-label`` and ``title`` attributes, with the element that has them."""
    for name in _ALTERNATIVES:
        for node in page.tree.css(f"[{name}]"):
            text = attribute(node, name)
            for mention in (*numbers_in(text), *mails_in(text)):
                yield mention, node


def in_json_ld(page: Page) -> Iterator[tuple[Mention, LexborNode]]:
    """Numbers and addresses that JSON-LD gives as such (schema.org ``telephone``, ``faxNumber``, ``email``)."""
    for node in page.tree.css("script[type='application/ld+json' i]"):
        try:
            data = json.loads(node.text())
        except (ValueError, RecursionError):
            continue  # no data for anybody; html rules look at the markup
        for key, text in _texts(data):
            if key in _PHONE_KEYS and number_of(text):
                yield Mention(text, number_of(text)), node
            elif key == "email":
                for mention in mails_in(text.removeprefix("mailto:")):
                    yield mention, node


def _texts(data: Any) -> Iterator[tuple[str, str]]:
    """Key and text of every text in JSON, however deep it lies; lists belong to the key before them."""
    todo, seen = [("", data)], 0
    while todo and seen < _MOST_NODES:
        key, item = todo.pop()
        seen += 1
        if isinstance(item, dict):
            todo += reversed(item.items())
        elif isinstance(item, list):
            todo += [(key, part) for part in reversed(item)]
        elif isinstance(item, str):
            yield key, item


def scripts_with_mail(page: Page) -> Iterator[str]:
    """What in scripts of the page, or in attributes made for them, looks as if an address is put together there."""
    for node in page.tree.css("script"):
        if attribute(node, "type").lower() in _TYPES and "src" not in node.attributes:
            match = _BUILDS_MAIL.search(node.text())
            if match:
                yield match[0]
    for node in page.tree.css("[data-cfemail], [data-email], [data-mail]"):
        yield next(name for name in ("data-cfemail", "data-email", "data-mail") if name in node.attributes)
