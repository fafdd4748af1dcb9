"""A built or fetched page as data: what it says, defines and links to. One parse, no I/O."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Protocol

from selectolax.lexbor import LexborHTMLParser, LexborNode

from audit.addresses import join
from audit.content_kinds import kinds_in
from audit.dom import BLOCKS, Selectors, ancestors, clean, component_of, own_text, selector
from audit.frames import Frame, frame_of
from audit.outline import Goal, Outline, outline_of
from audit.resources import Resource, resources_of
from audit.texts.language import primary
from audit.texts.text_runs import Run, runs_of

_TEXT_BLOCKS = (
    "p, li, td, th, dd, dt, h1, h2, h3, h4, h5, h6, caption, figcaption, summary, blockquote, address, pre"
)
_MAY_HIDE = "[hidden], [aria-hidden=true i], [style], template, noscript, script, style"
_NEVER_SHOWN = ("template", "noscript", "script", "style")
_HIDDEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)


def _is_hiding(node: LexborNode) -> bool:
    attributes = node.attributes
    return (
        node.tag in _NEVER_SHOWN
        or "hidden" in attributes
        or (attributes.get("aria-hidden") or "").lower() == "true"
        or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
    )


@dataclass(frozen=True, slots=True)
class Link:
    """One ``a[href]``. ``index`` counts them in document order; ``closed`` closed ``<details>`` lie around it.

    ``address`` is the path on this site (``/x/``) or the absolute address elsewhere, both without ``fragment``.
    """

    index: int
    href: str
    address: str
    fragment: str
    text: str
    closed: int

    @property
    def is_internal(self) -> bool:
        """Whether the link stays on this site."""
        return self.address.startswith("/")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, cell or heading of the content: visible text and the component it lies in."""

    text: str
    component: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a page something is: CSS selector, text of the surrounding block, theme component."""

    target: str
    text: str
    component: str


class Text(Protocol):
    """A page's markup that lies somewhere else, so that a large site needs little memory."""

    @property
    def digest(self) -> str:
        """Hash of its bytes."""

    def expect(self, digest: str) -> None:
        """Its bytes have this hash, as another process saw; ProbeError if somebody here saw another."""

    def read(self) -> str:
        """The markup."""


@lru_cache(maxsize=16)
def _parsed(html: str) -> LexborHTMLParser:
    """Held for a few pages: rules ask for some, such as the home page, again and again."""
    return LexborHTMLParser(html)


