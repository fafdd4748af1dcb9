"""The title says what the page is about.

What it checks: the title is no placeholder ("Untitled", "Neue Seite 1"), no file name, no address, and not just the name of the host.
Where most of its words are found nowhere on the page, a person must judge. A missing title is found by axe, one that several pages share
by unique-title.
Barriers: title element is not descriptive, uninformative page title.
Why it matters: the title is what a screen reader says first, and what stands in tabs, bookmarks and search results.
Applies to: pages with a title, without redirects.

Passed example:

    pages:
      /antrag/: <html lang=de><title>Antrag auf Wohngeld</title><body><h1>Wohngeld</h1><p>Den Antrag stellen Sie bei der Stadt im Rathaus.</p>

Failed example:

    pages:
      /antrag/: <html lang=de><title>Unbenanntes Dokument</title><body><h1>Wohngeld</h1><p>Den Antrag stellen Sie bei der Stadt.</p>

Cannot tell example:

    pages:
      /antrag/: >-
        <html lang=de><title>Schwimmbad am Neckar</title><body><h1>Wohngeld</h1><p>Den Antrag stellen Sie bei der Stadt im Rathaus.</p>

References: WCAG 2.2 SC 2.4.2 Page Titled, failure F25, technique G88 · ACT c4a8a4 · EN 301 549 9.2.4.2
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from audit.checks import cant_tell, failed
from audit.dom import clean
from audit.facts import Facts
from audit.markup import shortened
from audit.model import Criterion, Finding, Impact, Rule, Where
from audit.page import Page
from audit.texts.placeholders import is_file_name, is_placeholder, may_be_meant
from audit.texts.topic_words import plain, share_found, topic_words

RULE = Rule(
    id="page-title",
    family="accessibility",
    title="Der Titel sagt, worum es auf der Seite geht",
    remedy="Im Seitenkopf unter „title“ das Thema der Seite nennen.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("2.4.2", "A"),),
)

_SEPARATORS = re.compile(r"\s+[-–—|·:»«•/]+\s+|\s*[|·»«•]\s*|:\s+")
_LEAST_WORDS = 8  # a page that says next to nothing proves nothing about its title


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if page.title and not page.redirect)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    title = page.title
    if is_file_name(title):
        yield _finding(page, "ist ein Dateiname oder eine Adresse", certain=True)
    elif is_placeholder(title):
        yield _finding(page, "ist ein Platzhalter", certain=not may_be_meant(title))
    elif _is_host(page):
        yield _finding(
            page,
            "nennt nur die Website, nicht die Seite",
            certain=urlsplit(page.address).path not in ("", "/"),
        )
    elif page.url != facts.site.home and _is_off_topic(page):
        yield _finding(page, "kommt auf der Seite kaum vor; passt er zum Inhalt?", certain=False)


def _finding(page: Page, what: str, *, certain: bool) -> Finding:
    message = f"Der Titel „{shortened(page.title)}“ {what}{'' if what.endswith('?') else '.'}"
    return (failed if certain else cant_tell)(
        RULE, page=page.url, target="title", message=message, evidence=page.title, where=Where(field="title")
    )


def _is_host(page: Page) -> bool:
    host = (urlsplit(page.address).hostname or "").removeprefix("www.")
    return "." in host and page.title.lower().removeprefix("www.") == host


def _is_off_topic(page: Page) -> bool:
    """Whether no part of the title (page, section, website) shares half of its words with the text or its headings."""
    text = plain(clean(page.tree.body.text())) if page.tree.body is not None else ""
    if text.count(" ") < _LEAST_WORDS:
        return False
    parts = [topic_words(part, page.language) for part in _SEPARATORS.split(page.title)]
    shares = [share_found(words, text) for words in parts if words]
    return bool(shares) and max(shares) < 0.5
