"""Pictures that mean something are not backgrounds.

What it checks: an empty element that is there only for a picture as its background (from 64 × 64 pixels, not repeated, in
the flow of the page, without a name or role). A person must look whether the picture says something.
Barriers: background image that conveys information has no text alternative.
Why it matters: a background has no text alternative; who cannot see it does not learn that there is one.
Applies to: all pages.

Passed example:

    pages:
      /: <p>Text</p>
    measured:
      /: {css_content: {1280 light: {words: [], pictures: []}}}

Cannot tell example:

    pages:
      /: <div class="lageplan"></div>
    measured:
      /:
        css_content:
          1280 light:
            words: []
            pictures: [{path: main > div, width: 600, height: 400, text: "", literal: /lageplan.png, component: ""}]

References: WCAG 2.2 SC 1.1.1 Non-text Content, failure F3 · EN 301 549 9.1.1.1
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="background-image-meaning",
    family="accessibility",
    title="Bilder mit Aussage sind keine Hintergründe",
    remedy="Das Bild mit img und einem Alternativtext einbinden oder dem Element role=img und aria-label geben.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.1.1", "A"),),
    needs=frozenset({"browser"}),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for url, page in facts.site.pages.items() if "css_content" in facts.measured(url))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for state in facts.measured(page.url)["css_content"].values():
        for picture in state["pictures"]:
            yield cant_tell(
                RULE,
                page=page.url,
                target=picture["path"],
                message="Dieses Bild ist der Hintergrund eines leeren Elements. Sagt es etwas aus?",
                evidence=picture["literal"],
                where=where(picture),
            )
