"""Every page can be reached from the home page.

What it checks: whether any way of links leads from the home page to the page. A way through search, site map or A–Z
alone is for a person to judge: it is found only by those who know what to look for.
Why it matters: a page nobody links to is read by nobody, and nobody notices when it goes out of date.
Applies to: all pages but the error page, redirects, and pages declared ``unlisted: true`` on purpose.

Passed example:

    pages:
      /: <a href="/a/">A</a>
      /a/: <p>Linked</p>

Failed example:

    pages:
      /: <p>Start</p>
      /a/: <a href="/">Links away, but nothing leads here</a>

Cannot tell example:

    declared:
      /inhalt/: {kind: overview}
    pages:
      /: <a href="/inhalt/">Inhaltsverzeichnis</a>
      /inhalt/: <a href="/a/">A</a>
      /a/: <p>Only in the site map</p>

References: WCAG 2.2, 2.4.5 asks for a second way; this is about the first
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope
from audit.page import Page

RULE = Rule(
    id="orphan-page",
    family="findability",
    title="Jede Seite ist von der Startseite aus erreichbar",
    remedy="Die Seite von einer passenden Seite oder aus dem Menü verlinken, oder sie löschen. Soll sie absichtlich "
    "nur über ihre Adresse erreichbar sein: „unlisted: true“ in den Seitenkopf schreiben.",
    impact=Impact.MODERATE,
    needs=frozenset({"whole_site"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    declared = facts.manifest.pages if facts.manifest else {}
    for url, page in facts.site.pages.items():
        is_unlisted = url in declared and declared[url].unlisted
        if not (is_unlisted or page.redirect or url == "/404.html"):
            yield page


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    if page.url in facts.ways:
        return
    if page.url in facts.reachable:
        message = "Diese Seite ist nur über eine Übersichtsseite (Inhaltsverzeichnis, A–Z, Suche) zu finden."
        yield cant_tell(RULE, page=page.url, target=page.url, message=message)
    else:
        message = "Kein Verweis führt von der Startseite zu dieser Seite."
        yield failed(RULE, page=page.url, target=page.url, message=message)
