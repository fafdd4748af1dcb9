"""Nothing is published that waits for its approval.

What it checks: no page is among the built ones whose approval (four eyes) is missing or older than its last review. A
build for publishing leaves such pages out; only the preview shows them.
Why it matters: who uploads what the preview built puts words online that nobody answers for.
Applies to: pages with front matter.

Passed example:

    declared:
      /: {waits: ""}
    pages:
      /: <p>Approved</p>

Failed example:

    declared:
      /: {waits: es fehlt die Freigabe (approved_by und approved_on)}
    pages:
      /: <p>Not approved</p>

References: decision 028
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Page

RULE = Rule(
    id="unapproved-page",
    family="currency",
    title="Seiten mit vier Augen sind freigegeben",
    remedy="Eine andere Stelle prüfen lassen: invoke approved DATEI --by STELLE. Oder neu bauen: invoke build lässt die Seite weg.",
    impact=Impact.SERIOUS,
    needs=frozenset({"registry"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    known = facts.manifest.pages if facts.manifest else ()
    return (page for url, page in facts.site.pages.items() if url in known)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    why = facts.manifest.pages[page.url].waits
    if why:
        yield failed(
            RULE,
            page=page.url,
            target=page.url,
            message=f"Die Seite ist gebaut, aber nicht freigegeben: {why}.",
            evidence=why,
            where=Where(field="last_reviewed_on"),
        )
