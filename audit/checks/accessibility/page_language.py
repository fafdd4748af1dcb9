"""A page is in the language it declares.

What it checks: the text that no element inside the page declares otherwise is in the language of the html element. Words that hold
sentences together must speak for the other language, names and loanwords do not. A missing or invalid lang is found by axe.
Barriers: page declares a wrong language, lang attribute of the html element does not match the text.
Why it matters: a screen reader speaks German text with English sounds, and nobody understands a word.
Applies to: pages that declare a language and have at least 20 letters of text.

Passed example:

    pages:
      /: '<html lang=de><title>Wohngeld</title><body><p>Wohngeld ist ein Zuschuss zur Miete für alle, die wenig verdienen.</p>'

Failed example:

    pages:
      /: >-
        <html lang=en><title>Wohngeld</title><body><p>Wohngeld ist ein Zuschuss zur Miete für alle, die wenig verdienen. Den Antrag
        können Sie bei der Stadt stellen, wenn Sie in der Stadt wohnen.</p>

Cannot tell example:

    pages:
      /: '<html lang=en><title>Wohngeld</title><body><p>Ein Zuschuss zur Miete für alle Leute</p>'

References: WCAG 2.2 SC 3.1.1 Language of Page · ACT ucwvc8 · EN 301 549 9.3.1.1
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule, Where
from audit.page import Page
from audit.texts.language import letters, name_of_language, other_language

RULE = Rule(
    id="page-language",
    family="accessibility",
    title="Die Seite ist in der Sprache geschrieben, die sie angibt",
    remedy="Im Seitenkopf unter „lang“ die Sprache des Textes angeben.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("3.1.1", "A"),),
)

_LEAST = 20
_ENOUGH = 10_000


def applies_to(facts: Facts) -> Iterator[Page]:
    return (
        page
        for page in facts.site.pages.values()
        if not page.redirect and page.language and letters(page.untagged_text[:_ENOUGH]) >= _LEAST
    )


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    text = page.untagged_text[:_ENOUGH]
    other = other_language(text, page.language)
    if other is None:
        return
    verb = "ist" if other.certain else "scheint zu sein"
    message = f"Angegeben ist {name_of_language(page.language)}, der Text {verb}: {other.name}."
    yield (failed if other.certain else cant_tell)(
        RULE,
        page=page.url,
        target="html",
        message=message,
        evidence=f"lang={page.language}",
        where=Where(field="lang"),
    )
