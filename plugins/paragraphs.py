"""Where a notation such as ``[[betraege:pflegegeld]]`` stands in the text of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugins.content_model import PageSource


def line_of(page: PageSource, match: re.Match[str]) -> int:
    """The line of its file at which a match in the page's text begins."""
    return page.body_line + page.body.count("\n", 0, match.start())


def is_alone(text: str, match: re.Match[str]) -> bool:
    """Whether the match is a paragraph of its own.

    >>> [is_alone(text, re.search(r"X", text)) for text in ("a\\n\\nX\\n\\nb", "X", "a X b", "a\\nX\\n")]
    [True, True, False, False]
    """
    before, after = text[: match.start()], text[match.end() :]
    return bool(
        re.search(r"(?:\A|\n[ \t]*\n)[ \t]*\Z", before) and re.match(r"[ \t]*(?:\Z|\n[ \t]*(?:\n|\Z))", after)
    )
