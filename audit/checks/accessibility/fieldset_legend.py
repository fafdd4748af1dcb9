"""Groups of fields have a legend.

What it checks: every fieldset has a legend or an aria label. Around boxes of one question it is certainly missing; around other content
a person must look.
Barriers: fieldset without a legend.
Why it matters: "Yes" and "No" mean nothing without the question.
Applies to: pages with fieldsets.

Passed example:

    pages:
      /: '<fieldset><legend>Anrede</legend><label><input type="radio" name="a"> Frau</label></fieldset>'

Failed example:

    pages:
      /: '<fieldset>Anrede <label><input type="radio" name="a"> Frau</label> <label><input type="radio" name="a"> Herr</label></fieldset>'

Cannot tell example:

    pages:
      /: '<fieldset><label>Ort <input></label></fieldset>'

References: WCAG 2.2 SC 1.3.1, technique H71 · EN 301 549 9.1.3.1
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import at, attribute, inside, name_of, pages_with, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="fieldset-legend",
    family="accessibility",
    title="Feldgruppen haben eine Überschrift",
    remedy="In das fieldset als Erstes ein legend-Element mit der Frage setzen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.1", "A"),),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "fieldset")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for group in shown(page, "fieldset"):
        if (
            any(child.tag == "legend" for child in group.iter())
            or attribute(group, "role")
            or name_of(page, group)
        ):
            continue
        names = [
            attribute(box, "name")
            for box in group.css("input[type=radio i][name], input[type=checkbox i][name]")
        ]
        certain = (
            len(names) > len(set(names)) and inside(group, "fieldset, h1, h2, h3, h4, h5, h6, [role]") is None
        )
        message = "Die Feldgruppe hat keine Überschrift (legend)."
        yield (failed if certain else cant_tell)(
            RULE, **at(page, group), message=message, evidence="<fieldset>"
        )
