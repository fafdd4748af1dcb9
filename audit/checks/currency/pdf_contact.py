"""Contacts in linked PDF files are in the contact registry.

What it checks: telephone numbers and mail addresses in the text of the first thirty pages of a PDF belong to an entry of the
registry. A person decides: forms also name other offices, and text taken out of a PDF may be broken.
Why it matters: files are forgotten first. Whoever prints the form of 2019 calls the number of 2019.
Applies to: PDF files of the site that its pages link to and that hold contacts, if there is a registry.

Passed example:

    contacts:
      pflege: {phone: 030 23125 110}
    pdfs: {/antrag.pdf: {contacts: [{page: 1, written: 030 23125-110, value: "+493023125110"}]}}
    pages:
      /: <a href="/antrag.pdf">Antrag (PDF)</a>

Cannot tell example:

    pdfs: {/antrag.pdf: {contacts: [{page: 3, written: 030 23125-119, value: "+493023125119"}]}}
    pages:
      /: <a href="/antrag.pdf">Antrag (PDF)</a>

References: Ulm GD 087/21, 3.2 (content is current)
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.documents import LinkedPdf, known_pdfs
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope

RULE = Rule(
    id="pdf-contact",
    family="currency",
    title="Kontakte in verlinkten PDF-Dateien stehen im Kontaktverzeichnis",
    remedy="Nachsehen, ob die Angabe noch stimmt. Gehört sie zu Ihnen, die Datei berichtigen und neu einstellen.",
    impact=Impact.MINOR,
    needs=frozenset({"registry", "pdfs"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[LinkedPdf]:
    return (subject for subject in known_pdfs(facts.site, facts.pdfs) if subject.pdf.contacts)


def check(subject: LinkedPdf, facts: Facts) -> Iterator[Finding]:
    said = set(facts.registered)
    for contact in subject.pdf.contacts:
        if contact.value not in said:
            said.add(contact.value)
            message = (
                f"Das PDF {subject.address} nennt auf Seite {contact.page} „{contact.written}“. "
                "Das steht nicht im Kontaktverzeichnis."
            )
            yield cant_tell(
                RULE, message=message, evidence=f"{subject.address} {contact.value}", **subject.parts
            )
