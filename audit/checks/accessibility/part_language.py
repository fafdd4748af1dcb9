"""A passage in another language says which one.

What it checks: blocks and sentences of at least 40 letters, and the alternatives of pictures, are in the language declared for them;
so are whole sentences in quotation marks and what an element declares as another language, however short (for a person to judge).
Letters of a foreign script are certain. Names, titles and loanwords may stay as they are.
Barriers: lang attribute is not used to identify a change of language, lang attribute names the wrong language.
Why it matters: a screen reader speaks a passage with the sounds of the language it believes it to be in.
Applies to: pages with text that has a declared language.

Passed example:

    pages:
      /: '<p>Ihr Antrag ist da.</p><p lang=en>You can come to our office without an appointment on any day of the week.</p>'

Failed example:

    pages:
      /: '<p>Ihr Antrag ist da.</p><p>You can come to our office without an appointment on any day of the week.</p>'

Cannot tell example:

    pages:
      /: '<p>Er rief: „Nous sommes arrivés!“ Dann war es still, und niemand sagte etwas.</p>'

References: WCAG 2.2 SC 3.1.2 Language of Parts · ACT off6ek · EN 301 549 9.3.1.2
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import at, shortened
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.texts.language import Other, letters, name_of_language, other_language, seems_other
from audit.texts.text_runs import Run

RULE = Rule(
    id="part-language",
    family="accessibility",
    title="Texte in einer anderen Sprache sind als solche ausgezeichnet",
    remedy='Die Sprache mit dem Attribut lang am Element angeben, zum Beispiel lang="en" für Englisch.',
    impact=Impact.MODERATE,
    criteria=(Criterion("3.1.2", "AA"),),
)

_LEAST = 40
_LEAST_DECLARED = 12
_SENTENCES = re.compile(r"(?<=[.!?…؟。])\s+")
_QUOTED = re.compile(r"[„“\"»«]([^„“”\"»«]{8,400}[.!?…])[“”\"«»]")


def applies_to(facts: Facts) -> Iterator[Page]:
    return (
        page
        for page in facts.site.pages.values()
        if not page.redirect and any(run.language for run in page.runs)
    )


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    whole = other_language(page.untagged_text[:10_000], page.language) if page.language else None
    for run in page.runs:
        if not run.language or (whole and not run.own):
            continue  # a wrong language of the page is told once, by page-language
        found = next(_foreign(run), None)
        if found is None:
            continue
        text, other = found
        verb = "ist" if other.certain else "scheint zu sein"
        message = f"Angegeben ist {name_of_language(run.language)}, „{shortened(text)}“ {verb}: {other.name}."
        yield (failed if other.certain else cant_tell)(
            RULE, **at(page, run.node, shortened(text, 40)), message=message, evidence=shortened(text, 80)
        )


def _foreign(run: Run) -> Iterator[tuple[str, Other]]:
    """Passages of a run in another language than declared, the most certain kind first."""
    quoted = _QUOTED.findall(run.text) if len(run.text) > _LEAST_DECLARED else []
    for text in (run.text, *_SENTENCES.split(run.text), *quoted):
        # Less than 40 letters only show a language where they are letters of another script.
        if len(text) >= _LEAST or not text.isascii():
            other = other_language(text, run.language)
            if other and (letters(text) >= _LEAST or other.by_script):
                yield text, other
    for text in quoted if not run.own else [*quoted, run.text]:
        if letters(text) >= _LEAST_DECLARED and (code := seems_other(text, run.language)):
            yield text, Other(code, certain=False)