@dataclass(frozen=True)
class Page:
    """One page. ``url`` is its path on the site, or its absolute address for pages audited on their own."""

    url: str
    base: str
    source: str | Text

    @property
    def html(self) -> str:
        """The markup."""
        return self.source if isinstance(self.source, str) else self.source.read()

    @cached_property
    def digest(self) -> str:
        """The same as long as the markup is the same."""
        if isinstance(self.source, str):
            return sha256(self.source.encode("utf-8", "surrogatepass")).hexdigest()
        return self.source.digest

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The parsed document, which nobody may change."""
        return _parsed(self.html)

    def _tree_for_now(self) -> LexborHTMLParser:
        """The document, held for a few pages only: for what is asked of all of a site, which would all lie in memory."""
        return vars(self).get("tree") or _parsed(self.html)

    @property
    def address(self) -> str:
        """The absolute address, for resolving links."""
        return self.base + self.url if self.url.startswith("/") else self.url

    @cached_property
    def _link_base(self) -> str:
        node = self._tree_for_now().css_first("base[href]")
        return join(self.address, (node.attributes.get("href") or "").strip()) if node else self.address

    @cached_property
    def outline(self) -> Outline:
        """What rules about the whole site ask of every page."""
        html = self.html
        return outline_of(vars(self).get("tree") or _parsed(html), len(html), self.base, self.address)

    @property
    def title(self) -> str:
        """The title element's text."""
        return self.outline.title

    @property
    def redirect(self) -> str | None:
        """Where a ``<meta http-equiv=refresh>`` without delay leads, as a link address."""
        return self.outline.redirect

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Where the links lead, in document order."""
        return self.outline.goals

    @property
    def anchors(self) -> frozenset[str]:
        """Everything a fragment can point at."""
        return self.outline.anchors

    @property
    def lang(self) -> str:
        """The language the page declares, as written; "" where it declares none."""
        return self.outline.lang

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links in document order."""
        goals, closed = self.outline.goals, self.outline.closed
        return tuple(
            Link(
                index,
                node.attributes.get("href") or "",
                *goals[index],
                clean(node.text()),
                closed.get(index, 0),
            )
            for index, node in enumerate(self._tree_for_now().css("a[href]"))
        )

    @cached_property
    def selectors(self) -> Selectors:
        """Selectors of the elements of this page."""
        return Selectors()

    @cached_property
    def _own_texts(self) -> dict[int, str]:
        return {}

    def own_text(self, block: LexborNode) -> str:
        """``audit.dom.own_text`` of a block, read once however many elements of it are asked about."""
        if block.mem_id not in self._own_texts:
            self._own_texts[block.mem_id] = own_text(block)
        return self._own_texts[block.mem_id]

    @cached_property
    def by_id(self) -> Mapping[str, LexborNode]:
        """The elements by id; the first one where an id stands twice, as browsers take it."""
        return {node.attributes.get("id") or "": node for node in reversed(self.tree.css("[id]"))}

    @cached_property
    def labels_by_id(self) -> Mapping[str, list[LexborNode]]:
        """The label elements by the id their ``for`` names."""
        labels: dict[str, list[LexborNode]] = {}
        for label in self.tree.css("label[for]"):
            labels.setdefault((label.attributes.get("for") or "").strip(), []).append(label)
        return labels

    @cached_property
    def unseen(self) -> frozenset[int]:
        """``mem_id`` of every element that the markup hides, from everybody or from screen readers."""
        unseen: set[int] = set()
        for node in self.tree.css(_MAY_HIDE):
            if node.mem_id not in unseen and _is_hiding(node):
                unseen.add(node.mem_id)
                unseen.update(inner.mem_id for inner in node.css("*"))
        return frozenset(unseen)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The text in pieces of one declared language, see ``audit.texts.text_runs``."""
        return runs_of(self.tree.root, self.unseen) if self.tree.root is not None else ()

    @property
    def language(self) -> str:
        """The primary language the page declares; "" where it declares none."""
        return primary(self.lang)

    @cached_property
    def content_kinds(self) -> frozenset[str]:
        """What it holds that people should look at, see ``audit.content_kinds``."""
        return kinds_in(self.tree)

    @cached_property
    def frame(self) -> Frame:
        """What surrounds the content: the links of menus, header and footer."""
        return frame_of(self)

    @cached_property
    def untagged_text(self) -> str:
        """The text whose language only the page declares."""
        return " ".join(run.text for run in self.runs if not run.own)

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """What the markup makes a browser load."""
        return resources_of(self._tree_for_now(), self._link_base)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The innermost text blocks of ``main`` (of ``body`` where there is none), in document order."""
        root = self.tree.css_first("main") or self.tree.body
        if root is None:
            return ()
        found = []
        for node in root.css(_TEXT_BLOCKS):
            text = own_text(node)
            if text:
                found.append(Block(text, component_of(node)))
        return tuple(found)

    def place_of_link(self, link: Link) -> Place:
        """Selector, surrounding text and component of a link."""
        node = self._tree_for_now().css("a[href]")[link.index]
        block = next((parent for parent in ancestors(node) if parent.tag in BLOCKS), node)
        return Place(selector(node), clean(block.text()), component_of(node))

    def place_of_text(self, text: str) -> Place:
        """Where the content's text block with this text is; the page's title where no block has it."""
        root = self.tree.css_first("main") or self.tree.body
        node = (
            next((node for node in root.css(_TEXT_BLOCKS) if own_text(node) == text), None) if root else None
        )
        return Place(selector(node), text, component_of(node)) if node else Place("title", text, "")
