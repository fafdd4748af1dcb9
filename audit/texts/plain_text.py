"""The running text of a page, as rules about its language read it: paragraphs, their sentences, their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborNode

from audit.dom import BLOCKS, ancestors, clean, component_of
from audit.markup import attribute
from audit.model import Where
from audit.page import Page
from audit.texts.german_sentences import is_sentence, sentences

#: Text of the page's own author; every other component shows data, or words of the theme.
AUTHORED = frozenset(["", "prose", "notice", "steps", "checklist"])
_PARAGRAPHS = "p, li, dd"
#: Text in here is no running text, or somebody else's.
_LEFT_OUT = frozenset(
    [
        "table",
        "nav",
        "footer",
        "header",
        "aside",
        "form",
        "address",
        "pre",
        "code",
        "blockquote",
        "figcaption",
        "template",
        "noscript",
    ]
)
_WORDS_FOR_LITERAL = 4


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, list item or description. ``text`` is in one line, ``lines`` as ``<br>`` parts it."""

    page: Page
    node: LexborNode
    text: str

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Whole sentences; a rest without an end mark (a label, a link, an entry) is none."""
        return tuple(sentence for sentence in sentences(self.text) if is_sentence(sentence))

    @property
    def is_entry(self) -> bool:
        """Whether this is an entry of a list of links, which tells names, not sentences."""
        link = self.node.css_first("a[href]")
        return self.node.tag == "li" and link is not None and self.text.startswith(clean(link.text()))

    @property
    def set_off(self) -> str:
        """What is bold in here or a link, so no plain text."""
        return " ".join(clean(node.text()) for node in self.node.css("strong, b, em, a"))

    @property
    def lines(self) -> list[str]:
        """The lines a reader sees because the author wants them."""
        return [line for line in map(clean, _with_breaks(self.node).split("\n")) if line]

    def parts(self, part: str) -> dict[str, object]:
        """Page, target and place of a sentence or line in here, as parts of a finding."""
        literal = " ".join(part.split()[:_WORDS_FOR_LITERAL])
        where = Where(literal=literal, text=self.text, component=component_of(self.node))
        return {"page": self.page.url, "target": self.page.selectors.of(self.node), "where": where}


def paragraphs(page: Page) -> Iterator[Paragraph]:
    """The paragraphs of the content that are in German, in the order of the page; nothing that the markup hides."""
    root = page.tree.css_first("main") or page.tree.body
    for node in root.css(_PARAGRAPHS) if root is not None else ():
        if node.mem_id in page.unseen or component_of(node) not in AUTHORED or _is_left_out(node):
            continue
        text = page.own_text(node)
        if text and is_german(page, node):
            yield Paragraph(page, node, text)


def is_german(page: Page, node: LexborNode | None = None) -> bool:
    """Whether the markup says that this is German; a page that names no language is not taken for German."""
    html = page.tree.css_first("html")
    around = [element for element in (node, *ancestors(node)) if element.tag] if node is not None else [html]
    language = next(
        (
            attribute(element, "lang")
            for element in around
            if element is not None and attribute(element, "lang")
        ),
        "",
    )
    return language.lower().partition("-")[0] == "de"


def _is_left_out(node: LexborNode) -> bool:
    return any(parent.tag in _LEFT_OUT for parent in ancestors(node))


def _with_breaks(node: LexborNode) -> str:
    """Text of a block as ``audit.dom.own_text``, with the lines that ``<br>`` makes."""
    parts: list[str] = []
    todo = list(node.iter(include_text=True))[::-1]
    while todo:
        child = todo.pop()
        if child.tag == "-text":
            parts.append(" ".join((child.text(deep=False) or "").split("\n")))
        elif child.tag == "br" or child.tag in BLOCKS:
            parts.append("\n")
        elif child.tag not in ("script", "style", "template"):
            todo += list(child.iter(include_text=True))[::-1]
    return "".join(parts)
