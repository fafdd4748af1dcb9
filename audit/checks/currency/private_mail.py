"""Offices are reached at addresses of their own, not of a provider for private mail.

What it checks: mail addresses of the registry are not at one of the known providers for private mail. In the registry of the
town that is certain; entries of a directory may be of clubs that have no other address, so a person decides. Addresses on
pages that the registry lacks are told by ``loose-contact``.
Why it matters: such a mailbox belongs to a person, who takes it along; the town cannot protect what citizens write to it.
Applies to: contacts with a mail address that a page of this site names or shows.

Passed example:

    contacts:
      zentrale: {email: zentrale@musterstadt.example}
    pages:
      /: <p>Text</p>

Failed example:

    contacts:
      zentrale: {email: pflege.musterstadt@gmx.de}
    pages:
      /: <p>Text</p>

Cannot tell example:

    contacts:
      zentrale: {email: helferkreis@web.de, file: content/ressourcenfinder/helferkreis.md}
    pages:
      /: <p>Text</p>

References: GDPR Art. 28 and 32; the providers stand in ``audit/texts/mail_addresses.py``
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.manifest import ContactRecord
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.texts.mail_addresses import is_private

RULE = Rule(
    id="private-mail",
    family="currency",
    title="Ansprechstellen haben dienstliche E-Mail-Adressen",
    remedy="Eine Adresse der Stelle eintragen, am besten ein Postfach des Teams.",
    impact=Impact.MODERATE,
    needs=frozenset({"registry"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[ContactRecord]:
    return (contact for contact in facts.contacts_used if contact.email)


def check(contact: ContactRecord, facts: Facts) -> Iterator[Finding]:
    if not is_private(contact.email):
        return
    is_own = facts.manifest is not None and contact.file == facts.manifest.contacts_file
    tell = failed if is_own else cant_tell
    yield tell(
        RULE,
        target=f"contact:{contact.id}",
        message=f"{contact.role}: {contact.email} ist eine Adresse bei einem privaten Anbieter.",
        evidence=contact.email,
        where=Where(contact=contact.id, field="email"),
    )
