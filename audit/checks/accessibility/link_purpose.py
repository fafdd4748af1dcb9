"""Every link says where it leads.

What it checks: no link is called just "here", "more" or "page". Where sentence, list item, table cell or a heading give the purpose,
a person must judge it; where a link stands all alone, nothing
can. At level AAA link-purpose-alone judges the former.
Barriers: link text that makes no sense out of context, uninformative link text.
Why it matters: who jumps from link to link, or hears a list of all links, gets only the link texts.
Applies to: pages with links.

Passed example:

    pages:
      /: '<p><a href="/wohngeld/">Antrag auf Wohngeld</a></p>'

Failed example:

    pages:
      /: '<p><a href="/wohngeld/">hier</a></p>'

Cannot tell example:

    pages:
      /: '<p>Den Antrag finden Sie <a href="/wohngeld/">hier</a>.</p>'

References: WCAG 2.2 SC 2.4.4, 2.4.9, failure F63 · EN 301 549 9.2.4.4
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import (
    around,
    at,
    attribute,
    block_of,
    name_of,
    pages_with,
    shown,
    texts_by_id,
    words,
)
from audit.model import Criterion, Finding, Impact, Level, Rule
from audit.page import Page
from audit.texts.vague_words import is_vague

RULE = Rule(
    id="link-purpose",
    family="accessibility",
    title="Jeder Link sagt, wohin er führt",
    remedy="Den Linktext so schreiben, dass er das Ziel nennt, zum Beispiel „Antrag auf Wohngeld“.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("2.4.4", "A"),),
)

_GIVE_CONTEXT = ("li", "td", "th", "dd")


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "a[href]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    titled = page.tree.css_first("h1, h2, h3, h4, h5, h6, [role=heading]") is not None
    for link in shown(page, "a[href]"):
        name = name_of(page, link)
        if not is_vague(name) or texts_by_id(page, attribute(link, "aria-describedby")):
            continue
        alone = not titled and _stands_alone(page, link, name)
        if not alone and facts.settings.level is Level.AAA:
            continue
        told = "und nichts sagt, wohin er führt" if alone else "das Ziel steht nur im Text darum herum"
        yield (failed if alone else cant_tell)(
            RULE,
            **at(page, link, attribute(link, "href")),
            message=f"Der Link heißt „{name}“, {told}.",
            evidence=name,
        )


def _stands_alone(page: Page, link: LexborNode, name: str) -> bool:
    """Whether neither the block, nor a list item or cell can tell the purpose of the link."""
    if around(link, *_GIVE_CONTEXT) or attribute(link, "title"):
        return False
    return words(page.own_text(block_of(link))) == words(name)
