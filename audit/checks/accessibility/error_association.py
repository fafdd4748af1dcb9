"""Error messages are connected to their field.

What it checks: a text beside a field that by its class is an error is named in aria-describedby or aria-errormessage, and a field that is
aria-invalid has such a text.
Barriers: error message not associated with input.
Why it matters: who goes from field to field hears that something is wrong, but not what.
Applies to: pages with form fields.

Passed example:

    pages:
      /: '<label for="n">PLZ</label><input id="n" aria-describedby="f"><span id="f" class="error">Fünf Ziffern</span>'

Cannot tell example:

    pages:
      /: '<label for="n">PLZ</label><input id="n"><span class="error">Fünf Ziffern</span>'

References: WCAG 2.2 SC 3.3.1, techniques ARIA1, ARIA21 · EN 301 549 9.3.3.1
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from audit.checks import cant_tell
from audit.dom import ancestors
from audit.facts import Facts
from audit.markup import (
    FIELDS,
    around,
    at,
    attribute,
    has,
    inside,
    is_button,
    label_of,
    pages_with,
    shortened,
    shown,
    text_of,
)
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="error-association",
    family="accessibility",
    title="Fehlermeldungen sind mit ihrem Feld verbunden",
    remedy="Der Meldung eine id geben und sie beim Feld in aria-describedby nennen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("3.3.1", "A"),),
)

_ERROR = re.compile(r"(?:^|[\s_-])(?:error|errors|fehler|fehlermeldung|invalid|feedback)(?:$|[\s_-])", re.I)
_NEAR = 3  # elements around a field that still belong to it


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "input, select, textarea")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    fields = [field for field in shown(page, FIELDS) if not is_button(field)]
    known = {
        identifier
        for field in fields
        for name in ("aria-describedby", "aria-errormessage", "aria-labelledby")
        for identifier in attribute(field, name).split()
    }
    beside = {field.parent.mem_id for field in fields}
    around_fields = {above.mem_id for field in fields for above in islice(ancestors(field), _NEAR)}
    for node in shown(page, "p[class], span[class], div[class], small[class], strong[class], em[class]"):
        if (
            not _ERROR.search(attribute(node, "class"))
            or not text_of(node)
            or inside(node, f"{FIELDS}, form, label")
        ):
            continue
        ids = {attribute(inner, "id") for inner in (node, *node.css("[id]"))}
        parent = node.parent.mem_id if node.parent is not None else 0
        near = parent in beside or (parent in around_fields and node.parent.tag not in ("body", "main"))
        if near and not ids & known and around(node, "label") is None:
            message = f"Die Meldung „{shortened(text_of(node))}“ ist mit keinem Feld verbunden."
            yield cant_tell(RULE, **at(page, node), message=message, evidence=text_of(node))
    for field in fields:
        if (
            attribute(field, "aria-invalid") == "true"
            and not has(field, "aria-describedby")
            and not has(field, "aria-errormessage")
        ):
            message = f"Das Feld „{shortened(label_of(page, field))}“ ist als falsch ausgezeichnet und sagt nicht, warum."
            yield cant_tell(RULE, **at(page, field), message=message, evidence=label_of(page, field))
