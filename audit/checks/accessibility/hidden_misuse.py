"""Text meant for screen readers is not hidden from them as well.

What it checks: elements with a class name such as sr-only or visually-hidden are not display:none or visibility:hidden. It
fails where that is so for all elements with this class name. A person must look where it is so for some, and where part
of a link is hidden at every width.
Barriers: visibility:hidden or display:none used to visually hide content when it should be available to screen readers.
Why it matters: the words were written for people who cannot see the page, and nobody hears them.
Applies to: all pages.

Passed example:

    pages:
      /: <a href="/">Mehr <span class="sr-only">zum Hallenbad</span></a>
    measured:
      /: {hidden_text: {1280 light: [], 320 light: []}}

Failed example:

    pages:
      /: <p class="sr-only">Sie sind hier</p>
    measured:
      /:
        hidden_text:
          1280 light:
          - {path: main > p, kind: class, all: true, visible: sr-only, hidden: …, text: …, literal: "", component: ""}

Cannot tell example:

    pages:
      /: <a href="/">Mehr <span style="display:none">zum Hallenbad</span></a>
    measured:
      /:
        hidden_text:
          1280 light:
          - {path: a > span, kind: link, all: false, visible: Mehr, hidden: …, text: …, literal: "", component: ""}

References: WCAG technique C7 · WAI, Making content hidden from view but available to screen readers
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="hidden-misuse",
    family="accessibility",
    title="Text für Screenreader ist nicht auch vor ihnen verborgen",
    remedy="Den Text nur für das Auge verbergen (clip-path, 1 Pixel groß) statt mit display oder visibility.",
    impact=Impact.MODERATE,
    needs=frozenset({"browser"}),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for url, page in facts.site.pages.items() if "hidden_text" in facts.measured(url))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for text in _hidden_at_every_width(facts, page.url):
        message = (
            f"„{text['hidden']}“ hat die Klasse „{text['visible']}“, aber auch Screenreader lesen es nicht."
            if text["kind"] == "class"
            else f"Neben „{text['visible']}“ ist „{text['hidden']}“ vor allen verborgen. Sollen Screenreader es lesen?"
        )
        yield (failed if text["all"] else cant_tell)(
            RULE,
            page=page.url,
            target=text["path"],
            message=message,
            evidence=text["hidden"],
            where=where(text),
        )


def _hidden_at_every_width(facts: Facts, url: str) -> list[dict[str, Any]]:
    states = list(facts.measured(url)["hidden_text"].values())
    everywhere = set.intersection(*({text["path"] for text in state} for state in states))
    return [text for text in states[0] if text["path"] in everywhere]
