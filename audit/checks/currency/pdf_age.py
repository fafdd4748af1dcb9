"""Linked PDF files are not older than anybody remembers.

What it checks: the newest date that a PDF tells of itself is not more than three years past.
Why it matters: pages are reviewed, files beside them are forgotten: old amounts, old forms, people who have left.
Applies to: PDF files of the site that its pages link to and that tell a date.

Passed example:

    today: 2026-11-22
    documents: {/antrag.pdf: {changed: 2025-01-31}}
    pages:
      /: <a href="/antrag.pdf">Antrag (PDF)</a>

Cannot tell example:

    today: 2026-11-22
    documents: {/antrag.pdf: {changed: 2019-03-05}}
    pages:
      /: <a href="/antrag.pdf">Antrag (PDF)</a>

References: Ulm GD 087/21, 3.2 (content is current); ISO 32000-1, 14.3.3 (dates of a document)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from audit.checks import cant_tell
from audit.documents import LinkedDocument, Pdf, known_pdfs
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope

RULE = Rule(
    id="pdf-age",
    family="currency",
    title="Verlinkte PDF-Dateien sind nicht veraltet",
    remedy="Die Datei lesen. Stimmt sie noch, neu speichern; sonst eine neue Fassung einstellen oder den Link entfernen.",
    impact=Impact.MINOR,
    needs=frozenset({"documents"}),
    scope=Scope.SITE,
)

_OLD = timedelta(days=3 * 365)


def applies_to(facts: Facts) -> Iterator[LinkedDocument[Pdf]]:
    return (subject for subject in known_pdfs(facts.site, facts.documents) if subject.document.changed)


def check(subject: LinkedDocument[Pdf], facts: Facts) -> Iterator[Finding]:
    changed = subject.document.changed
    if changed and facts.today - changed > _OLD:
        message = f"Das PDF {subject.address} ist vom {changed:%d.%m.%Y}. Stimmt es noch?"
        yield cant_tell(RULE, message=message, evidence=f"{subject.address} {changed}", **subject.parts)
