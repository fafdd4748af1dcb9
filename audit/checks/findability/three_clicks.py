"""Every content page is at most three clicks from the home page.

What it checks: the shortest way from the home page (0 clicks) to each content page. One click is activating one
control; a closed ``<details>`` or menu button on the way costs one more. Ways through search, site map and A–Z do
not count. Both figures are given: on a wide screen, and at 320 CSS pixels with the menu closed.
Why it matters: the town promised it (strategy for social services, Ulm 2021, 3.2). It is a house rule, no criterion
of WCAG, and says nothing about whether the link texts help.
Applies to: content pages that can be reached at all (others: ``orphan-page``).

Passed example:

    pages:
      /: <a href="/a/">A</a>
      /a/: <a href="/b/">B</a>
      /b/: <a href="/c/">C</a>
      /c/: <p>Three clicks away</p>

Failed example:

    pages:
      /: <a href="/a/">A</a>
      /a/: <a href="/b/">B</a>
      /b/: <details><summary>Mehr</summary><a href="/c/">C</a></details>
      /c/: <p>Three links, and one thing to open</p>

References: Ulm GD 087/21, 3.2 · docs/decisions/014-counting-clicks.md
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope
from audit.page import Page

RULE = Rule(
    id="three-clicks",
    family="findability",
    title="Jede Seite ist in höchstens drei Klicks erreichbar",
    remedy="Die Seite auf einer Übersichtsseite oder der Startseite verlinken.",
    impact=Impact.MODERATE,
    needs=frozenset({"whole_site"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.content_pages if page.url in facts.ways)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    limit = facts.settings.max_clicks
    way = facts.ways[page.url]
    narrow = facts.ways_narrow[page.url] if facts.ways_narrow else None
    if way.clicks > limit:
        phone = f", auf dem Handy {narrow.clicks}" if narrow else ""
        message = f"{way.clicks} Klicks ab der Startseite{phone} (höchstens {limit}). Kürzester Weg: {way}"
        yield failed(RULE, page=page.url, target=page.url, message=message)
    elif narrow and narrow.clicks > limit:
        message = (
            f"Auf dem Handy (320 px, Menü geschlossen) {narrow.clicks} Klicks ab der Startseite, sonst {way.clicks}. "
            f"Kürzester Weg dort: {narrow}. Bitte ansehen, ob die Seite auf dem Handy leicht zu finden ist."
        )
        yield cant_tell(RULE, page=page.url, target=page.url, message=message)
