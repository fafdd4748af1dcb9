"""The home page leads to explanations in sign language.

What it checks: a link on the home page leads to a page about sign language; there the four things of § 4 BITV 2.0 are
explained (what the site contains, how to find one's way, what the accessibility statement says, where there is more in
sign language), and there is a film. One film may explain all four. A film that says it is a placeholder is none.
Why it matters: for many deaf people German is the second language. In Baden-Württemberg the duty holds for
municipalities as well.
Applies to: sites whose site.yaml names a legal profile; other sites (cantTell at most) that lead to such a page or seem to
be a public body's. What the film shows only a person can judge.

Passed example:

    pages:
      /: <a href="/gebaerdensprache/">Gebärdensprache</a>
      /gebaerdensprache/: |
        <figure class="dk-film"><video src="/filme/alles.mp4" controls></video></figure>
        <h2 id="inhalt">Das finden Sie hier</h2> <h2 id="navigation">Das Menü</h2>
        <h2 id="erklaerung">Barrierefreiheit</h2> <h2 id="weitere">Mehr in Gebärdensprache</h2>
    legal: {}

Failed example:

    pages:
      /: <a href="/gebaerdensprache/">Gebärdensprache</a>
      /gebaerdensprache/: |
        <figure class="dk-film" data-placeholder><video src="/filme/platzhalter.mp4" controls></video></figure>
        <h2 id="inhalt">Das finden Sie hier</h2> <h2 id="navigation">Das Menü</h2>
        <h2 id="erklaerung">Barrierefreiheit</h2> <h2 id="weitere">Mehr in Gebärdensprache</h2>
    legal: {}

References: § 4 and Annex 2, part 1 of BITV 2.0 · § 10 L-BGG
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from audit.bitv_items import Explained, explained
from audit.facts import Facts
from audit.legal_pages import is_certain, judge, missing_page, seems_public
from audit.model import Finding, Impact, Rule, Scope
from audit.page import Page

RULE = Rule(
    id="sign-language-items",
    family="legal",
    title="Von der Startseite führt ein Link zu Erläuterungen in Deutscher Gebärdensprache",
    remedy="Den Film drehen lassen und in gebaerdensprache.md unter „films“ eintragen, ohne „placeholder“.",
    impact=Impact.SERIOUS,
    needs=frozenset({"whole_site"}),
    scope=Scope.SITE,
)

_WORDS = re.compile(r"geb(?:ä|ae)rden|\bDGS\b", re.I)
_FILMS = "video, iframe, a[href$='.mp4'], a[href$='.webm']"


def applies_to(facts: Facts) -> Iterator[str]:
    """The home page."""
    if is_certain(facts) or explained(facts, _WORDS).is_linked or seems_public(facts):
        yield facts.site.home


def check(home: str, facts: Facts) -> Iterator[Finding]:
    certain, signed = is_certain(facts), explained(facts, _WORDS)
    if not signed.pages:
        message = "Von der Startseite führt kein Link zu einer Seite in Gebärdensprache."
        if signed.is_linked:
            message = "Die Seite in Gebärdensprache gehört zu einer anderen Website und wurde nicht gelesen."
        yield missing_page(RULE, facts, message, certain=certain and not signed.is_linked)
        return
    page = signed.pages[0].url
    for evidence, message in _faults(signed):
        yield judge(RULE, certain=certain, page=page, target="film", message=message, evidence=evidence)


def _faults(signed: Explained) -> Iterable[tuple[str, str]]:
    placeholders = sum(_placeholders(page) for page in signed.pages)
    if placeholders:
        films = (
            "Der Film ist ein Platzhalter" if placeholders == 1 else f"{placeholders} Filme sind Platzhalter"
        )
        yield "Platzhalter", f"{films}: Die Gebärdensprache fehlt noch."
    elif not any(page.tree.css_first(_FILMS) for page in signed.pages):
        yield "kein Film", "Auf der Seite zur Gebärdensprache ist kein Film."
    if signed.missing:
        missing = ", ".join(signed.missing)
        yield missing, f"In Gebärdensprache fehlt: {missing}."


def _placeholders(page: Page) -> int:
    return sum(
        1
        for figure in page.tree.css("figure")
        if "data-placeholder" in figure.attributes or "Platzhalter" in figure.text()
    )
