"""Required fields say so, to eyes and to programs.

What it checks: a field whose label has a star or the word "Pflichtfeld" is required in the markup, the star is explained, and a field
that is required in the markup has a label or a form that says so.
Barriers: required field not marked, required fields shown by asterisk only.
Why it matters: else the error comes only after sending.
Applies to: pages with form fields.

Passed example:

    pages:
      /: '<label for="n">Name (Pflichtfeld)</label><input id="n" required>'

Cannot tell example:

    pages:
      /: '<label for="n">Name *</label><input id="n">'

References: WCAG 2.2 SC 3.3.2, techniques H90, ARIA2 · EN 301 549 9.3.3.2
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import (
    FIELDS,
    around,
    at,
    attribute,
    has,
    is_button,
    is_type,
    labels_of,
    pages_with,
    shortened,
    shown,
    text_of,
)
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="required-shown",
    family="accessibility",
    title="Pflichtfelder sind als solche zu erkennen",
    remedy="Das Feld mit required auszeichnen, in der Beschriftung „(Pflichtfeld)“ schreiben und ein Sternchen erklären.",
    impact=Impact.MODERATE,
    criteria=(Criterion("3.3.2", "A"),),
)

_SAID = re.compile(
    r"pflicht|erforderlich|notwendig|benötigt|required|mandatory|obligatoire|obbligatori|obligatori|zorunlu|wymagan|обязательн|обов|مطلوب",
    re.I,
)
_OPTIONAL = re.compile(r"optional|freiwillig|facultati", re.I)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "input, select, textarea")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    texts: dict[int, str] = {}  # of forms, each read once
    for field in shown(page, FIELDS):
        if is_button(field) or is_type(field, "radio", "checkbox", "range", "color"):
            continue
        label = " ".join(text_of(node) for node in labels_of(page, field))
        form = around(field, "form") or page.tree.root
        if form.mem_id not in texts:
            texts[form.mem_id] = text_of(form)
        told = texts[form.mem_id]
        problem = _problem(label, told, has(field, "required") or attribute(field, "aria-required") == "true")
        if label and problem:
            yield cant_tell(
                RULE, **at(page, field), message=f"Das Feld „{shortened(label)}“ {problem}.", evidence=label
            )


def _problem(label: str, told: str, is_required: bool) -> str:
    """What is doubtful about a field, as German half sentence; "" if nothing is."""
    starred = "*" in label
    if (starred or _SAID.search(label)) and not is_required and not _OPTIONAL.search(label):
        return "sieht wie ein Pflichtfeld aus, ist aber nicht mit required ausgezeichnet"
    if starred and not _SAID.search(told):
        return "hat ein Sternchen, das nirgends erklärt wird"
    if is_required and not starred and not _SAID.search(told) and not _OPTIONAL.search(told):
        return "ist Pflicht, ohne dass es jemand sieht"
    return ""
