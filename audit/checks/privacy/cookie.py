"""Pages set no cookies without being asked.

What it checks: after a page was loaded and nobody touched anything, the browser has no cookie from it, neither of its own
host nor of others.
Why it matters: a cookie recognises people again. Without consent only those are allowed that a service cannot do without
(§ 25 (2) TDDDG), and pages to read can do without. No cookie, no banner.
Applies to: all pages that were opened in the browser. On sites of others, which may need a cookie for a service, it is
failed only for cookies known to count visitors, else cantTell.

Passed example:

    pages: {/: <p>Text</p>}
    cookies: {/: []}

Failed example:

    pages: {/: <p>Text</p>}
    cookies: {/: [{name: _pk_id.1.ab12, host: mini.example}]}

References: § 25 TDDDG · Article 5 (3) Directive 2002/58/EC · CJEU, 01.10.2019, C-673/17 (Planet49)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.facts import Facts
from audit.legal_pages import judge
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="cookie",
    family="privacy",
    title="Seiten setzen ungefragt keine Cookies",
    remedy="Das Skript oder die Einbettung entfernen, die den Cookie setzt; was ohne Cookie nicht geht, erst nach Einwilligung.",
    impact=Impact.SERIOUS,
    needs=frozenset({"browser"}),
)

#: Names that products for counting and advertising give their cookies.
_COUNTS_VISITORS = re.compile(
    r"_(?:ga|gid|gat|gcl|fb[pc]|pk_|hj|clck|clsk|uet|ym_)|__(?:utm|hstc)|AMCV_|hubspotutk$|IDE$|MUID$|NID$"
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if page.url in facts.visits)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for cookie in facts.visits[page.url].cookies:
        counts = _COUNTS_VISITORS.match(cookie.name) is not None
        purpose = " Er zählt oder verfolgt Besucherinnen und Besucher." if counts else ""
        yield judge(
            RULE,
            certain=counts or facts.manifest is not None,
            page=page.url,
            target=f"cookie:{cookie.name}",
            message=f"Die Seite setzt ungefragt den Cookie „{cookie.name}“.{purpose}",
            evidence=cookie.name,
        )
