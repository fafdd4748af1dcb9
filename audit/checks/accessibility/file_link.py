"""Links to files say what kind of file they open.

What it checks: the name of a link to a PDF, Office or archive file, or a description of it, names the format.
Barriers: link to a file (PDF, Word) without its format or size.
Why it matters: a file opens another program, may cost much data, and often is less accessible than a page.
Applies to: pages with links.

Passed example:

    pages:
      /: '<p><a href="/satzung.pdf">Satzung (PDF, 120 KB)</a></p>'

Cannot tell example:

    pages:
      /: '<p><a href="/satzung.pdf">Satzung</a></p>'

References: WCAG 2.2 technique G201; BITV handbooks on downloads
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import at, attribute, block_of, name_of, pages_with, shortened, shown, text_of, texts_by_id
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="file-link",
    family="accessibility",
    title="Links auf Dateien nennen das Dateiformat",
    remedy="Format und Größe in den Linktext schreiben, zum Beispiel „Satzung (PDF, 120 KB)“.",
    impact=Impact.MINOR,
)

_FORMATS = {
    "pdf": r"pdf",
    "doc": r"word|docx?\b",
    "docx": r"word|docx?\b",
    "odt": r"odt|opendocument|libreoffice|textdokument",
    "rtf": r"rtf",
    "xls": r"excel|xlsx?\b|tabelle",
    "xlsx": r"excel|xlsx?\b|tabelle",
    "ods": r"ods|opendocument|libreoffice|tabelle",
    "csv": r"csv",
    "ppt": r"powerpoint|pptx?\b|präsentation",
    "pptx": r"powerpoint|pptx?\b|präsentation",
    "zip": r"zip|archiv",
}


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "a[href]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for link in shown(page, "a[href]"):
        ending = _ending(attribute(link, "href"))
        if ending not in _FORMATS:
            continue
        described = texts_by_id(page, attribute(link, "aria-describedby"))
        told = f"{name_of(page, link)} {text_of(link)} {attribute(link, 'title')} {described} {page.own_text(block_of(link))}"
        if not re.search(_FORMATS[ending], told, re.I):
            message = f"Der Link „{shortened(name_of(page, link))}“ öffnet eine {ending.upper()}-Datei, ohne es zu sagen."
            yield cant_tell(
                RULE,
                **at(page, link, attribute(link, "href")),
                message=message,
                evidence=attribute(link, "href"),
            )


def _ending(href: str) -> str:
    try:
        path = urlsplit(href).path
    except ValueError:  # no address at all: the rule about broken links says so
        return ""
    return path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""
