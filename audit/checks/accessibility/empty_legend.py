"""Legends have a text.

What it checks: every legend of a group of fields holds text or a picture with an alternative.
Barriers: empty legend.
Why it matters: the group is announced without a name, so nobody knows what its fields are about.
Applies to: pages with legends.

Passed example:

    pages:
      /: '<fieldset><legend>Anschrift</legend><label>Ort <input></label></fieldset>'

Failed example:

    pages:
      /: '<fieldset><legend></legend><label>Ort <input></label></fieldset>'

References: WCAG 2.2 SC 1.3.1, technique H71 · EN 301 549 9.1.3.1
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.markup import at, name_of, pages_with, shown, text_of
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="empty-legend",
    family="accessibility",
    title="Überschriften von Feldgruppen haben einen Text",
    remedy="Das legend-Element ausfüllen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.1", "A"),),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "legend")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for legend in shown(page, "fieldset > legend"):
        if not text_of(legend) and not name_of(page, legend.parent):
            yield failed(
                RULE,
                **at(page, legend),
                message="Das legend-Element der Feldgruppe ist leer.",
                evidence="<legend>",
            )
