"""Translations were looked at since their original was.

What it checks: the review of a page in another language is not older than that of the page it translates
(``last_reviewed_on`` of both).
Why it matters: an amount or a telephone number that changed in German only is wrong for those who cannot read German,
and nobody of them will say so.
Applies to: pages that translate another one (``translation_of``).

Passed example:

    declared:
      /: {reviewed_on: 2026-10-05}
      /en/: {translates: /, reviewed_on: 2026-10-05}
    pages:
      /: <p>Hilfe</p>
      /en/: <p>Help</p>

Cannot tell example:

    declared:
      /: {reviewed_on: 2026-10-05}
      /en/: {translates: /, reviewed_on: 2026-10-04}
    pages:
      /: <p>Hilfe</p>
      /en/: <p>Help</p>

References: W3C, Internationalization of websites; Ulm GD 087/21, 3.2 (content is current)
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.manifest import SourcePage
from audit.model import Finding, Impact, Rule, Scope, Where

RULE = Rule(
    id="outdated-translation",
    family="currency",
    title="Übersetzungen sind nach dem Original durchgesehen",
    remedy="Original und Übersetzung vergleichen lassen; stimmt sie, „last_reviewed_on“ der Übersetzung neu setzen.",
    impact=Impact.MODERATE,
    needs=frozenset({"registry"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[SourcePage]:
    pages = facts.manifest.pages if facts.manifest else {}
    return (page for url, page in pages.items() if url in facts.site.pages and page.translates in pages)


def check(page: SourcePage, facts: Facts) -> Iterator[Finding]:
    original = facts.manifest.pages[page.translates]
    if page.reviewed_on < original.reviewed_on:
        yield cant_tell(
            RULE,
            page=page.url,
            target=page.url,
            message=f"Das Original „{original.title}“ wurde am {original.reviewed_on:%d.%m.%Y} durchgesehen, diese Übersetzung "
            f"zuletzt am {page.reviewed_on:%d.%m.%Y}. Sagt sie noch dasselbe?",
            evidence=f"{page.reviewed_on} < {original.reviewed_on}",
            where=Where(field="last_reviewed_on"),
        )
