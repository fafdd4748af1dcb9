"""Linked PDF files can be read with a screen reader.

What it checks: the file has tags, a language and text (a scan has none); it can be opened, shows its title, brings its
fonts, lets screen readers in, and is not so large that nobody can load it. One PDF is told once, at the first link to it.
Why it matters: without tags a screen reader guesses at headings, columns and tables; of a scan it reads nothing at all.
Applies to: PDF files of the site that its pages link to. Those last changed before 23 September 2018 may be exempt by
law, so there a person decides.

Passed example:

    documents: {/antrag.pdf: {has_tags: true, language: de}}
    pages:
      /: <a href="/antrag.pdf">Antrag (PDF)</a>

Failed example:

    documents: {/antrag.pdf: {has_tags: false, is_marked: false}}
    pages:
      /: <a href="/antrag.pdf">Antrag (PDF)</a>

Cannot tell example:

    documents: {/antrag.pdf: {title: ""}}
    pages:
      /: <a href="/antrag.pdf">Antrag (PDF)</a>

References: EN 301 549 V3.2.1 clause 10 (10.1.1.1, 10.1.3.1, 10.2.4.2, 10.3.1.1); WCAG 2.2 techniques PDF6, PDF7, PDF16, PDF18;
ISO 14289-1 (PDF/UA); Directive (EU) 2016/2102, article 1 (4) (a)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from audit.checks import cant_tell, failed
from audit.documents import LinkedDocument, Pdf, known_pdfs
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule, Scope

RULE = Rule(
    id="pdf-accessible",
    family="accessibility",
    title="Verlinkte PDF-Dateien sind mit Vorleseprogrammen lesbar",
    remedy="Das PDF aus dem Textprogramm neu speichern: als PDF/UA oder mit „Tags“, Sprache und Titel. Oft ist eine Webseite besser.",
    impact=Impact.SERIOUS,
    criteria=(
        Criterion("1.1.1", "A"),
        Criterion("1.3.1", "A"),
        Criterion("2.4.2", "A"),
        Criterion("3.1.1", "A"),
    ),
    needs=frozenset({"documents"}),
    scope=Scope.SITE,
)

#: From then on the directive holds for office files.
_EXEMPT_BEFORE = date(2018, 9, 23)
_LARGE = 10_000_000


def applies_to(facts: Facts) -> Iterator[LinkedDocument[Pdf]]:
    return known_pdfs(facts.site, facts.documents)


def check(subject: LinkedDocument[Pdf], facts: Facts) -> Iterator[Finding]:
    pdf = subject.document
    if pdf.problem:
        message = f"Die Datei {subject.address} {pdf.problem}."
        tell = failed if pdf.is_damaged and pdf.problem == "ist kein PDF" else cant_tell
        remedy = "Die Datei öffnen. Geht das nicht, eine heile Datei einstellen."
        yield tell(
            RULE,
            message=message,
            evidence=f"{subject.address}: {pdf.problem}",
            remedy=remedy,
            **subject.parts,
        )
        return
    is_exempt = pdf.changed is not None and pdf.changed < _EXEMPT_BEFORE
    for fault in _faults(pdf):
        message = f"Das PDF {subject.address} {fault}"
        if is_exempt:
            message += (
                " Es ist von vor dem 23.9.2018: Wird es noch für einen Antrag oder ein Verfahren gebraucht?"
            )
        tell = cant_tell if is_exempt else failed
        yield tell(RULE, message=message, evidence=f"{subject.address}: {fault}", **subject.parts)
    for doubt in _doubts(pdf):
        message = f"Das PDF {subject.address} {doubt}"
        yield cant_tell(
            RULE,
            message=message,
            evidence=f"{subject.address}: {doubt}",
            impact=Impact.MODERATE,
            **subject.parts,
        )


def _faults(pdf: Pdf) -> Iterator[str]:
    """What certainly keeps people out."""
    if pdf.has_text is False and pdf.has_pictures:
        yield "enthält nur Bilder, keinen Text (Scan)."
    elif pdf.is_marked is False:
        yield "hat keine Tags: Überschriften, Listen und Tabellen sind nicht zu erkennen."
    if pdf.has_text and pdf.language == "":
        yield "nennt keine Sprache."


def _doubts(pdf: Pdf) -> Iterator[str]:
    """What a person should look at."""
    if pdf.is_marked and not pdf.has_tags:
        yield "hat nur einen Teil dessen, was ein PDF mit Tags braucht. Liest ein Vorleseprogramm es richtig vor?"
    if pdf.has_text is False and not pdf.has_pictures:
        yield "enthält keinen Text. Ist es leer, oder ist die Schrift gezeichnet?"
    if pdf.title == "":
        yield "hat keinen Titel."
    elif pdf.shows_title is False:
        yield "zeigt im Fenster den Dateinamen statt des Titels."
    if pdf.loose_fonts:
        yield f"bringt Schriften nicht mit: {', '.join(pdf.loose_fonts[:3])}."
    if pdf.allows_reading is False:
        yield "verbietet das Auslesen von Text. Manche Vorleseprogramme bleiben draußen."
    if pdf.bytes and pdf.bytes > _LARGE:
        yield f"ist {pdf.bytes / 1_000_000:.0f} MB groß. Geht es kleiner?"
