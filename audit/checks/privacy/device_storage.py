"""Pages keep nothing on the visitor's device without being asked.

What it checks: after a page was loaded and nobody touched anything, it has no entries in the browser's storage
(localStorage, sessionStorage, IndexedDB).
Why it matters: the law on cookies holds for every way to keep something on a device. What a shared computer in a library
or a family still knows tomorrow can hurt somebody.
Applies to: all pages that were opened in the browser. On sites of others, which may need it for a service, cantTell.

Passed example:

    pages: {/: <p>Text</p>}
    storage: {/: {}}

Failed example:

    pages: {/: <p>Text</p>}
    storage: {/: {localStorage: [besuche]}}

References: § 25 TDDDG · Article 5 (3) Directive 2002/58/EC
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.facts import Facts
from audit.legal_pages import judge
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="device-storage",
    family="privacy",
    title="Seiten speichern ungefragt nichts auf dem Gerät",
    remedy="Das Skript so ändern, dass es nichts speichert, oder erst speichern, wenn jemand es ausdrücklich will.",
    impact=Impact.SERIOUS,
    needs=frozenset({"browser"}),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if page.url in facts.visits)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for kind, names in sorted(facts.visits[page.url].storage.items()):
        for name in names:
            yield judge(
                RULE,
                certain=facts.manifest is not None,
                page=page.url,
                target=f"{kind}:{name}",
                message=f"Die Seite speichert ungefragt „{name}“ auf dem Gerät ({kind}).",
                evidence=f"{kind} {name}",
            )
