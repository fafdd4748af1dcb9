"""The text of a page as a tree that plugins reshape, parsed once and written once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, create_tag

#: What stands in the tree for HTML kept aside. No text can hold it: a parser takes the null character away.
_MARK = re.compile("\0([0-9]+)\0")


class PageText:
    """Safe HTML, open to changes until ``html()`` is asked for."""

    def __init__(self, html: str) -> None:
        self.body: LexborNode = LexborHTMLParser(html).body
        self._aside: list[str] = []

    def strings(self, pattern: re.Pattern[str]) -> list[LexborNode]:
        """The text nodes in which the pattern is found, in the order of the text; they may be replaced."""
        if not pattern.search(self.body.text()):
            return []  # as in most texts; asking node by node takes far longer
        nodes = self.body.traverse(include_text=True)
        return [node for node in nodes if node.tag == "-text" and pattern.search(node.text_content)]

    def aside(self, html: str) -> str:
        """Text that stands for ``html`` until the page is written: what was rendered is not parsed again."""
        self._aside.append(html)
        return f"\0{len(self._aside) - 1}\0"

    def html(self) -> str:
        """The text with everything kept aside in its place."""
        text = self.body.inner_html.replace("&nbsp;", "\N{NO-BREAK SPACE}")
        while "\0" in text:  # what is kept aside may hold more of it
            text = _MARK.sub(lambda mark: self._aside[int(mark[1])], text)
        return text


def renamed(node: LexborNode, tag: str) -> LexborNode:
    """The element that took the place of ``node``: the same, called ``tag``."""
    node.insert_before(create_tag(tag))
    new = node.prev
    for name, value in node.attributes.items():
        new.attrs[name] = value
    while node.first_child is not None:
        new.insert_child(node.first_child, move=True)
    node.decompose()
    return new


def wrapped(node: LexborNode, tag: str, attributes: dict[str, str]) -> LexborNode:
    """The new element around ``node``."""
    node.insert_before(create_tag(tag))
    frame = node.prev
    for name, value in attributes.items():
        frame.attrs[name] = value
    frame.insert_child(node, move=True)
    return frame


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around ``node``, the nearest first, up to the whole text."""
    while (node := node.parent) is not None and node.tag != "body":
        yield node
