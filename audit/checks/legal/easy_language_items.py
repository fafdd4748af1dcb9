"""The home page leads to explanations in Leichte Sprache.

What it checks: a link on the home page leads to a page in Leichte Sprache, and there the four things of § 4 BITV 2.0 are
explained: what the site contains, how to find one's way, what the accessibility statement says, and where there is more
in Leichte Sprache. On our sites the headings have the ids inhalt, navigation, erklaerung, weitere.
Why it matters: people with learning difficulties learn here what the site can do for them. In Baden-Württemberg the duty
holds for municipalities as well.
Applies to: sites whose site.yaml names a legal profile; other sites (cantTell at most) that lead to such a page or seem to
be a public body's.

Passed example:

    pages:
      /: <a href="/leichte-sprache/">Leichte Sprache</a>
      /leichte-sprache/: |
        <h2 id="inhalt">Das steht hier</h2> <h2 id="navigation">Das Menü</h2>
        <h2 id="erklaerung">Barriere-Freiheit</h2> <h2 id="weitere">Mehr in Leichter Sprache</h2>
    legal: {}

Failed example:

    pages:
      /: <a href="/leichte-sprache/">Leichte Sprache</a>
      /leichte-sprache/: <h2 id="inhalt">Das steht hier</h2>
    legal: {}

References: § 4 BITV 2.0 · § 10 L-BGG · DIN SPEC 33429
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.bitv_items import explained
from audit.facts import Facts
from audit.legal_pages import is_certain, judge, missing_page, seems_public
from audit.model import Finding, Impact, Rule, Scope

RULE = Rule(
    id="easy-language-items",
    family="legal",
    title="Von der Startseite führt ein Link zu Erläuterungen in Leichter Sprache",
    remedy="In leichte-sprache/index.md die vier Themen erklären, je mit Überschrift: {#inhalt}, {#navigation}, {#erklaerung}, {#weitere}.",
    impact=Impact.SERIOUS,
    needs=frozenset({"whole_site"}),
    scope=Scope.SITE,
)

_WORDS = re.compile(r"leichte[rn]?[ _-]?sprache", re.I)


def applies_to(facts: Facts) -> Iterator[str]:
    """The home page."""
    if is_certain(facts) or explained(facts, _WORDS).is_linked or seems_public(facts):
        yield facts.site.home


def check(home: str, facts: Facts) -> Iterator[Finding]:
    certain, easy = is_certain(facts), explained(facts, _WORDS)
    if not easy.pages:
        message = "Von der Startseite führt kein Link zu einer Seite in Leichter Sprache."
        if easy.is_linked:
            message = "Die Seite in Leichter Sprache gehört zu einer anderen Website und wurde nicht gelesen."
        yield missing_page(RULE, facts, message, certain=certain and not easy.is_linked)
    elif easy.missing:
        missing = ", ".join(easy.missing)
        message = f"In Leichter Sprache fehlt: {missing}."
        page = easy.pages[0].url
        yield judge(RULE, certain=certain, page=page, target="items", message=message, evidence=missing)
