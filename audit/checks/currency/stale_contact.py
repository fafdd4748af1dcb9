"""Contacts that pages show are verified, valid and written right.

What it checks: each used entry of the registry, and each entry of a directory, was verified within its interval and
not in the future, is within ``valid_from`` and ``valid_to``, and has a possible telephone number and a well-formed mail
address. And on each page: the number or address one reads on a link is the one it leads to.
Why it matters: a number that rings on an empty desk is worse than none. The town once updated all contacts by hand
(January 2021); this keeps them so.
Applies to: entries of the registry that a page of this site names or shows; pages with ``tel:`` or ``mailto:`` links.

Passed example:

    today: 2026-11-22
    contacts:
      pflege: {phone: 030 23125 110, verified_on: 2026-05-26, interval_days: 180}
    pages:
      /: <a href="tel:+493023125110">030 23125 110</a>

Failed example:

    today: 2026-11-22
    contacts:
      pflege: {phone: 030 23125 110, verified_on: 2026-05-25, interval_days: 180}
    pages:
      /: <a href="tel:+493023125110">030 23125 110</a>

Cannot tell example:

    contacts:
      pflege: {phone: "0999 123456"}
    pages:
      /: <a href="tel:+49999123456">0999 123456</a>

References: numbering plan as in libphonenumber; the Bundesnetzagentur's numbers for fiction count as valid
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.manifest import ContactRecord
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Link, Page
from audit.texts.contact_text import shown_instead
from audit.texts.mail_addresses import is_mail
from audit.texts.phone_numbers import is_plausible

RULE = Rule(
    id="stale-contact",
    family="currency",
    title="Ansprechstellen sind geprüft, gültig und richtig geschrieben",
    remedy="Bei der Stelle nachfragen, die Angaben berichtigen und den Tag der Prüfung neu setzen: „verified_on“ im "
    "Kontaktverzeichnis, „last_reviewed_on“ in einem Eintrag.",
    impact=Impact.SERIOUS,
    needs=frozenset({"registry"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[ContactRecord | Page]:
    if facts.manifest is None:
        return
    yield from facts.contacts_used
    yield from (page for page in facts.site.pages.values() if any(map(_is_contact_link, page.links)))


def check(subject: ContactRecord | Page, facts: Facts) -> Iterator[Finding]:
    if isinstance(subject, Page):
        yield from _differing_links(subject)
        return
    for field, seen, message in (*_untimely(subject, facts), *_malformed(subject)):
        yield failed(RULE, **_parts(subject, field, seen, message))
    if is_plausible(subject.phone) is None:
        message = "ist möglich, aber nicht als vergeben bekannt. Bitte einmal anrufen."
        yield cant_tell(
            RULE, **_parts(subject, "phone", subject.phone, f"Die Nummer {subject.phone} {message}")
        )


def _parts(contact: ContactRecord, field: str, seen: str, message: str) -> dict[str, object]:
    return {
        "target": f"contact:{contact.id}",
        "message": f"{contact.role}: {message}",
        "evidence": f"{field} {seen}",
        "where": Where(contact=contact.id, field=field),
    }


def _untimely(contact: ContactRecord, facts: Facts) -> Iterator[tuple[str, object, str]]:
    """(field, what was seen, message) of what the calendar says against the entry."""
    due = contact.verified_on + timedelta(days=contact.interval_days)
    if contact.verified_on > facts.today:
        message = f"Der Tag der letzten Prüfung ({contact.verified_on:%d.%m.%Y}) liegt in der Zukunft."
        yield "verified_on", contact.verified_on, message
    elif due < facts.today:
        message = (
            f"Zuletzt geprüft am {contact.verified_on:%d.%m.%Y}, wieder fällig war es am {due:%d.%m.%Y}."
        )
        yield "verified_on", contact.verified_on, message
    if contact.valid_from and contact.valid_from > facts.today:
        message = f"Gilt erst ab {contact.valid_from:%d.%m.%Y} und wird schon gezeigt."
        yield "valid_from", contact.valid_from, message
    if contact.valid_to and contact.valid_to < facts.today:
        message = f"Galt nur bis {contact.valid_to:%d.%m.%Y} und wird noch gezeigt."
        yield "valid_to", contact.valid_to, message


def _malformed(contact: ContactRecord) -> Iterator[tuple[str, str, str]]:
    if is_plausible(contact.phone) is False:
        yield "phone", contact.phone, f"„{contact.phone}“ kann keine Telefonnummer sein."
    if contact.email and not is_mail(contact.email):
        yield "email", contact.email, f"„{contact.email}“ ist keine E-Mail-Adresse."


def _is_contact_link(link: Link) -> bool:
    return link.href.strip().lower().startswith(("tel:", "mailto:"))


def _differing_links(page: Page) -> Iterator[Finding]:
    """Links that show one number or address and lead to another."""
    for link in filter(_is_contact_link, page.links):
        shown = shown_instead(link.text, link.href)
        if not shown:
            continue
        place = page.place_of_link(link)
        yield failed(
            RULE,
            page=page.url,
            target=place.target,
            message=f"Zu lesen ist „{shown}“, der Verweis führt aber zu „{link.href}“.",
            evidence=f"{link.text} → {link.href}",
            where=Where(literal=link.href, text=place.text, component=place.component),
            remedy="Nachsehen, was richtig ist, und die Stelle über das Kontaktverzeichnis einfügen: [[kontakt:Kennung]].",
        )
