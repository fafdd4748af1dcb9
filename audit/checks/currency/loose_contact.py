"""Telephone numbers and mail addresses come from the contact registry.

What it checks: every telephone number (with area code) and mail address in the text of a page, in link texts and in
``tel:`` and ``mailto:`` links belongs to an entry of the registry. An address spelled with „(at)“ is wrong in any case.
Why it matters: a number in running text drifts apart from the one on the contact card, and nobody is reminded to
check it. Masked addresses shut out people with screen readers and hardly any spam.
Applies to: pages, if there is a registry.

Passed example:

    contacts:
      pflege: {phone: 030 23125 110, email: pflege@musterstadt.example}
    pages:
      /: <p>Telefon (030) 23125-110, pflege@musterstadt.example. Stand 01.02.2025, § 45b, 1.497,00 Euro.</p>

Failed example:

    contacts:
      pflege: {phone: 030 23125 110}
    pages:
      /: <p>Sie erreichen uns unter 030 23125 119.</p>

References: the registry is ``content/gemeinsam/contacts.yaml``; numbers are found with libphonenumber
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.contact_text import Mention, contacts_of_link, mails_in, masked_mails_in, numbers_in
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Where
from audit.site import Page, Place

RULE = Rule(
    id="loose-contact",
    family="currency",
    title="Telefonnummern und E-Mail-Adressen stehen im Kontaktverzeichnis",
    remedy="Die Stelle ins Kontaktverzeichnis eintragen und auf der Seite nur ihre Kennung nennen: [[kontakt:Kennung]].",
    impact=Impact.MODERATE,
    needs=frozenset({"registry"}),
)

UNMASK = (
    "Die Adresse mit @ schreiben, am besten über das Kontaktverzeichnis. Gegen Werbung hilft der Spamfilter."
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return iter(facts.site.pages.values() if facts.manifest else ())


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    said: set[str] = set()
    for link in page.links:
        for mention in _mentions_of_link(link.href, link.text):
            if mention.value not in facts.registered and mention.value not in said:
                said.add(mention.value)
                yield _loose(page, mention, page.place_of_link(link))
    for block in page.blocks:
        for mention in (*numbers_in(block.text), *mails_in(block.text)):
            if mention.value not in facts.registered and mention.value not in said:
                said.add(mention.value)
                yield _loose(page, mention, page.place_of_text(block.text))
        for written in masked_mails_in(block.text):
            message = f"„{written}“ ist so nicht zu benutzen: Ein Vorleseprogramm liest „(at)“ mit, kopieren geht nicht."
            place = page.place_of_text(block.text)
            yield _finding(page, place, written, message, UNMASK)


def _mentions_of_link(href: str, text: str) -> Iterator[Mention]:
    """What can be read, else what the address holds; where the two differ, ``stale-contact`` says so."""
    read = [*numbers_in(text), *mails_in(text)]
    yield from read or (Mention(href, value) for value in contacts_of_link(href))


def _loose(page: Page, mention: Mention, place: Place) -> Finding:
    message = f"„{mention.written}“ steht nicht im Kontaktverzeichnis; niemand wird erinnert, es zu prüfen."
    return _finding(page, place, mention.written, message)


def _finding(page: Page, place: Place, written: str, message: str, remedy: str | None = None) -> Finding:
    where = Where(literal=written, text=place.text, component=place.component)
    return failed(
        RULE,
        page=page.url,
        target=place.target,
        message=message,
        evidence=written,
        where=where,
        remedy=remedy,
    )
