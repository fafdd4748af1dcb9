"""Hints are connected to their field.

What it checks: a text between a label and its field, or beside a field and by its class a hint, is named in aria-describedby or is
part of the label.
Barriers: field hint not associated with input.
Why it matters: who goes from field to field with a screen reader does not hear what stands between them.
Applies to: pages with form fields.

Passed example:

    pages:
      /: '<label for="n">Nummer</label><p id="h">Steht auf dem Ausweis.</p><input id="n" aria-describedby="h">'

Cannot tell example:

    pages:
      /: '<label for="n">Nummer</label><p>Steht auf dem Ausweis.</p><input id="n">'

References: WCAG 2.2 SC 1.3.1, 3.3.2, technique ARIA1 · EN 301 549 9.1.3.1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import (
    BUTTON_TYPES,
    FIELDS,
    around,
    at,
    attribute,
    inside,
    is_type,
    next_element,
    pages_with,
    shortened,
    shown,
    text_of,
)
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="field-hint",
    family="accessibility",
    title="Hinweise sind mit ihrem Feld verbunden",
    remedy="Dem Hinweis eine id geben und sie beim Feld in aria-describedby nennen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.1", "A"),),
)

_HINT = re.compile(
    r"(?:^|[\s_-])(?:hint|help|helper|hilfe|hinweis|description|form-text|note)(?:$|[\s_-])", re.I
)
_TEXTS = "p, span, div, small"


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "form, input, select, textarea")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    known = _referenced(page)
    for node in shown(page, _TEXTS):
        if attribute(node, "id") in known or inside(node, FIELDS) is not None or not text_of(node):
            continue
        beside = _previous(node), next_element(node)
        field = next((other for other in beside if other is not None and _is_field(other)), None)
        labelled = any(other is not None and other.tag == "label" for other in beside)
        called = _HINT.search(attribute(node, "class")) is not None
        if (
            field is not None
            and (called or (labelled and beside[1] is field))
            and around(node, "label") is None
        ):
            message = f"Der Hinweis „{shortened(text_of(node))}“ ist nicht mit seinem Feld verbunden."
            yield cant_tell(RULE, **at(page, node), message=message, evidence=text_of(node))


def _referenced(page: Page) -> set[str]:
    """Ids that some field names as its description, name or error."""
    found: set[str] = set()
    for name in ("aria-describedby", "aria-labelledby", "aria-errormessage", "aria-details"):
        for node in page.tree.css(f"[{name}]"):
            found.update(attribute(node, name).split())
    return found


def _is_field(node: LexborNode) -> bool:
    return node.tag in ("input", "select", "textarea") and not is_type(node, "hidden", *BUTTON_TYPES)


def _previous(node: LexborNode) -> LexborNode | None:
    above = node.prev
    while above is not None and above.tag.startswith("-"):
        above = above.prev
    return above
