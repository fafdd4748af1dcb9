"""Fields of one form have different names.

What it checks: no two fields of a form, within the same group, have the same label; radio buttons and check boxes may.
Barriers: non-unique field label found.
Why it matters: by ear nobody can tell them apart.
Applies to: pages with form fields.

Passed example:

    pages:
      /: '<form><label>Vorname <input></label><label>Nachname <input></label></form>'

Cannot tell example:

    pages:
      /: '<form><label>Name <input></label><label>Name <input></label></form>'

References: WCAG 2.2 SC 2.4.6, 3.3.2 · EN 301 549 9.2.4.6
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import FIELDS, around, at, is_button, is_type, label_of, pages_with, shortened, shown, words
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="repeated-label",
    family="accessibility",
    title="Felder eines Formulars heißen verschieden",
    remedy="Jedem Feld eine eigene Beschriftung geben.",
    impact=Impact.MODERATE,
    criteria=(Criterion("2.4.6", "AA"),),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "input, select, textarea")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    seen: set[tuple[int, str]] = set()
    for field in shown(page, FIELDS):
        name = words(label_of(page, field))
        if not name or is_button(field) or is_type(field, "radio", "checkbox"):
            continue
        group = around(field, "fieldset", "form", "tr", "li", "body")
        key = (group.mem_id if group is not None else 0, name)
        if key in seen:
            message = f"Zwei Felder des Formulars heißen „{shortened(label_of(page, field))}“."
            yield cant_tell(RULE, **at(page, field), message=message, evidence=name)
        seen.add(key)
