"""Notations such as ``[[kontakt:ID]]`` in the text of pages: finding them, naming wrong ones, showing what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborNode

from plugins.page_text import PageText
from plugins.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from plugins.content_model import PageSource


def notation(word: str) -> re.Pattern[str]:
    """What finds ``[[word:ID]]``; group 1 is the id.

    >>> notation("kontakt").findall("[[kontakt:mitte]] oder [[dienst:termin]]")
    ['mitte']
    """
    return re.compile(rf"\[\[{word}:([^\]]*)\]\]")


def unknown_ids(
    page: PageSource, pattern: re.Pattern[str], subject: str, known: Collection[str]
) -> Iterator[Problem]:
    """A problem for each id in the page's text that is not ``known``; ``subject`` begins the sentence ("Den Kontakt")."""
    for match in pattern.finditer(page.body):
        if match[1] not in known:
            line = page.body_line + page.body.count("\n", 0, match.start())
            message = f"{subject} „{match[1]}“ gibt es nicht. {did_you_mean(match[1], known)}"
            yield Problem(page.name, line, message)


def expand(
    text: PageText,
    pattern: re.Pattern[str],
    known: Collection[str],
    block: Callable[[str], str],
    inline: Callable[[str], str],
) -> None:
    """Replace each notation in the text: by ``block(id)`` where it is a paragraph of its own, else by ``inline(id)``.

    An unknown id was escaped in Markdown (``\\[[…``), so it is not meant as notation and stays.
    """
    for node in text.strings(pattern):
        match = pattern.fullmatch(node.text_content.strip())
        if match and match[1] in known and is_paragraph(node):
            node.parent.replace_with(text.aside(block(match[1])))
        else:
            node.replace_with(
                pattern.sub(
                    lambda match: text.aside(inline(match[1])) if match[1] in known else match[0],
                    node.text_content,
                )
            )


def is_paragraph(node: LexborNode) -> bool:
    """Whether the text node is all there is in its paragraph."""
    return node.parent.tag == "p" and node.prev is None and node.next is None
