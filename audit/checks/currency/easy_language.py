"""Texts in Leichte Sprache follow the rules that can be seen in their words.

What it checks: sentences of at most 12 words, one in a line; long words with hyphen or middle dot; no genitive, passive,
subjunctive, abbreviation, special sign, number in words or Roman figures, word parted at the end of a line; negation
in bold and never twice; a note says who checked the text. Names of offices stay as they are on the door. Only people of
the target group can say that a text is easy: without findings there is no automatic objection, which proves nothing.
Why it matters: who reads Leichte Sprache has no other text to go to.
Applies to: pages in the folder leichte-sprache, or in a language tagged as simple German.

Passed example:

    pages:
      /leichte-sprache/: |
        <p>Sie brauchen Hilfe?<br>Rufen Sie an.<br>Das Geld kommt von der Pflege-Kasse.</p>
        <p>Eine Prüf-Gruppe hat den Text gelesen.</p>

Cannot tell example:

    pages:
      /leichte-sprache/: |
        <p>Die Höhe des Pflegegeldes wird von der Pflegekasse festgelegt. Sie ist nicht immer gleich.</p>
        <p>Eine Prüf-Gruppe hat den Text gelesen.</p>

References: DIN SPEC 33429:2025-03; Regeln des Netzwerks Leichte Sprache; BITV 2.0, Anlage 2 Teil 2
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import attribute, shown
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Page
from audit.texts.easy_language import ADVICE, objections
from audit.texts.plain_text import paragraphs

RULE = Rule(
    id="easy-language",
    family="currency",
    title="Texte in Leichter Sprache: keine automatische Beanstandung",
    remedy="Den Satz leichter schreiben und der Prüf-Gruppe zeigen. Ob ein Text leicht ist, entscheidet sie.",
    impact=Impact.MINOR,
    scope=Scope.PAGE_TODAY,
)

_FOLDER = re.compile(r"leichte[-_]?sprache", re.I)
_SIMPLE_GERMAN = re.compile(r"de-(?:[\w-]+-)?(?:simple|x-simple-language|x-leicht\w*)", re.I)
#: A note about the readers, also an honest one that they have not read the text yet.
_NOTE = re.compile(
    r"Prüf\W?(?:gruppe|leser|person)|Prüferin|Prüfer\b|ungeprüft|geprüft (?:von|durch)|auf (?:Leichte Sprache|Verständlichkeit) geprüft",
    re.I,
)
_MOST_OF_A_KIND = 10
_PHONE = re.compile(r"\+?\d[\d /–-]{4,}\d")


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.content_pages if _is_easy(page, facts))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    names = _names(facts)
    said: Counter[str] = Counter()
    for paragraph in paragraphs(page):
        for line in paragraph.lines:
            for objection in objections(_without(names, line), paragraph.set_off):
                said[objection.kind] += 1
                if said[objection.kind] <= _MOST_OF_A_KIND:
                    yield cant_tell(
                        RULE,
                        message=ADVICE[objection.kind],
                        evidence=f"{objection.evidence}: {line}" if objection.evidence != line else line,
                        **paragraph.parts(line),
                    )
    if _is_hyphenated(page, facts):
        yield cant_tell(
            RULE,
            page=page.url,
            target="main",
            message=ADVICE["soft-hyphen"],
            evidence="hyphens: auto",
            where=Where(),
        )
    if not _NOTE.search(" ".join(node.text() for node in shown(page, "body"))):
        message = "Auf der Seite steht nicht, ob eine Prüf-Gruppe den Text gelesen hat."
        remedy = "Den Text prüfen lassen, dann im Seitenkopf checked_by und checked_on eintragen."
        yield cant_tell(
            RULE,
            page=page.url,
            target="main",
            message=message,
            remedy=remedy,
            where=Where(field="checked_by"),
        )


def _is_easy(page: Page, facts: Facts) -> bool:
    """In the folder of a microsite, in a folder of that name elsewhere, or tagged as simple German."""
    source = facts.manifest.pages.get(page.url) if facts.manifest else None
    if source:
        return _FOLDER.fullmatch((*PurePosixPath(source.file).parts, "", "", "")[2]) is not None
    html = page.tree.css_first("html")
    is_tagged = html is not None and _SIMPLE_GERMAN.fullmatch(attribute(html, "lang")) is not None
    first = page.url.partition("//")[2].partition("/")[2] if "//" in page.url else page.url.lstrip("/")
    return is_tagged or _FOLDER.fullmatch(first.partition("/")[0]) is not None


def _names(facts: Facts) -> list[str]:
    """Offices as they are called on the door, longest first."""
    contacts = facts.manifest.contacts.values() if facts.manifest else ()
    return sorted({contact.role for contact in contacts}, key=lambda name: (-len(name), name))


def _without(names: list[str], line: str) -> str:
    for name in names:
        line = line.replace(name, "Name")
    return _PHONE.sub("1", line)


def _is_hyphenated(page: Page, facts: Facts) -> bool:
    """Whether the browser parts words in paragraphs at the end of a line; False where none looked."""
    blocks = facts.measured(page.url).get("text", {}).get("1280 light", ())
    return any(block["tag"] in ("p", "li") and block.get("hyphens") == "auto" for block in blocks)
