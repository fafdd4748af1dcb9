"""Links to a place on a page meet that place.

What it checks: the part of an address behind ``#`` names an element (``id`` or ``a name``) of the page it leads to,
also on the same page. Text fragments (``#:~:text=``), places in files such as PDF, and the addresses of programs
(``#/`` and ``#!``) are left out.
Why it matters: the page opens at its top and the reader looks for what the link promised. A keyboard user's focus
stays where it was.
Applies to: pages with such links to existing pages.

Passed example:

    pages:
      /: <a href="/a/#pflegegrad">Pflegegrad</a> <a href="#top">Nach oben</a>
      /a/: <h2 id="pflegegrad">Pflegegrad</h2>

Failed example:

    pages:
      /: <a href="/a/#pflegestufe">Pflegestufe</a>
      /a/: <h2 id="pflegegrad">Pflegegrad</h2>

References: HTML Living Standard, 7.4.6.4 (scrolling to a fragment)
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Page

RULE = Rule(
    id="broken-anchor",
    family="integrity",
    title="Verweise auf eine Stelle treffen diese Stelle",
    remedy="Den Teil hinter # an die Überschrift anpassen (sie wurde vielleicht umbenannt) oder weglassen.",
    impact=Impact.MODERATE,
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    places = facts.site.goals.places.keys()
    return (page for page in facts.site.pages.values() if not places.isdisjoint(page.outline.numbers))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    goals = facts.site.goals
    if goals.missing_places.isdisjoint(page.outline.numbers):
        return
    seen = set()
    for link, number in zip(page.links, page.outline.numbers, strict=True):
        if number not in goals.missing_places:
            continue
        target, anchor = goals.places[number]
        if (target.url, anchor) in seen:
            continue
        seen.add((target.url, anchor))
        place = page.place_of_link(link)
        on = "dieser Seite" if target is page else target.url
        yield failed(
            RULE,
            page=page.url,
            target=place.target,
            message=f"Der Verweis „{link.text}“ zielt auf die Stelle „#{anchor}“, die es auf {on} nicht gibt.",
            evidence=link.href,
            where=Where(literal=link.href, text=place.text, component=place.component),
        )
