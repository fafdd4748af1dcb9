"""Pages can be told apart by their titles.

What it checks: no two pages have the same title (the ``title`` element), and no page but the home page is called just
like the whole site. An empty title violates WCAG 2.4.2 and is found by ``axe/document-title``, not here.
Why it matters: the title is what stands in tabs, bookmarks, search results, and what a screen reader says first. Who
has three tabs called alike open must guess.
Applies to: pages with a title, without redirects.

Passed example:

    pages:
      /: <html><title>Pflege in Musterstadt</title>
      /kurse/: <html><title>Kurse – Pflege in Musterstadt</title>

Failed example:

    pages:
      /: <html><title>Pflege in Musterstadt</title>
      /kurse/: <html><title>Kurse – Pflege in Musterstadt</title>
      /termine/: <html><title>Kurse – Pflege in Musterstadt</title>

References: WCAG 2.2, technique G88 (descriptive titles); a house rule, since 2.4.2 does not ask for unique ones
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Page

RULE = Rule(
    id="unique-title",
    family="findability",
    title="Jede Seite hat ihren eigenen Titel",
    remedy="Im Seitenkopf unter „title“ sagen, was gerade diese Seite von den anderen unterscheidet.",
    impact=Impact.MODERATE,
    needs=frozenset({"whole_site"}),
    scope=Scope.SITE,
)

MAX_NAMED = 3


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if page.title and not page.redirect)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    twins = facts.site.urls_by_title[page.title]
    if len(twins) > 1:
        message = f"Der Titel „{page.title}“ steht auch auf {_named(twins, page.url)}."
    elif facts.manifest and page.title == facts.manifest.title and page.url != facts.site.home:
        message = (
            f"Die Seite heißt nur „{page.title}“ wie die ganze Website und sagt nicht, worum es hier geht."
        )
    else:
        return
    where = Where(field="title")
    yield failed(RULE, page=page.url, target="title", message=message, evidence=page.title, where=where)


def _named(twins: tuple[str, ...], own: str) -> str:
    others = [url for url in twins[: MAX_NAMED + 1] if url != own][:MAX_NAMED]
    rest = len(twins) - 1 - len(others)
    return ", ".join(others) + (f" und {rest} weiteren" if rest else "")
