"""Small questions to a parsed document: selector, surroundings and text of an element."""

from __future__ import annotations

import re
from collections import Counter
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


class Selectors:
    """CSS selectors of the elements of one document. Remembers ids and siblings: many cost little more than one."""

    def __init__(self) -> None:
        self._is_single: dict[str, bool] = {}
        self._steps: dict[int, dict[int, str]] = {}

    def of(self, node: LexborNode) -> str:
        """A selector of exactly this element: the nearest id, then the way down."""
        way: list[str] = []
        while node is not None and node.tag not in ("html", "-document", None):
            identifier = node.attributes.get("id")
            if identifier and self._names_one(node, identifier):
                way.append(f"#{identifier}")
                break
            way.append(self._step(node))
            node = node.parent
        return " > ".join(reversed(way))

    def _names_one(self, node: LexborNode, identifier: str) -> bool:
        if identifier not in self._is_single:
            plain = re.fullmatch(r"[A-Za-z][\w-]*", identifier)
            self._is_single[identifier] = bool(plain) and len(node.parser.css(f"#{identifier}")) == 1
        return self._is_single[identifier]

    def _step(self, node: LexborNode) -> str:
        """The element among its siblings; by number alone where the tag is none of HTML (``o:p`` from word processors)."""
        if node.parent is None:
            return node.tag
        steps = self._steps.get(node.parent.mem_id)
        if steps is None:
            steps = self._steps[node.parent.mem_id] = _steps_below(node.parent)
        return steps[node.mem_id]


def selector(node: LexborNode) -> str:
    """A CSS selector of exactly this element; for many of one document use ``Selectors``."""
    return Selectors().of(node)


def _steps_below(parent: LexborNode) -> dict[int, str]:
    children = list(parent.iter())
    counts = Counter(child.tag for child in children)
    seen: Counter[str] = Counter()
    steps = {}
    for position, child in enumerate(children, 1):
        seen[child.tag] += 1
        if not re.fullmatch(r"[a-z][a-z0-9-]*", child.tag):
            steps[child.mem_id] = f":nth-child({position})"
        else:
            alone = counts[child.tag] < 2
            steps[child.mem_id] = child.tag if alone else f"{child.tag}:nth-of-type({seen[child.tag]})"
    return steps


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
