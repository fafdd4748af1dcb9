"""A link in a text looks like one.

What it checks: a link within running text differs from it by colour, line, weight, ground or a sign. Links that differ by
colour alone are the engines' business (1.4.1).
Barriers: link not clearly identifiable and distinguishable from surrounding text.
Why it matters: who sees the page does not know that there is a link, and finds it only by chance.
Applies to: all pages.

Passed example:

    pages:
      /: <p>Mehr steht beim <a href="/antrag/">Antrag auf Wohngeld</a>.</p>
    measured:
      /: {plain_links: {1280 light: []}}

Failed example:

    pages:
      /: <p>Mehr steht beim <a href="/antrag/" style="all:unset">Antrag auf Wohngeld</a>.</p>
    measured:
      /:
        plain_links:
          1280 light:
            - {path: main > p > a, name: Antrag auf Wohngeld, text: Mehr steht beim Antrag, literal: /antrag/, component: ""}

References: WCAG 2.2 SC 1.4.1 (technique G182, understanding), GDS accessibility-tool-audit
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed, where
from audit.facts import Facts
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="link-distinguishable",
    family="accessibility",
    title="Links im Text sehen aus wie Links",
    remedy="Links im Fließtext unterstreichen.",
    impact=Impact.MODERATE,
    needs=frozenset({"browser"}),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for url, page in facts.site.pages.items() if "plain_links" in facts.measured(url))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for links in facts.measured(page.url)["plain_links"].values():
        for link in links:
            yield failed(
                RULE,
                page=page.url,
                target=link["path"],
                message=f"Der Link „{link['name']}“ sieht genauso aus wie der Text um ihn herum.",
                evidence=link["name"],
                where=where(link),
            )
