"""From every page the right contact is exactly one click away.

What it checks: the contact that a page names in its front matter is on the page itself, its telephone number as a
``tel:`` link or its address as a ``mailto:`` link; or the page links to one that has it. A link that must be opened
first (closed ``<details>``) is two clicks.
Why it matters: who is worried or in a hurry must not search for a number. The town promised that the right contact
is one click away from every sub-page (Ulm 2021, 3.2). The contact box of somebody else is no help.
Applies to: every page the build knows, legal notices included; not the error page and redirects.

Passed example:

    contacts:
      pflege: {phone: 030 23125 110}
    declared:
      /: {contact: pflege}
      /demenz/: {contact: pflege}
    pages:
      /: Rufen Sie an <a href="tel:+493023125110">030 23125 110</a>
      /demenz/: <a href="/">Kontakt zur Pflegeberatung</a>

Failed example:

    contacts:
      pflege: {phone: 030 23125 110}
    declared:
      /: {contact: pflege}
    pages:
      /: Rufen Sie an <a href="tel:+493023125999">030 23125 999</a>

References: Ulm GD 087/21, 3.2
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.manifest import ContactRecord
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Page
from audit.texts.contact_text import contact_values, contacts_of_link

RULE = Rule(
    id="contact-one-click",
    family="findability",
    title="Die richtige Ansprechstelle ist einen Klick entfernt",
    remedy="Telefonnummer oder E-Mail-Adresse der Ansprechstelle auf der Seite zeigen, oder in den Seitenkopf unter "
    "„contact“ die richtige Kennung schreiben.",
    impact=Impact.SERIOUS,
    needs=frozenset({"whole_site", "registry"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    known = facts.manifest.pages if facts.manifest else ()
    return (
        page
        for url, page in facts.site.pages.items()
        if url in known and url != "/404.html" and not page.redirect
    )


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    contact = facts.manifest.contacts[facts.manifest.pages[page.url].contact]
    wanted = contact_values(contact.phone, contact.email)
    if wanted & facts.contacts_shown[page.url] or _is_linked(wanted, page, facts):
        return
    yield failed(
        RULE,
        page=page.url,
        target=f"contact:{contact.id}",
        message=_message(contact, page),
        evidence=contact.id,
        where=Where(field="contact"),
    )


def _is_linked(wanted: frozenset[str], page: Page, facts: Facts) -> bool:
    """Whether a page that shows the contact is one click away; redirects are no click."""
    for link in page.links:
        target = facts.site.find(link.address) if link.is_internal else None
        if target and target.redirect:
            target = facts.site.find(target.redirect)
        if target and wanted & facts.contacts_shown[target.url] and not facts.needs_opening(page, link.index):
            return True
    return False


def _message(contact: ContactRecord, page: Page) -> str:
    name = f"„{contact.role}“ ({contact.phone})"
    if any(
        contacts_of_link(link.href) and page.place_of_link(link).component == "contact-box"
        for link in page.links
    ):
        return (
            f"Der Kontaktkasten zeigt eine andere Stelle als die, die für diese Seite zuständig ist: {name}."
        )
    return f"Die zuständige Stelle {name} steht weder auf dieser Seite noch auf einer, die von hier verlinkt ist."
