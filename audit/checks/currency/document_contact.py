"""Contacts in linked documents are in the contact registry.

What it checks: telephone numbers and mail addresses in the text of a linked file belong to an entry of the registry: PDF (first
thirty pages), Word, Excel, PowerPoint, OpenDocument, plain text, CSV, calendars and address cards. A person decides: forms also
name other offices, and text taken out of a PDF may be broken. A list with more than ten others is told once. Files that cannot
be read are told, too; of PDF files ``pdf-accessible`` says so.
Why it matters: files are forgotten first. Whoever prints the form of 2019 calls the number of 2019.
Applies to: documents of the site that its pages link to and that hold contacts or cannot be read, if there is a registry.

Passed example:

    contacts:
      pflege: {phone: 030 23125 110}
    documents: {/antrag.docx: {contacts: [{written: 030 23125-110, value: "+493023125110"}]}}
    pages:
      /: <a href="/antrag.docx">Antrag (Word)</a>

Cannot tell example:

    documents: {/antrag.pdf: {contacts: [{written: 030 23125-119, value: "+493023125119", place: auf Seite 3}]}}
    pages:
      /: <a href="/antrag.pdf">Antrag (PDF)</a>

References: Ulm GD 087/21, 3.2 (content is current)
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.documents import Document, DocumentContact, LinkedDocument, Pdf, known_documents
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope

RULE = Rule(
    id="document-contact",
    family="currency",
    title="Kontakte in verlinkten Dateien stehen im Kontaktverzeichnis",
    remedy="Nachsehen, ob die Angabe noch stimmt. Gehört sie zu Ihnen, die Datei berichtigen und neu einstellen.",
    impact=Impact.MINOR,
    needs=frozenset({"registry", "documents"}),
    scope=Scope.SITE,
)

#: A document that names more contacts of others is a list: nobody works through a finding for each.
_MOST = 10
_OPEN_IT = "Die Datei öffnen. Geht das nicht, eine heile Datei einstellen."


def applies_to(facts: Facts) -> Iterator[LinkedDocument[Document]]:
    for subject in known_documents(facts.site, facts.documents):
        if subject.document.contacts or _is_unread(subject.document):
            yield subject


def check(subject: LinkedDocument[Document], facts: Facts) -> Iterator[Finding]:
    document, address = subject.document, subject.address
    if _is_unread(document):
        message = f"Die Datei {address} {document.problem}. Ob ihre Kontakte stimmen, ließ sich nicht prüfen."
        evidence = f"{address}: {document.problem}"
        yield cant_tell(RULE, message=message, evidence=evidence, remedy=_OPEN_IT, **subject.parts)
        return
    unknown = {contact.value: contact for contact in reversed(document.contacts)}  # the first place of each
    others = [unknown[value] for value in reversed(unknown) if value not in facts.registered]
    if len(others) > _MOST:
        message = (
            f"Die Datei {address} nennt {len(others)} Nummern und Adressen, die nicht im Kontaktverzeichnis "
            f"stehen, zum Beispiel{_shown(others[0])}. Ist die Liste aktuell?"
        )
        yield cant_tell(RULE, message=message, evidence=f"{address}: list of contacts", **subject.parts)
        return
    for contact in others:
        message = f"Die Datei {address} nennt{_shown(contact)}. Das steht nicht im Kontaktverzeichnis."
        yield cant_tell(RULE, message=message, evidence=f"{address} {contact.value}", **subject.parts)


def _shown(contact: DocumentContact) -> str:
    return f"{f' {contact.place}' if contact.place else ''} „{contact.written}“"


def _is_unread(document: Document) -> bool:
    return bool(document.problem) and not isinstance(document, Pdf)
