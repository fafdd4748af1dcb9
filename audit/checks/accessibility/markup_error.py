"""The delivered HTML has no errors that a browser must guess away.

What it checks: elements of the delivered source begin and end in the right order, end tags belong to something, no attribute stands twice,
and tables hold only rows and cells. Errors that change nothing for readers are left out; at most ten are told.
Barriers: markup is invalid, elements not closed, wrong nesting, stray end tag, duplicate attribute.
Why it matters: each program repairs broken HTML in its own way, and what aids get may differ from what is seen.
Applies to: all pages but XML documents.

Passed example:

    pages:
      /: '<p>Ein <b>Wort</b></p>'

Failed example:

    pages:
      /: '<p>Ein <b>Wort <i>und</b> noch</i> eins</p>'

References: HTML Living Standard 13.2 Parsing HTML documents; WCAG 2.1 SC 4.1.1, failures F70, F77, EN 301 549 9.4.1.1 (V3.2.1)
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.html_errors import errors_of
from audit.markup import pages_with
from audit.model import Criterion, Finding, Impact, Rule, Where
from audit.page import Page

RULE = Rule(
    id="markup-error",
    family="accessibility",
    title="Das ausgelieferte HTML ist fehlerfrei verschachtelt",
    remedy="Die genannten Tags im HTML berichtigen.",
    impact=Impact.MINOR,
    criteria=(Criterion("4.1.1", "A"),),
)

_MOST = 10


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "body, frameset")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for error in errors_of(page.html)[:_MOST]:
        yield failed(
            RULE,
            page=page.url,
            target=error.tag,
            where=Where(literal=error.tag),
            message=f"Zeile {error.line} des HTML: {error.message}.",
            evidence=error.message,
        )
