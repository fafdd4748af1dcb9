"""The text of a page in pieces of one declared language: what a screen reader speaks with one voice."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from audit.dom import BLOCKS, clean
from audit.texts.language import primary

_NO_TEXT = frozenset({"script", "style", "template", "noscript", "textarea", "select", "svg", "math", "object", "iframe", "code",
                      "kbd", "samp", "var", "pre", "-comment", "_comment"})  # fmt: skip


@dataclass(slots=True)
class Run:
    """A block's text in one language. ``own`` if an element inside ``html`` declares it; ``node`` is the nearest element."""

    node: LexborNode
    language: str
    own: bool
    text: str


def runs_of(root: LexborNode, hidden: frozenset[int]) -> tuple[Run, ...]:
    """All text below ``html``'s ``body``, without code and what the markup hides; alternatives of pictures are runs too.

    The text of a block and of what it declares in another language are runs of their own, in document order.
    """
    body = next((child for child in root.iter() if child.tag == "body"), None)
    if body is None:
        return ()
    parts: dict[tuple[int, int], tuple[Run, list[str]]] = {}
    alternatives: list[Run] = []
    language = primary(root.attributes.get("lang"))
    tags = {node.mem_id: primary(node.attributes["lang"]) for node in root.css("[lang]")}
    alts = {
        node.mem_id: clean(node.attributes["alt"] or "")
        for node in root.css("img[alt], area[alt], input[alt]")
    }
    # a stack: hostile pages nest deeper than Python calls; (node, block, who declared the language, language)
    todo: list[tuple[LexborNode, LexborNode, LexborNode | None, str]] = [(body, body, None, language)]
    while todo:
        node, block, owner, language = todo.pop()
        if node.tag == "-text":
            text = node.text(deep=False)
            if text and not text.isspace():
                key = (block.mem_id, owner.mem_id if owner else 0)
                if key not in parts:
                    place = (
                        owner
                        if owner is not None and block.tag != "body" and _is_inside(owner, block)
                        else block
                    )
                    parts[key] = (Run(place, language, owner is not None, ""), [])
                parts[key][1].append(text)
            continue
        if node.mem_id in hidden or node.tag in _NO_TEXT:
            continue
        if node.mem_id in tags:
            owner, language = node, tags[node.mem_id]
        if node.tag in BLOCKS:
            block = node
        elif node.tag == "br" and (key := (block.mem_id, owner.mem_id if owner else 0)) in parts:
            parts[key][1].append(" ")
        if alts.get(node.mem_id):
            alternatives.append(Run(node, language, owner is not None, alts[node.mem_id]))
        todo += [(child, block, owner, language) for child in node.iter(include_text=True)][::-1]
    for run, texts in parts.values():
        run.text = clean("".join(texts))
    return tuple([run for run, _ in parts.values()] + alternatives)


def _is_inside(node: LexborNode, block: LexborNode) -> bool:
    """Whether an element stands inside a block rather than around it: then it is the nearest one that has the text."""
    return node.tag not in BLOCKS and node.mem_id != block.mem_id
