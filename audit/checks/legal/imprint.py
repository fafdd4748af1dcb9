"""Every page leads to an imprint that says who provides the site.

What it checks: the home page leads to an imprint, every other page does too, and it names the provider, a postal
address, and ways to get in touch fast: a telephone number or mail address. Nothing is left of a template.
Why it matters: people must be able to find out who speaks here and how to reach them, in two clicks from anywhere.
Applies to: our sites, and others (cantTell at most) that have an imprint.

Passed example:

    pages:
      /: <a href="/impressum/">Impressum</a>
      /impressum/: <h1>Impressum</h1> Stadt Musterstadt, Marktplatz 1, 70000 Musterstadt, <a href="tel:112">Telefon</a>

Failed example:

    pages:
      /: <a href="/impressum/">Impressum</a>
      /impressum/: <h1>Impressum</h1> Stadt Musterstadt, <a href="tel:112">Telefon</a>

References: § 5 DDG · § 18 MStV · BGH, 20.07.2006, I ZR 228/03 (two clicks)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.facts import Facts
from audit.legal_pages import (
    IMPRINT,
    judge,
    linked_page,
    missing_page,
    not_linked,
    template_leftovers,
    text_of,
)
from audit.model import Finding, Impact, Rule, Scope
from audit.page import Page
from audit.texts.mail_addresses import mails_in, masked_mails_in
from audit.texts.phone_numbers import numbers_in

RULE = Rule(
    id="imprint",
    family="legal",
    title="Das Impressum ist von jeder Seite erreichbar und nennt Anbieter, Anschrift und Kontakt",
    remedy="In impressum.md ergänzen, was fehlt (§ 5 DDG), und die Seite in site.yaml unter „footer“ eintragen.",
    impact=Impact.SERIOUS,
    needs=frozenset({"whole_site"}),
    scope=Scope.SITE,
)

_ADDRESS = re.compile(r"\b\d{5}\s+[A-ZÄÖÜ]")
_OLD_LAW = re.compile(
    r"§\s*5\s*(?:des\s+)?(?:TMG|Telemediengesetz)|§\s*55\s*(?:Abs\S*\s*\d\s*)?(?:RStV|Rundfunk)"
)


def applies_to(facts: Facts) -> Iterator[str]:
    """The home page."""
    if facts.manifest or linked_page(facts, IMPRINT):
        yield facts.site.home


def check(home: str, facts: Facts) -> Iterator[Finding]:
    certain, page = facts.manifest is not None, linked_page(facts, IMPRINT)
    if page is None:
        yield missing_page(
            RULE, facts, "Von der Startseite führt kein Link zu einem Impressum.", certain=certain
        )
        return
    text = text_of(page)
    yield from not_linked(RULE, page, facts, certain=certain)
    yield from template_leftovers(RULE, page, text, certain=certain)
    missing = [name for name, is_there in _parts(page, text, facts).items() if not is_there]
    if missing:
        message = f"Im Impressum fehlt: {', '.join(missing)}."
        evidence = ", ".join(missing)
        yield judge(RULE, certain=certain, page=page.url, target="parts", message=message, evidence=evidence)
    old = _OLD_LAW.search(text)
    if old:
        message = f"„{old[0]}“ gilt nicht mehr: Das Impressum steht seit Mai 2024 in § 5 DDG, früher § 55 RStV in § 18 MStV."
        yield judge(RULE, certain=False, page=page.url, target="law", message=message, evidence=old[0])


def _parts(page: Page, text: str, facts: Facts) -> dict[str, bool]:
    provider = facts.manifest.town if facts.manifest else ""
    linked = any(link.href.lower().startswith(("tel:", "mailto:")) for link in page.links)
    written = numbers_in(text) or any(mails_in(text)) or any(masked_mails_in(text))
    return {
        f"der Anbieter ({provider})": provider in text,
        "die Anschrift": _ADDRESS.search(text) is not None,
        "Telefon oder E-Mail": linked or bool(written),
    }
