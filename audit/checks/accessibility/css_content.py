"""Words that mean something stand in the document, not in a style sheet.

What it checks: ::before and ::after add no words that the page does not say elsewhere. Signs, icons, and content with a
text alternative of its own are left out. It fails where whole words stand nowhere in the page; where it is a short word, a
person must look whether it is more than a badge.
Barriers: non-decorative content inserted using CSS.
Why it matters: such words cannot be found, copied or translated, and are gone with the style sheet.
Applies to: all pages.

Passed example:

    pages:
      /: <p>Frist</p>
    measured:
      /: {css_content: {1280 light: {words: [], pictures: []}}}

Failed example:

    pages:
      /: <p class="frist">Frist</p>
    measured:
      /:
        css_content:
          1280 light:
            pictures: []
            words: [{path: main > p, words: bis Freitag, pseudo: after, text: Frist, literal: "", component: ""}]

Cannot tell example:

    pages:
      /: <p class="neu">Frist</p>
    measured:
      /:
        css_content:
          1280 light:
            pictures: []
            words: [{path: main > p, words: neu, pseudo: after, text: Frist, literal: "", component: ""}]

References: WCAG 2.2 SC 1.3.1 Info and Relationships, failure F87 · EN 301 549 9.1.3.1
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="css-content",
    family="accessibility",
    title="Wörter stehen im Dokument, nicht im Stylesheet",
    remedy="Die Wörter in den Text der Seite schreiben; im Stylesheet nur Schmuck lassen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.1", "A"),),
    needs=frozenset({"browser"}),
)
#: "neu" or "PDF" may be a badge; a word like "Pizza" is content.
_LEAST_LETTERS = 5


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for url, page in facts.site.pages.items() if "css_content" in facts.measured(url))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for state in facts.measured(page.url)["css_content"].values():
        for added in state["words"]:
            is_certain = len(added["words"]) >= _LEAST_LETTERS
            place = f"„{added['words']}“ steht nur im Stylesheet (::{added['pseudo']})."
            yield (failed if is_certain else cant_tell)(
                RULE,
                page=page.url,
                target=added["path"],
                message=place if is_certain else f"{place} Ist es mehr als Schmuck?",
                evidence=added["words"],
                where=where(added),
            )
