"""Boxes that belong to one question are a group.

What it checks: radio buttons and check boxes that share a name lie in a fieldset or in an element with a group role.
Barriers: group of check boxes not enclosed in a fieldset, group of radio buttons not enclosed in a fieldset.
Why it matters: each box is read with its own label only; the question they answer is lost.
Applies to: pages with radio buttons or check boxes.

Passed example:

    pages:
      /: '<fieldset><legend>Anrede</legend><input type="radio" name="a" aria-label="Frau"><input type="radio" name="a" aria-label="Herr"></fieldset>'

Cannot tell example:

    pages:
      /: '<h4>Anrede</h4><input type="radio" name="a" aria-label="Frau"><input type="radio" name="a" aria-label="Herr">'

References: WCAG 2.2 SC 1.3.1, techniques H71, ARIA17 · EN 301 549 9.1.3.1
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell
from audit.dom import ancestors
from audit.facts import Facts
from audit.markup import at, attribute, pages_with, shortened, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="choice-group",
    family="accessibility",
    title="Auswahlfelder einer Frage bilden eine Gruppe",
    remedy="Die Felder in ein fieldset mit legend setzen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.1", "A"),),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "input[type=radio i], input[type=checkbox i]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    boxes: dict[tuple[str, str], list[LexborNode]] = {}
    for box in shown(page, "input[type=radio i][name], input[type=checkbox i][name]"):
        boxes.setdefault(
            (attribute(box, "type").lower(), attribute(box, "name").removesuffix("[]")), []
        ).append(box)
    for (_, name), group in boxes.items():
        if len(group) > 1 and not any(_is_grouped(box) for box in group):
            message = (
                f"{len(group)} Auswahlfelder „{shortened(name)}“ sind nicht zu einer Gruppe zusammengefasst."
            )
            yield cant_tell(RULE, **at(page, group[0], name), message=message, evidence=name)


def _is_grouped(box: LexborNode) -> bool:
    return any(
        parent.tag == "fieldset" or attribute(parent, "role") in ("group", "radiogroup", "table", "grid")
        for parent in ancestors(box)
    )
