"""Small questions to a parsed document: selector, surroundings and text of an element."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_COMPONENT = re.compile(r"(?:^|\s)dk-([a-z]+(?:-[a-z]+)*)")
_SPACE = re.compile(r"\s+")


def selector(node: LexborNode) -> str:
    """A CSS selector of exactly this element: the nearest id, then the way down."""
    way: list[str] = []
    while node is not None and node.tag not in ("html", "-document", None):
        identifier = node.attributes.get("id")
        if (
            identifier
            and re.fullmatch(r"[A-Za-z][\w-]*", identifier)
            and len(node.parser.css(f"#{identifier}")) == 1
        ):
            return " > ".join([f"#{identifier}", *way])
        way.insert(0, _step(node))
        node = node.parent
    return " > ".join(way)


def _step(node: LexborNode) -> str:
    """The element among its siblings; by number alone where the tag is none of HTML (``o:p`` from word processors)."""
    siblings = list(node.parent.iter()) if node.parent else [node]
    if not re.fullmatch(r"[a-z][a-z0-9-]*", node.tag):
        return f":nth-child({_position(node, siblings)})"
    twins = [sibling for sibling in siblings if sibling.tag == node.tag]
    return node.tag if len(twins) < 2 else f"{node.tag}:nth-of-type({_position(node, twins)})"


def _position(node: LexborNode, nodes: list[LexborNode]) -> int:
    """Where the node is among these, from 1; ``==`` would take another of the same HTML for it."""
    return next(position for position, other in enumerate(nodes, 1) if other.mem_id == node.mem_id)


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    while node.parent is not None:
        node = node.parent
        yield node


def is_closed_details(parent: LexborNode, node: LexborNode) -> bool:
    if parent.tag != "details" or "open" in parent.attributes:
        return False
    summary = parent.css_first("summary")
    return summary is None or not any(above.mem_id == summary.mem_id for above in (node, *ancestors(node)))


def component_of(node: LexborNode) -> str:
    """Name of the nearest theme component around the element, "" outside of any."""
    for element in (node, *ancestors(node)):
        match = _COMPONENT.search((element.attributes or {}).get("class") or "") if element.tag else None
        if match:
            return match[1]
    return ""


def own_text(node: LexborNode) -> str:
    """Text of a block without the text of blocks inside it, which are listed themselves."""
    parts: list[str] = []
    todo = list(node.iter(include_text=True))[::-1]  # a stack: hostile pages nest deeper than Python calls
    while todo:
        child = todo.pop()
        if child.tag == "-text":
            parts.append(child.text(deep=False) or "")
        elif child.tag in BLOCKS or child.tag == "br":
            parts.append(" ")
        elif child.tag not in ("script", "style", "template"):
            todo += list(child.iter(include_text=True))[::-1]
    return clean("".join(parts))


def clean(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
