"""Abbreviations are explained where they first stand.

What it checks: an abbreviation of three to five capitals is written out once on its page, in brackets or in an abbr element.
Generally known ones are left out; there is one finding a page.
Barriers: abbreviations are not explained.
Why it matters: who does not know it cannot look it up by its sound.
Applies to: all pages.

Passed example:

    pages:
      /: '<p>Das Sozialgesetzbuch (SGB) regelt das; siehe SGB.</p>'

Cannot tell example:

    pages:
      /: '<p>Das SGB regelt das.</p>'

References: WCAG 2.2 SC 3.1.4 Abbreviations, techniques G97, H28
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import pages_with, text_of
from audit.model import Criterion, Finding, Impact, Rule, Where
from audit.page import Page

RULE = Rule(
    id="abbreviation",
    family="accessibility",
    title="Abkürzungen sind erklärt",
    remedy="Beim ersten Mal ausschreiben: „Sozialgesetzbuch (SGB)“.",
    impact=Impact.MINOR,
    criteria=(Criterion("3.1.4", "AAA"),),
)

_CAPITALS = re.compile(r"(?<![\w.-])[A-ZÄÖÜ]{3,5}(?![\w-])")
_KNOWN = re.compile(
    "PDF|WWW|HTML|URL|FAQ|DIN|ISBN|USA|SMS|USB|GPS|IBAN|BIC|LKW|PKW|CSV|ZIP|XML|RSS|UTF|AGB|MEZ|HTTPS?|EUR|TÜV|NATO|UNO|AIDS|HIV|VIP"
    "|DVD|JPG|PNG|GIF|SVG|[IVXLC]+"
)
_NAMED = 5


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "body")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    text = " \n ".join(block.text for block in page.blocks)
    explained = {text_of(node) for node in page.tree.css("abbr[title]")}
    found: dict[str, None] = {}
    for match in _CAPITALS.finditer(text):
        short = match[0]
        spelled = re.search(rf"\({short}\)|\b{short}\s*\((?!\d)[^)]{{6,}}\)|\b{short}\s*[=:–]\s*\w", text)
        if (
            not _KNOWN.fullmatch(short)
            and short not in explained
            and not spelled
            and not _is_shouted(text, match)
        ):
            found[short] = None
    if found:
        first = next(block.text for block in page.blocks if next(iter(found)) in block.text)
        yield cant_tell(
            RULE,
            page=page.url,
            target=page.place_of_text(first).target,
            where=Where(text=first),
            message=f"Nicht erklärt: {', '.join(list(found)[:_NAMED])}.",
            evidence=", ".join(list(found)[:_NAMED]),
        )


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """Whether the next or last word is in capitals as well, so that it is a word of a heading."""
    around = (
        f"{text[max(0, match.start() - 20) : match.start()]} {text[match.end() : match.end() + 20]}".split()
    )
    return any(word.isupper() and len(word) > 5 for word in around)
