"""Every link says where it leads by itself, without the sentence around it.

What it checks: no link is called just "here", "more" or "page", whatever stands around it.
Barriers: link text that makes no sense out of context, uninformative link text.
Why it matters: a list of all links, as screen readers show it, has only the link texts.
Applies to: pages with links.

Passed example:

    pages:
      /: '<p><a href="/wohngeld/">Antrag auf Wohngeld</a></p>'

Failed example:

    pages:
      /: '<p>Den Antrag finden Sie <a href="/wohngeld/">hier</a>.</p>'

References: WCAG 2.2 SC 2.4.9, failure F84; ACT rule aizyf1
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.markup import at, attribute, name_of, pages_with, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.texts.vague_words import is_vague

RULE = Rule(
    id="link-purpose-alone",
    family="accessibility",
    title="Jeder Linktext sagt für sich allein, wohin er führt",
    remedy="Den Linktext so schreiben, dass er das Ziel nennt, zum Beispiel „Antrag auf Wohngeld“.",
    impact=Impact.MODERATE,
    criteria=(Criterion("2.4.9", "AAA"),),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "a[href]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for link in shown(page, "a[href]"):
        name = name_of(page, link)
        if is_vague(name):
            yield failed(
                RULE,
                **at(page, link, attribute(link, "href")),
                message=f"Der Link heißt nur „{name}“.",
                evidence=name,
            )
