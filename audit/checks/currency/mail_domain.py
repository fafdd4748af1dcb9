"""Mail to the addresses of the registry can be delivered.

What it checks: the domain of each mail address exists and takes mail. Asked of the domain name system with ``--external``; no
mail is sent, and nobody learns the address. Where the network gives no answer, nothing is said.
Why it matters: a domain that was given up sends every letter back, and may be bought by somebody else.
Applies to: contacts with a mail address that a page of this site names or shows, where the domain's state is known.

Passed example:

    contacts:
      zentrale: {email: zentrale@stadt.de}
    mail_domains: {stadt.de: takes mail}
    pages:
      /: <p>Text</p>

Failed example:

    contacts:
      zentrale: {email: zentrale@alte-stadt.de}
    mail_domains: {alte-stadt.de: missing}
    pages:
      /: <p>Text</p>

References: RFC 5321, 5.1 (MX and hosts without); RFC 7505 (Null MX)
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.mail_domains import MailDomain, domain_of
from audit.manifest import ContactRecord
from audit.model import Finding, Impact, Rule, Scope, Where

RULE = Rule(
    id="mail-domain",
    family="currency",
    title="E-Mail an die Ansprechstellen kommt an",
    remedy="Bei der Stelle nach der richtigen Adresse fragen und sie im Kontaktverzeichnis eintragen.",
    impact=Impact.SERIOUS,
    needs=frozenset({"registry", "mail_domains"}),
    scope=Scope.SITE,
)

_FAULTS = {
    MailDomain.MISSING: "gibt es nicht (mehr)",
    MailDomain.REFUSES: "nimmt keine E-Mail an",
}


def applies_to(facts: Facts) -> Iterator[ContactRecord]:
    known = {domain for domain, state in facts.mail_domains.items() if state is not MailDomain.UNKNOWN}
    return (contact for contact in facts.contacts_used if domain_of(contact.email) in known)


def check(contact: ContactRecord, facts: Facts) -> Iterator[Finding]:
    domain = domain_of(contact.email)
    fault = _FAULTS.get(facts.mail_domains[domain])
    if fault:
        yield failed(
            RULE,
            target=f"contact:{contact.id}",
            message=f"{contact.role}: {contact.email} erreicht niemanden. Die Domain {domain} {fault}.",
            evidence=contact.email,
            where=Where(contact=contact.id, field="email"),
        )
