"""What leads to the same page has the same name everywhere.

What it checks: links in the same place of the frame (menu, header, footer) that lead to the same page have the same name on all pages
of one language, or names that share a word. Links in the content may say it in their own words.
Why it matters: "Suche" on one page and "Finden" on the next sound like two things to whoever hears only the names.
Applies to: pages with links in their frame that most other pages have in the same place.

Passed example:

    pages:
      /: '<html lang=de><body><footer><a href=/finden/>Suche</a></footer><main>Start</main>'
      /a/: '<html lang=de><body><footer><a href=/finden/>Suche</a></footer><main>A</main>'

Cannot tell example:

    pages:
      /: '<html lang=de><body><main>Start</main><footer><a href=/finden/>Suche</a></footer>'
      /a/: '<html lang=de><body><main>A</main><footer><a href=/finden/>Suche</a></footer>'
      /b/: '<html lang=de><body><main>B</main><footer><a href=/finden/>Lupe</a></footer>'

References: WCAG 2.2 SC 3.2.4 Consistent Identification, failure F31, technique G197 · EN 301 549 9.3.2.4
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import words
from audit.model import Criterion, Finding, Impact, Rule, Scope
from audit.page import Page

RULE = Rule(
    id="consistent-identification",
    family="accessibility",
    title="Gleiches heißt auf allen Seiten gleich",
    remedy="Links zum selben Ziel auf allen Seiten gleich benennen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("3.2.4", "AA"),),
    needs=frozenset({"whole_site"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (
        facts.site.pages[url]
        for url, frame in facts.frames.by_url.items()
        if any((frame.language, link.region, link.key) in facts.frames.usual_names for link in frame.links)
    )


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    frame = facts.frames.by_url[page.url]
    for link in frame.links:
        usual = facts.frames.usual_names.get((frame.language, link.region, link.key), frozenset())
        names = frame.names.get((link.region, link.key), frozenset())
        if not usual or names & usual or _words_of(names) & _words_of(usual):
            continue
        target = page.place_of_link(page.links[link.index]).target
        message = f"„{link.text}“ heißt auf den meisten Seiten „{min(usual)}“; ist dasselbe gemeint?"
        yield cant_tell(
            RULE, page=page.url, target=target, message=message, evidence=f"{link.key}: {link.text}"
        )


def _words_of(names: frozenset[str]) -> set[str]:
    return {word for name in names for word in words(name).split()}
