"""Pictures, style sheets and scripts that a page loads from its own site are there.

What it checks: every address of this site that the markup makes a browser load (picture, film, sound, style sheet,
script, frame) is a file or page that exists. One finding a page and address.
Why it matters: where a picture should be, readers see an empty box, and who cannot see hears of something nobody finds.
Without its style sheet or script a page may not be usable at all.
Applies to: pages that load something from this site.

Passed example:

    files: [/bilder/haus.jpg]
    pages:
      /: <img src="/bilder/haus.jpg" alt="Unser Haus">

Failed example:

    files: [/bilder/haus.jpg]
    pages:
      /: <img src="/bilder/Haus.jpg" alt="Unser Haus">

References: HTML Living Standard, 4.8.3 (img, src) · sources of resources as in ``audit/resources.py``
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from audit.checks import failed
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Page
from audit.site import Site

RULE = Rule(
    id="broken-resource",
    family="integrity",
    title="Bilder und andere Bestandteile der Seiten sind da",
    remedy="Den Dateinamen genau so schreiben, wie die Datei heißt (auch groß und klein), oder die Datei ablegen.",
    impact=Impact.SERIOUS,
    scope=Scope.SITE,
)
_NAMES = {
    "img": "Das Bild",
    "source": "Das Bild oder der Film",
    "video": "Der Film",
    "audio": "Die Tonaufnahme",
    "script": "Das Skript",
    "link": "Die Gestaltung",
    "style": "Das Bild im Hintergrund",
    "iframe": "Die eingebettete Seite",
}


def applies_to(facts: Facts) -> Iterator[Page]:
    site = facts.site
    return (page for page in site.pages.values() if any(_own(site, it.url) for it in page.resources))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    told = set()
    for resource in page.resources:
        address = _own(facts.site, resource.url)
        if not address or address in told or not facts.site.is_missing(address):
            continue
        told.add(address)
        name = _NAMES.get(resource.kind, "Die Datei")
        yield failed(
            RULE,
            page=page.url,
            target=resource.written,
            message=f"{name} „{resource.written}“ gibt es nicht: {address}.",
            evidence=resource.written,
            where=Where(literal=resource.written),
        )


def _own(site: Site, url: str) -> str:
    """The address on this site that ``url`` means; "" if it is none."""
    if not site.is_whole or not url.startswith(f"{site.base}/"):
        return ""
    return unquote(urlsplit(url).path)
