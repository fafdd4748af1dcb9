"""Every label belongs to a field.

What it checks: the for attribute of a label names a field that exists. A person must look at labels that neither name nor hold a field,
and at labels without text whose field gets its name elsewhere; fields without any name are the engines' business.
Barriers: label with a for attribute that matches no form control, label not connected to a form control, empty label found.
Why it matters: a label without a field names nothing and cannot be clicked.
Applies to: pages with labels.

Passed example:

    pages:
      /: '<label for="name">Name</label><input id="name">'

Failed example:

    pages:
      /: '<label for="nahme">Name</label><input id="name" aria-label="Name">'

Cannot tell example:

    pages:
      /: '<label>Name</label><input aria-label="Name">'

References: HTML Living Standard 4.10.4 The label element; WCAG 2.2 SC 1.3.1, technique H44 · EN 301 549 9.1.3.1
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import at, attribute, has, is_type, label_of, pages_with, shortened, shown, text_of
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="label-without-field",
    family="accessibility",
    title="Jede Beschriftung gehört zu einem Feld",
    remedy="Im Attribut for die id des Feldes nennen.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.3.1", "A"),),
)

_LABELABLE = ("button", "input", "meter", "output", "progress", "select", "textarea")


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "label")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for label in shown(page, "label"):
        target, text = attribute(label, "for"), text_of(label)
        field = page.by_id.get(target)
        held = [node for node in label.css("*") if node.tag in _LABELABLE or "-" in node.tag]
        if has(label, "for") and (field is None or not _can_have_label(field)):
            message = (
                f"Die Beschriftung „{shortened(text)}“ gilt „{target}“, und ein solches Feld gibt es nicht."
            )
            yield failed(RULE, **at(page, label, target), message=message, evidence=target or text)
        elif field is None and not held:
            message = f"Die Beschriftung „{shortened(text)}“ ist mit keinem Feld verbunden."
            yield cant_tell(RULE, **at(page, label), message=message, evidence=text)
        elif field is not None and not text and label_of(page, field):
            message = "Die Beschriftung ist leer; das Feld hat einen anderen Namen."
            yield cant_tell(RULE, **at(page, label, target), message=message, evidence=target)


def _can_have_label(field: LexborNode) -> bool:
    return "-" in field.tag or (field.tag in _LABELABLE and not is_type(field, "hidden"))
