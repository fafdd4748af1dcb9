"""Notations such as ``[[kontakt:ID]]`` in the text of pages: finding them, naming wrong ones, showing what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from html import escape
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from plugins.html_text import html_of
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
    html: str,
    pattern: re.Pattern[str],
    known: Collection[str],
    block: Callable[[str], str],
    inline: Callable[[str], str],
) -> str:
    """The text with each notation replaced: by ``block(id)`` where it is a paragraph of its own, else ``inline(id)``.

    Blocks are put in as text, since a parser would rewrite their SVG. An unknown id was escaped in Markdown
    (``\\[[…``), so it is not meant as notation and stays.
    """
    if not pattern.search(html):
        return html
    soup = BeautifulSoup(html, "html.parser")
    blocks: dict[str, str] = {}

    def shown(match: re.Match[str]) -> str:
        return inline(match[1]) if match[1] in known else match[0]

    for node in soup.find_all(string=pattern):
        match = pattern.fullmatch(node.strip())
        is_alone = node.parent.name == "p" and len(node.parent.contents) == 1
        if match and match[1] in known and is_alone:
            mark = f"\0{len(blocks)}\0"
            blocks[mark] = block(match[1])
            node.parent.replace_with(mark)
        else:
            node.replace_with(
                BeautifulSoup(pattern.sub(shown, escape(str(node), quote=False)), "html.parser")
            )
    return re.sub(r"\0\d+\0", lambda mark: blocks[mark[0]], html_of(soup))
