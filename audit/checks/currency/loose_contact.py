"""Telephone numbers and mail addresses come from the contact registry.

What it checks: every telephone number (with area code, or a short one that the text says to call) and mail address in the
text of a page, in link texts, ``tel:`` and ``mailto:`` links, text alternatives and JSON-LD belongs to an entry of the
registry. An address spelled with „(at)“ or backwards is wrong in any case; one that a script seems to build is looked at.
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

Cannot tell example:

    pages:
      /: <script>document.write("<a href='mail" + "to:amt" + "@" + "stadt.example'>Mail</a>")</script>

References: the registry is ``content/gemeinsam/contacts.yaml``; numbers are found with libphonenumber (026-contacts.md)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell, failed
from audit.dom import component_of
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Page, Place
from audit.texts.contact_text import contacts_of_link, malformed_address
from audit.texts.hidden_contacts import in_alternatives, in_json_ld, scripts_with_mail
from audit.texts.mail_addresses import is_private, mails_in, masked_mails_in
from audit.texts.phone_numbers import Mention, numbers_in
from audit.texts.registry_text import Registry
from audit.texts.short_numbers import called_numbers_in

RULE = Rule(
    id="loose-contact",
    family="currency",
    title="Telefonnummern und E-Mail-Adressen stehen im Kontaktverzeichnis",
    remedy="Die Stelle ins Kontaktverzeichnis eintragen und auf der Seite nur ihre Kennung nennen: [[kontakt:Kennung]].",
    impact=Impact.MODERATE,
    needs=frozenset({"registry"}),
    scope=Scope.PAGE_TODAY,
)

UNMASK = (
    "Die Adresse mit @ schreiben, am besten über das Kontaktverzeichnis. Gegen Werbung hilft der Spamfilter."
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return iter(facts.site.pages.values() if facts.manifest else ())


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    said: set[str] = set()
    for mention, find_place, kind in _mentions(page):
        if mention.value not in facts.registered and mention.value not in said:
            said.add(mention.value)
            place = find_place()
            yield _finding(page, place, mention.written, _message(mention, place, kind, facts))
    for block in page.blocks:
        for mention in masked_mails_in(block.text):
            message = f"„{mention.written}“ ist so nicht zu benutzen: Vorleseprogramme lesen es falsch vor, kopieren geht nicht."
            yield _finding(page, page.place_of_text(block.text), mention.written, message, UNMASK)
    for written in scripts_with_mail(page):
        message = (
            "Ein Skript setzt hier vielleicht eine E-Mail-Adresse zusammen. Ohne Skript sieht sie niemand."
        )
        yield cant_tell(
            RULE,
            page=page.url,
            target="script",
            message=message,
            evidence=written,
            where=Where(literal=written),
            remedy=UNMASK,
        )


def _mentions(page: Page) -> Iterator[tuple[Mention, Callable[[], Place], str]]:
    """What the page tells, how to find where, and in what; text first, so that a contact is told where people see it."""
    for link in page.links:
        for mention in _mentions_of_link(link.href, link.text):
            yield mention, partial(page.place_of_link, link), ""
    for block in page.blocks:
        for mention in (*numbers_in(block.text), *called_numbers_in(block.text), *mails_in(block.text)):
            yield mention, partial(page.place_of_text, block.text), ""
    for mention, node in in_alternatives(page):
        yield mention, partial(_place_of, page, node), " im Alternativtext"
    for mention, node in in_json_ld(page):
        yield mention, partial(_place_of, page, node), " in den Daten für Suchmaschinen (JSON-LD)"


def _place_of(page: Page, node: LexborNode) -> Place:
    return Place(page.selectors.of(node), "", component_of(node))


def _mentions_of_link(href: str, text: str) -> Iterator[Mention]:
    """What can be read, else what the address holds; where the two differ, ``stale-contact`` says so."""
    read = [*numbers_in(text), *mails_in(text)]
    if not malformed_address(href):  # ``contact-link-syntax`` says so
        yield from read or (Mention(href, value) for value in contacts_of_link(href))


def _message(mention: Mention, place: Place, kind: str, facts: Facts) -> str:
    message = (
        f"„{mention.written}“{kind} steht nicht im Kontaktverzeichnis; niemand wird erinnert, es zu prüfen."
    )
    if "@" in mention.value and is_private(mention.value):
        return f"{message} Es ist eine Adresse bei einem privaten Anbieter."
    registry = Registry(facts.manifest.contacts if facts.manifest else {})
    roles = {role for _, _, role in registry.roles_in(place.text)}
    if len(roles) == 1:
        (role,) = roles
        known = sorted(
            {
                value
                for contact in registry.with_role(role)
                for value in (contact.phone, contact.email)
                if value
            }
        )
        return f"{message} Bei „{role}“ steht dort {' und '.join(known)}."
    return message


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
