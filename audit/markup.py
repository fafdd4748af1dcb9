"""Questions that rules ask the delivered markup: what is hidden, what something is called, where it stands.

Accessible names are approximations of the W3C computation that need no style sheet; ``audit.page`` holds the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborNode

from audit.dom import BLOCKS, ancestors, clean, component_of
from audit.model import Where

if TYPE_CHECKING:
    from audit.facts import Facts
    from audit.page import Page

FIELDS = "input:not([type=hidden i]), select, textarea"
#: Inputs that are pressed, not filled in.
BUTTON_TYPES = frozenset({"submit", "reset", "button", "image"})
_BUTTONS = "button, input[type=submit i], input[type=image i], input[type=button i]"
_WORD = re.compile(r"\w+")


def pages_with(facts: Facts, css: str) -> Iterator[Page]:
    """Pages with an element that matches; redirects say nothing to anybody."""
    return (
        page
        for page in facts.site.pages.values()
        if not page.redirect and page.tree.css_first(css) is not None
    )


def shown(page: Page, css: str) -> Iterator[LexborNode]:
    """Elements that match and that the markup hides from nobody, in document order."""
    return (node for node in page.tree.css(css) if node.mem_id not in page.unseen)


def attribute(node: LexborNode, name: str) -> str:
    """Value of an attribute without space around it; "" where it is missing or has none."""
    return (node.attributes.get(name) or "").strip()


def has(node: LexborNode, name: str) -> bool:
    """Whether the attribute stands there, with or without a value."""
    return name in node.attributes


def text_of(node: LexborNode) -> str:
    """All text inside, with the alternatives of pictures, as a screen reader would read it."""
    alternatives = [attribute(image, "alt") for image in node.css("img, input[type=image i], area")]
    labels = [attribute(inner, "aria-label") for inner in node.css("[aria-label]")]
    labels = labels[1:] if has(node, "aria-label") else labels
    return clean(" ".join([node.text(), *alternatives, *labels]))


def name_of(page: Page, node: LexborNode) -> str:
    """The accessible name of a link, button, picture, table or group; "" without any."""
    labelled = texts_by_id(page, attribute(node, "aria-labelledby"))
    if labelled or attribute(node, "aria-label"):
        return labelled or attribute(node, "aria-label")
    if node.tag in ("img", "area", "input"):
        own = attribute(node, "alt" if node.tag != "input" or is_type(node, "image") else "value")
    else:
        own = text_of(node) if node.tag in ("a", "button", "label", "legend", "caption", "summary") else ""
    return own or attribute(node, "title")


def label_of(page: Page, field: LexborNode) -> str:
    """The accessible name of a form field; a placeholder is none."""
    labelled = texts_by_id(page, attribute(field, "aria-labelledby"))
    if labelled or attribute(field, "aria-label"):
        return labelled or attribute(field, "aria-label")
    own = [text_of(label) for label in labels_of(page, field)]
    return clean(" ".join(own)) or attribute(field, "title")


def labels_of(page: Page, field: LexborNode) -> list[LexborNode]:
    """The label elements of a field: around it, or pointing at its id."""
    around = [parent for parent in ancestors(field) if parent.tag == "label"]
    return around + page.labels_by_id.get(attribute(field, "id"), [])


def group_name(page: Page, group: LexborNode) -> str:
    """What a fieldset or a group role is called."""
    legend = next((child for child in group.iter() if child.tag == "legend"), None)
    own = text_of(legend) if legend is not None else ""
    return own or name_of(page, group)


def texts_by_id(page: Page, ids: str) -> str:
    """The texts of the elements with these ids, separated by spaces."""
    found = (page.by_id.get(identifier) for identifier in ids.split())
    return clean(" ".join(text_of(node) for node in found if node is not None))


def is_type(node: LexborNode, *types: str) -> bool:
    """Whether an input has one of these types; without a type it is ``text``."""
    return node.tag == "input" and (attribute(node, "type").lower() or "text") in types


def is_button(node: LexborNode) -> bool:
    """Whether the element is pressed rather than filled in."""
    return node.tag == "button" or is_type(node, *BUTTON_TYPES)


def sends(form: LexborNode) -> bool:
    """Whether a form has something to send it with."""
    return form.css_first(_BUTTONS) is not None


def block_of(node: LexborNode) -> LexborNode:
    """The paragraph, list item, cell or other block around an element; the element itself where there is none."""
    return next((parent for parent in ancestors(node) if parent.tag in BLOCKS), node)


def inside(node: LexborNode, css: str) -> LexborNode | None:
    """The first element below this one that matches; selectors of a node also match the node itself."""
    return next((found for found in node.css(css) if found.mem_id != node.mem_id), None)


def around(node: LexborNode, *tags: str) -> LexborNode | None:
    """The nearest element around this one with one of these tags."""
    return next((parent for parent in ancestors(node) if parent.tag in tags), None)


def next_element(node: LexborNode) -> LexborNode | None:
    """The element that follows with nothing but white space between; None if text or nothing follows."""
    following = node.next
    while following is not None and following.tag in ("-text", "_comment", "-comment"):
        if following.tag == "-text" and clean(following.text(deep=False) or ""):
            return None
        following = following.next
    return following


def words(text: str) -> str:
    """Only the letters and digits of a text, in small letters: what stays the same however it is dressed up."""
    return " ".join(_WORD.findall(text.casefold()))


def at(page: Page, node: LexborNode, literal: str = "") -> dict[str, Any]:
    """Page, target and place of an element, as parts of a finding."""
    block = node if node.tag in BLOCKS else block_of(node)
    where = Where(literal=literal, text=page.own_text(block), component=component_of(node))
    return {"page": page.url, "target": page.selectors.of(node), "where": where}


def shortened(text: str, length: int = 60) -> str:
    """The beginning of a text, for messages."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
