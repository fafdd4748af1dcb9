"""Blocks of text as the browser shows them (instrument ``text``), for the rules about how text looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from audit.checks import cant_tell, where
from audit.facts import Facts
from audit.markup import shortened
from audit.model import Finding, Rule
from audit.page import Page

Block = Mapping[str, Any]
_STATE = "1280 light"


def pages_with_text(facts: Facts) -> Iterator[Page]:
    """Pages on which the browser found text."""
    return (page for page in facts.site.pages.values() if blocks_of(page, facts))


def blocks_of(page: Page, facts: Facts) -> list[Block]:
    """The blocks of text seen on a wide screen, in document order."""
    return facts.measured(page.url).get("text", {}).get(_STATE, [])


def look_at(rule: Rule, page: Page, found: Iterable[tuple[Block, str]]) -> Iterator[Finding]:
    """One finding for a page, at the first of the blocks, with what is to be said of it and how many more there are."""
    blocks = list(found)
    if blocks:
        block, message = blocks[0]
        more = f" Ebenso {len(blocks) - 1} weitere Stellen." if len(blocks) > 1 else ""
        yield cant_tell(
            rule,
            page=page.url,
            target=block["path"],
            message=f"{message}{more} Bitte prüfen.",
            evidence=shortened(block["text"]),
            where=where(block),
        )
