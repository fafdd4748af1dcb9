"""Links within the site lead somewhere.

What it checks: every link to an address of this site meets a page or file that exists. One finding a page and
address, however often the page links to it.
Why it matters: a dead end costs trust, and those who struggled to get here do not start again.
Applies to: pages with links to this site. Links to other sites are checked with ``--external``.

Passed example:

    files: [/antrag.pdf]
    pages:
      /: <a href="/a">A</a> <a href="antrag.pdf">Antrag</a>
      /a/: <a href="../index.html#top">Start</a>

Failed example:

    pages:
      /: <p>Hier ist der <a href="/antrag-2023.pdf">Antrag</a>.</p>

References: sources of links and addresses as in ``audit/page.py``
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Link, Page

RULE = Rule(
    id="broken-link",
    family="integrity",
    title="Verweise innerhalb der Website führen zum Ziel",
    remedy="Die Adresse berichtigen, die fehlende Seite oder Datei wieder einstellen oder den Verweis entfernen.",
    impact=Impact.SERIOUS,
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    internal = facts.site.goals.internal
    return (page for page in facts.site.pages.values() if not internal.isdisjoint(page.outline.numbers))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    if facts.site.goals.missing.isdisjoint(page.outline.numbers):
        return
    broken: dict[str, list[Link]] = {}
    for link in page.links:
        if link.is_internal and facts.site.is_missing(link.address):
            broken.setdefault(link.address, []).append(link)
    for address, links in broken.items():
        place = page.place_of_link(links[0])
        again = f" ({len(links)}-mal auf dieser Seite)" if len(links) > 1 else ""
        yield failed(
            RULE,
            page=page.url,
            target=place.target,
            message=f"Der Verweis „{links[0].text}“ führt ins Leere: {address}{again}.",
            evidence=links[0].href,
            where=Where(literal=links[0].href, text=place.text, component=place.component),
        )
